"""SQLite with a gate: Django's backend, its writers in a queue."""
