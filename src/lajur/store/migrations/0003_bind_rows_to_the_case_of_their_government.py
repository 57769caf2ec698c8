"""On PostgreSQL a row of a case is of that case's government, by one foreign key over both columns.

It takes the place of two keys of one column each: the database itself refuses a link across
governments, with half the checks. SQLite cannot change keys of a table that is there; what it lets
through is found by `lajur verify`.
"""

from django.db import migrations

TABLES = ("store_eventrow", "store_workitemrow", "store_outboxrow")
TARGET = "store_caserow"


def bind(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    execute = schema_editor.execute
    execute(f"ALTER TABLE {TARGET} ADD CONSTRAINT case_of_government UNIQUE (government_id, id)")
    for table in TABLES:
        for column in ("government_id", "case_id"):
            execute(f"ALTER TABLE {table} DROP CONSTRAINT {_name(schema_editor, table, column)}")
        execute(
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_case_of_government"
            f" FOREIGN KEY (government_id, case_id) REFERENCES {TARGET} (government_id, id)"
            " DEFERRABLE INITIALLY DEFERRED"
        )


def loosen(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    execute = schema_editor.execute
    for table in TABLES:
        execute(f"ALTER TABLE {table} DROP CONSTRAINT {table}_case_of_government")
        for column, target in (("government_id", "store_governmentrow"), ("case_id", TARGET)):
            execute(
                f"ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_fk FOREIGN KEY ({column})"
                f" REFERENCES {target} (id) DEFERRABLE INITIALLY DEFERRED"
            )
    execute(f"ALTER TABLE {TARGET} DROP CONSTRAINT case_of_government")


def _name(schema_editor, table, column):
    """Django's name of a foreign key, which ends in a hash."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint c JOIN pg_attribute a"
            " ON a.attrelid = c.conrelid AND c.conkey = ARRAY[a.attnum]"
            " WHERE c.contype = 'f' AND c.conrelid = %s::regclass AND a.attname = %s",
            [table, column],
        )
        return cursor.fetchone()[0]


class Migration(migrations.Migration):
    dependencies = [("store", "0002_append_only")]

    operations = [migrations.RunPython(bind, loosen)]
