"""Requests are found by any part of a word in their number or title: "pegawai" in "kepegawaian".

By trigrams, since Indonesian puts its affixes before the word as well as after it. On SQLite they
stand in a table of FTS5 kept by triggers, on PostgreSQL in an index of pg_trgm.
"""

from django.db import migrations

CASES, WORDS = "store_caserow", "store_casewords"
_NEW = f"INSERT INTO {WORDS} (rowid, number, title) VALUES (new.id, new.number, new.title);"
_OLD = (
    f"INSERT INTO {WORDS} ({WORDS}, rowid, number, title)"
    " VALUES ('delete', old.id, old.number, old.title);"
)
_TRIGGERS = {
    "insert": ("INSERT", _NEW),
    "update": ("UPDATE OF number, title", _OLD + _NEW),
    "delete": ("DELETE", _OLD),
}


def put_up(apps, schema_editor):
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in _postgresql() if on_postgresql else _sqlite():
        schema_editor.execute(statement)


def take_down(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX case_by_part_of_number")
        schema_editor.execute("DROP INDEX case_by_part_of_title")
        return
    for name in _TRIGGERS:
        schema_editor.execute(f"DROP TRIGGER {WORDS}_{name}")
    schema_editor.execute(f"DROP TABLE {WORDS}")


def _sqlite():
    yield (
        f"CREATE VIRTUAL TABLE {WORDS} USING fts5(number, title, content='{CASES}',"
        " content_rowid='id', tokenize='trigram')"
    )
    yield f"INSERT INTO {WORDS} ({WORDS}) VALUES ('rebuild')"
    for name, (act, statements) in _TRIGGERS.items():
        yield (f"CREATE TRIGGER {WORDS}_{name} AFTER {act} ON {CASES} BEGIN {statements} END")


def _postgresql():
    yield "CREATE EXTENSION IF NOT EXISTS pg_trgm"
    for column in ("number", "title"):
        yield (
            f"CREATE INDEX case_by_part_of_{column} ON {CASES}"
            f" USING gin (UPPER({column}::text) gin_trgm_ops)"
        )


class Migration(migrations.Migration):
    dependencies = [("store", "0004_keep_time")]

    operations = [migrations.RunPython(put_up, take_down)]
