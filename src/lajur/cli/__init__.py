"""F3: the `lajur` command and the worker loop."""
