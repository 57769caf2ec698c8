"""F1: Django models, migrations, the mapping between rows and the core."""
