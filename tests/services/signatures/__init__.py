"""Signing letters, and what anybody can check of them."""
