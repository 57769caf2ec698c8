"""Rules of the office itself: who may hold a position when, and how numbers and names look."""
