"""F0: the rules, in plain Python: no Django, no clock, no I/O, no randomness."""
