"""What was issued stays as it was issued, and no line of a register goes.

The database itself refuses to change a letter that has its number, to remove it, or to remove a
line of a register. Of an issued letter only its state (void) and what was noted beside it change.
"""

from django.db import migrations

REFUSAL = "what was issued stays as it is"
FROZEN = (
    "government_id", "case_id", "work_item", "item", "kind", "subject", "parts", "classification",
    "secrecy", "speed", "entry_id", "issued_at", "issued_by", "facts", "template", "file_id",
    "token",
)  # fmt: skip


def put_up(apps, schema_editor):
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    if on_postgresql:
        schema_editor.execute(
            "CREATE FUNCTION lajur_keep() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$"
        )
    for name, table, act, when in _triggers("IS DISTINCT FROM" if on_postgresql else "IS NOT"):
        body = (
            "FOR EACH ROW {} EXECUTE FUNCTION lajur_keep()"
            if on_postgresql
            else "{} BEGIN SELECT RAISE(ABORT, '" + REFUSAL + "'); END"
        )
        schema_editor.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} {body.format(when)}")


def take_down(apps, schema_editor):
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for name, table, _, _ in _triggers(""):
        schema_editor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if on_postgresql else ""))
    if on_postgresql:
        schema_editor.execute("DROP FUNCTION lajur_keep()")


def _triggers(differs):
    changed = " OR ".join(f'NEW."{column}" {differs} OLD."{column}"' for column in FROZEN)
    issued = "OLD.state <> 'draft'"
    unfrozen = "(OLD.state = 'void' AND NEW.state <> 'void') OR NEW.state = 'draft'"
    yield "store_entryrow_no_delete", "store_entryrow", "DELETE", ""
    yield "store_letterrow_no_delete", "store_letterrow", "DELETE", f"WHEN ({issued})"
    yield (
        "store_letterrow_no_update",
        "store_letterrow",
        "UPDATE",
        f"WHEN ({issued} AND ({unfrozen} OR {changed}))",
    )


class Migration(migrations.Migration):
    dependencies = [("store", "0006_keep_papers")]

    operations = [migrations.RunPython(put_up, take_down)]
