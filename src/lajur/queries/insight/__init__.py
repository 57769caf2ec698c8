"""Measures over many cases, as pages show them."""
