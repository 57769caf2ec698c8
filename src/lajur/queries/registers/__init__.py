"""Registers of letters and their lines, as people read them."""
