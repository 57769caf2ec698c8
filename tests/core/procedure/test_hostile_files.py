"""Whatever the bytes are, the answer is a fault, soon, and never a traceback."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lajur.core.procedure.checks import check
from lajur.core.procedure.fault_log import MAX_FAULTS
from lajur.core.procedure.faults import Severity
from lajur.core.procedure.findings import find
from lajur.core.procedure.inspection import inspect
from lajur.core.procedure.reader import Reading, read
from lajur.core.procedure.routes import TooManyRoutesError, routes
from tests.core.procedure.sheets import GOOD, HEAD, SOPS, codes, sop, start, step

BOMB = b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
    b"%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c]\n" % (n + 1, n + 1, *[n] * 9)
    for n in range(97, 110)
)
SIGNED = [path.read_bytes() for path in SOPS]
TOKENS = b"[ ] { } *a &a !!x ' | \t \0 --- ... << # % @".split(b" ")
TOKENS += [b"- ", b": ", b"? ", b"\n", b'"', b"\xff", b"ke: [a, a]"]


def read_and_use(data: bytes) -> Reading:
    """Read the bytes and do all that is done with a procedure that can be read."""
    reading = read(data, name="uji.yaml")
    errors = [fault for fault in reading.faults if fault.severity is Severity.ERROR]
    assert (reading.procedure is None) == bool(errors)
    assert all(fault.sentence for fault in reading.faults)
    if reading.procedure is not None and not check(reading.procedure):
        assert routes(reading.procedure)
        find(reading.procedure)
    return reading


@given(data=st.binary(max_size=2000) | st.text(max_size=500).map(str.encode))
def test_any_bytes_give_a_fault(data: bytes) -> None:
    assert read_and_use(data).procedure is None


@given(data=st.data())
def test_any_change_of_a_good_file_gives_faults_or_a_procedure(data: st.DataObject) -> None:
    changed = data.draw(st.sampled_from([GOOD, *SIGNED]))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(changed)))
        until = data.draw(st.integers(at, min(at + 40, len(changed))))
        put = data.draw(st.sampled_from(TOKENS) | st.binary(max_size=4))
        changed = changed[:at] + put + changed[until:]
    read_and_use(changed)


@given(data=st.data())
def test_lines_moved_doubled_or_lost_give_faults_or_a_procedure(data: st.DataObject) -> None:
    lines = data.draw(st.sampled_from([GOOD, *SIGNED])).splitlines(keepends=True)
    for _ in range(data.draw(st.integers(1, 6))):
        line = lines[data.draw(st.integers(0, len(lines) - 1))]
        place = data.draw(st.integers(0, len(lines) - 1))
        lines[place : place + data.draw(st.integers(0, 2))] = [line]
    read_and_use(b"".join(lines))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (BOMB, "anchor"),
        (b"a: *x\n", "anchor"),
        (b"x" * 10_000_000, "too_large"),
        (b"[" * 100_000, "too_deep"),
        (b"- " * 100_000, "too_deep"),
        (b"".join(b" " * n + b"a:\n" for n in range(900)), "too_deep"),
        (b"[" + b"a," * 400_000 + b"a]", "too_many_nodes"),
        (b"{a: b}\n" + b"x" * 900_000, "not_yaml"),
        (b"\xff\xfe" + GOOD, "not_utf8"),
        (GOOD.decode().encode("utf-16"), "not_utf8"),
        (GOOD.replace(b"  -", b"\t-", 1), "tab"),
        (GOOD + b"\x00", "control_character"),
        (GOOD + b"\x1b[2J", "control_character"),
        ("id: a\u2028b\n".encode(), "control_character"),
        (GOOD + "catatan: biasa\u202eterbalik\n".encode(), "control_character"),
        (GOOD + b'catatan: "biasa\\u2066terputus"\n', "control_character"),
        (GOOD + b'catatan: "\\x1b[2J"\n', "control_character"),
        (GOOD + b'catatan: "baris\\u2028lain"\n', "control_character"),
        (GOOD + b'catatan: "\\uFFFF"\n', "control_character"),
        (GOOD + b'catatan: "\\uD800"\n', "not_yaml"),
        (b"a: !!python/object/apply:os.system [ls]\n", "tag"),
        (GOOD + b"---\nid: lain\n", "second_document"),
        (b"? [a, b]\n: c\n", "key_not_text"),
        (b"id: a: b\n", "colon_inside"),
        (b"id: 'a\n", "not_yaml"),
        (b"", "empty_file"),
        (b"# kosong\n", "empty_file"),
        (b"halo", "not_pairs"),
        (GOOD + b"id: dua\n", "duplicate_key"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_hostile_file_gets_its_fault_within_a_second(data: bytes, code: str) -> None:
    begun = time.process_time()
    assert code in codes(read_and_use(data).faults)
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    "steps",
    [
        [f"{{kunci_{n}: x}}" for n in range(300)],
        [step(f"s{n}", f"lanjut: t{n}{'x' * 3000}") for n in range(290)],
        [start("lanjut: d0"), *(step(f"d{n}", f"lanjut: d{n + 1}") for n in range(290))],
        [
            start(f"lanjut: {{ke: [{', '.join(f'c{n}' for n in range(60))}]}}"),
            *(step(f"c{n}", "lanjut: akhir") for n in range(60)),
            step("akhir", f"menunggu: [{', '.join(f'c{n}' for n in range(60))}], "
                          "lanjut: {selesai: selesai}"),
        ],
    ],
    ids=["unknown keys", "unknown names", "a long chain", "a wide fork"],
)  # fmt: skip
def test_a_file_full_of_faults_is_answered_soon_and_in_measure(steps: list[str]) -> None:
    begun = time.process_time()
    reading = read(sop(*steps), name="uji.yaml")
    faults = reading.faults or (check(reading.procedure) if reading.procedure else ())
    assert 0 < len(faults) <= MAX_FAULTS + 1
    assert time.process_time() - begun < 3


def test_more_routes_than_anyone_could_walk_are_refused() -> None:
    steps = [start("lanjut: d0")]
    for n in range(40):
        exits = f"{{hasil: ya, ke: d{n + 1}}}, {{hasil: tidak, ke: d{n + 1}}}"
        steps.append(step(f"d{n}", f"keputusan: [{exits}]"))
    procedure = read(sop(*steps, step("d40", "lanjut: {selesai: selesai}")), name="uji").procedure
    assert procedure is not None
    with pytest.raises(TooManyRoutesError):
        routes(procedure)


def test_the_head_alone_lacks_its_steps() -> None:
    assert codes(read(HEAD.encode(), name="uji.yaml").faults) == ["unknown_step", "blank"]


@pytest.mark.parametrize("mark", ["\\u202e", "\\x1b", "\\r", "\\uFFFF"])
def test_words_with_hidden_marks_are_refused_anew_but_stay_readable_once_published(
    mark: str,
) -> None:
    data = GOOD.replace(b"Permohonan Uji", b'"Permohonan ' + mark.encode() + b'Uji"', 1)
    refused = inspect(data, name="uji.yaml")
    assert (refused.procedure, codes(refused.errors)) == (None, ["control_character"])
    kept = read(data, name="uji.yaml", published=True).procedure
    assert kept is not None
    assert kept.identity.title.startswith("Permohonan ")
    assert not check(kept)


def test_every_line_with_hidden_marks_is_told() -> None:
    data = GOOD.replace(b"Memeriksa", b'"Meme\\u200friksa"')
    data = data.replace(b"Kepala Seksi", b'"\\u202eKepala"')
    lines = [one.line for one in read(data, name="uji.yaml").faults]
    assert len(lines) == 2
    assert lines == sorted(lines)
