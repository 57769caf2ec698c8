"""Verifying: a clean office is clean, and whatever is changed behind its back is named."""

import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction

from lajur.services.files import store_upload
from lajur.services.journal import record_office_act, seal
from lajur.services.verify import verify
from lajur.services.verify.tables import tenant_links
from lajur.services.work_items import Paper
from lajur.store import chain, files
from lajur.store.models import AnchorRow, CaseRow, EventRow
from lajur.store.rows import event_hash
from tests.services.house import NOON, House

LATER = NOON + timedelta(minutes=5)


@pytest.fixture
def busy(house: House, neighbour: House) -> House:
    """A few requests at different places, in two governments, sealed."""
    for _ in range(3):
        case = house.file().case_id
        house.complete(case, "Budi")
        house.complete(case, "Wayan")
    neighbour.file()
    with house.scope():
        record_office_act("unit_added", {"name": "UPT"}, house.actor("Sari"), NOON)
    seal(government=house.slug, at=LATER)
    return house


@contextmanager
def behind_its_back() -> Iterator[Callable[..., None]]:
    """Change rows as somebody with the database in hand would: the triggers stand down."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            yield cursor.execute
            cursor.execute("SET session_replication_role = DEFAULT")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield cursor.execute
        for _, sql in triggers:
            cursor.execute(sql)


def found() -> list[str]:
    """The codes of the checks that found something."""
    return sorted({check.code for check in verify().checks if check.count})


def first_place() -> str:
    return next(check.faults[0].place for check in verify().checks if check.count)


def test_an_office_at_work_is_clean(busy: House) -> None:
    report = verify()

    assert report.is_clean
    assert report.cases == 4
    with busy.scope():
        assert report.events > EventRow.objects.count()


COLUMNS = ("kind", "data", "by", "at", "text_digest", "hash", "salt", "seq", "government_id")


def test_a_hundred_changed_events_are_all_found(busy: House, neighbour: House) -> None:
    rng = random.Random(20261123)
    with busy.scope():
        events = list(EventRow.objects.order_by("case_id", "seq").values_list("case_id", "seq"))
    missed = []
    for _ in range(100):
        case, seq = rng.choice(events)
        column = rng.choice(COLUMNS)
        with transaction.atomic():
            with behind_its_back() as execute:
                change_event(execute, case, seq, column, neighbour.government, rng)
            if f"berkas {case}" not in first_place():
                missed.append((case, seq, column))
            transaction.set_rollback(True)
    assert missed == []


def change_event(
    execute: Callable[..., None], case: int, seq: int, column: str, other: int, rng: random.Random
) -> None:
    """Give one column of an event another value that the database takes."""
    value: object = {
        "kind": "WorkItemReleased",
        "data": json.dumps({"number": rng.randrange(90, 99)}),
        "by": json.dumps({"person": 1, "name": "Lain", "position": "", "capacity": None}),
        "at": "2020-01-01 00:00:00+00:00"
        if connection.vendor == "postgresql"
        else "2020-01-01 00:00:00",
        "seq": 1000 + seq,
        "government_id": other,
    }.get(column, f"{rng.getrandbits(200):050x}"[:16])
    execute(
        f'UPDATE store_eventrow SET "{column}" = %s WHERE case_id = %s AND seq = %s',
        [value, case, seq],
    )


def test_a_removed_event_is_found(busy: House) -> None:
    with busy.scope():
        case = CaseRow.objects.order_by("pk").first()
    with behind_its_back() as execute:
        execute("DELETE FROM store_eventrow WHERE case_id = %s AND seq = 3", [case.pk])

    assert "V6" in found()
    assert first_place().startswith(f"berkas {case.pk}")


def test_changed_words_are_found(busy: House) -> None:
    with busy.scope():
        case = busy.file().case_id
        busy.complete(case, "Budi", text="Segera.")
    with behind_its_back() as execute:
        execute("UPDATE store_eventrow SET text = 'Nanti.' WHERE text = 'Segera.'")

    assert found() == ["V6"]


def test_erased_words_are_found_unless_the_erasure_is_recorded(busy: House) -> None:
    case = busy.file().case_id
    busy.complete(case, "Budi", text="Telepon 0812.")
    with connection.cursor() as cursor:  # the one change the triggers let through
        cursor.execute("UPDATE store_eventrow SET text = '' WHERE text = 'Telepon 0812.'")
    assert found() == ["V6"]

    with busy.scope():
        event = EventRow.objects.get(case=case, kind="WorkItemCompleted", data__number=2)
        facts = {"case": case, "seq": event.seq}
        record_office_act("event_text_erased", facts, busy.actor("Sari"), NOON)

    assert found() == []


def test_a_rewritten_chain_is_found_by_its_seal(busy: House) -> None:
    with busy.scope():
        case = CaseRow.objects.order_by("pk").first()
    with behind_its_back() as execute, busy.scope():
        rewrite_chain(execute, case.pk)

    assert found() == ["V6"]
    assert "segelnya" in str([check.faults for check in verify().checks if check.count])


def rewrite_chain(execute: Callable[..., None], case: int) -> None:
    """Change who filed a request and recompute every hash after it, as a thorough forger would."""
    head = chain.START
    for event in EventRow.objects.filter(case=case).order_by("seq"):
        by = {**event.by, "name": "Orang lain"}
        head = event_hash(
            head,
            event.government_id,
            case,
            event.seq,
            event.kind,
            event.at.isoformat(),
            event.salt,
            event.text_digest,
            chain.canonical(by),
            chain.canonical(event.data),
        )
        execute(
            'UPDATE store_eventrow SET "by" = %s, hash = %s WHERE case_id = %s AND seq = %s',
            [json.dumps(by), head, case, event.seq],
        )
    execute("UPDATE store_caserow SET head = %s WHERE id = %s", [head, case])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("UPDATE store_caserow SET title = 'Lain' WHERE id = {case}", "V4"),
        ("UPDATE store_caserow SET number = '009/PA/DKIST/2026' WHERE id = {case}", "V4"),
        ("UPDATE store_caserow SET number = '', title = title WHERE id = {case}", "V7"),
        ("UPDATE store_caserow SET marking = '{{}}' WHERE id = {case}", "V4"),
        ("UPDATE store_workitemrow SET visit = 7 WHERE case_id = {case} AND number = 4", "V5"),
        ("UPDATE store_workitemrow SET lane = 'kadis' WHERE case_id = {case} AND number = 4", "V5"),
        ("DELETE FROM store_workitemrow WHERE case_id = {case} AND number = 4", "V5"),
        ("UPDATE store_documentrow SET text = 'Lain' WHERE case_id = {case}", "V10"),
        ("DELETE FROM store_documentrow WHERE case_id = {case}", "V10"),
        ("DELETE FROM store_outboxrow WHERE case_id = {case}", "V8"),
        ("UPDATE store_counterrow SET value = value + 1", "V7"),
        ("UPDATE store_officeeventrow SET kind = 'lain' WHERE kind = 'unit_added'", "V6"),
        ("UPDATE store_anchorrow SET outbox_id = outbox_id + 1", "V6"),
    ],
)
def test_what_is_changed_behind_its_back_is_found(busy: House, change: str, code: str) -> None:
    with busy.scope():
        case = CaseRow.objects.order_by("pk").first()
    with behind_its_back() as execute:
        execute(change.format(case=case.pk))

    assert code in found()


def test_a_removed_case_is_missed_by_its_seal(busy: House) -> None:
    with busy.scope():
        case = CaseRow.objects.order_by("pk").first()
    with behind_its_back() as execute:
        for table in ("eventrow", "workitemrow", "documentrow", "outboxrow"):
            execute(f"DELETE FROM store_{table} WHERE case_id = %s", [case.pk])
        execute("DELETE FROM store_caserow WHERE id = %s", [case.pk])

    report = verify()

    (chained,) = [check for check in report.checks if check.code == "V6"]
    assert chained.faults[0].place == f"berkas {case.pk}"


def test_a_link_to_another_government_is_found(busy: House, neighbour: House) -> None:
    with behind_its_back() as execute:
        execute(
            "UPDATE store_positionrow SET government_id = %s WHERE id = %s",
            [neighbour.government, busy.positions["kadis"]],
        )

    assert "V11" in found()


def test_every_table_of_a_government_is_among_the_links() -> None:
    models = {field.model.__name__ for field in tenant_links()}

    assert {"CaseRow", "WorkItemRow", "EventRow", "DocumentRow", "HoldingRow"} <= models


def test_a_changed_file_is_found(house: House) -> None:
    stored = store_upload("surat.pdf", [b"%PDF-1.7 isi"], actor=house.actor("Siti"), at=NOON)
    case = house.file().case_id
    letter = Paper(file=stored)
    house.complete(case, "Budi", papers={"disposisi_kadis": letter})
    assert found() == []

    (place,) = [path for path in files.root().glob("??/*") if path.read_bytes() == b"%PDF-1.7 isi"]
    place.chmod(0o600)
    place.write_bytes(b"%PDF-1.7 ISI")

    assert found() == ["V10"]
    place.unlink()


def test_sealing_twice_seals_nothing_new(busy: House) -> None:
    assert seal(government=busy.slug, at=LATER) is None
    busy.file()

    assert seal(government=busy.slug, at=LATER) == 2

    with busy.scope():
        assert AnchorRow.objects.count() == 2


def test_nothing_is_sealed_before_it_has_settled(house: House) -> None:
    house.file()
    seal(government=house.slug, at=NOON)

    with house.scope():
        assert AnchorRow.objects.get().heads == {}


def test_files_nobody_recorded_are_found(house: House, tmp_path: Path) -> None:
    stray = files.root() / "ab" / ("ab" * 32)
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_bytes(b"x")

    assert found() == ["V10"]
    stray.unlink()
