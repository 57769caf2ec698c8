"""F2: reads. Frozen views for screens, registers and reports."""
