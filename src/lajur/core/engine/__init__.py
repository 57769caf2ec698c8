"""Case, work items, events, transitions, refusals: what a procedure allows, decided purely."""
