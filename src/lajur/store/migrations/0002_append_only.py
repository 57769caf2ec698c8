"""Journals only grow: the database refuses to change or delete what they hold.

The one exception is erasing what a person typed in a case's journal (`text` becomes empty); its
salted digest stays, so the chain still verifies.
"""

from django.db import migrations

JOURNALS = ("store_eventrow", "store_officeeventrow", "store_anchorrow")
REFUSAL = "a journal is append-only"
KEPT = (
    "case_id", "seq", "government_id", "kind", "data", "by", "at", "salt", "text_digest", "hash",
)  # fmt: skip


def put_up(apps, schema_editor):
    statements = _postgresql() if schema_editor.connection.vendor == "postgresql" else _sqlite()
    for statement in statements:
        schema_editor.execute(statement)


def take_down(apps, schema_editor):
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for table in JOURNALS:
        for act in ("update", "delete"):
            on = f" ON {table}" if on_postgresql else ""
            schema_editor.execute(f"DROP TRIGGER {table}_no_{act}{on}")
    if on_postgresql:
        schema_editor.execute("DROP FUNCTION lajur_refuse()")


def _sqlite():
    for table in JOURNALS:
        yield (
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
        yield (
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            f"{_unless_erased(table, 'IS NOT')}BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )


def _postgresql():
    yield (
        "CREATE FUNCTION lajur_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    for table in JOURNALS:
        yield (
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION lajur_refuse()"
        )
        yield (
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW "
            f"{_unless_erased(table, 'IS DISTINCT FROM')}EXECUTE FUNCTION lajur_refuse()"
        )


def _unless_erased(table, differs):
    """Refuse every update, but on cases' events let `text` become empty."""
    if table != "store_eventrow":
        return ""
    changed = " OR ".join(f'NEW."{column}" {differs} OLD."{column}"' for column in KEPT)
    return f"WHEN (NEW.text <> '' OR {changed}) "


class Migration(migrations.Migration):
    dependencies = [("store", "0001_create_the_house")]

    operations = [migrations.RunPython(put_up, take_down)]
