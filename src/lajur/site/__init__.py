"""Roof: settings, urls, wsgi. Wiring only."""
