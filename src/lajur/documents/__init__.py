"""Paper: a view in, bytes out."""
