"""What becomes of closed cases: how long they are kept, and what then."""
