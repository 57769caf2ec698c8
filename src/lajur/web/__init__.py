"""F3: pages."""
