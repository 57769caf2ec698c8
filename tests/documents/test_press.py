"""The press: warm children that are bounded, ended when they go astray, and replaced."""

import io
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import orjson
import pytest
from pypdf import PdfReader

from lajur.documents import press as press_module
from lajur.documents.press import GROWN, AllBusy, CannotPrint, Press
from lajur.documents.printing import FONTS, TEMPLATES
from tests.documents.letter_facts import facts

PLAIN = """
#let facts = json(bytes(sys.inputs.facts))
#set document(title: "Uji", date: datetime(year: 2026, month: 11, day: 22))
#set text(font: "Liberation Sans", lang: "id")
#facts.words
"""
# A million million million turns: Typst bounds a `while`, so the loop is a `for` in a `for`.
ENDLESS = "#for a in range(9999) { for b in range(9999) { for c in range(9999) { } } }"
GREEDY = '#let much = "x"\n#for n in range(40) { much = much + much }\n#much.len()'
CURIOUS = '#read("/../../../../../../etc/passwd")'


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    sources = {"plain": PLAIN, "endless": ENDLESS, "greedy": GREEDY, "curious": CURIOUS}
    for name, source in sources.items():
        (tmp_path / f"{name}.typ").write_text(source)
    return tmp_path


@pytest.fixture
def press(templates: Path) -> Iterator[Press]:
    made = Press(templates=templates, fonts=FONTS, children=2, patience=60)
    yield made
    made.end()


def _words(paper: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages).strip()


def _print(press: Press, words: str = "halo", template: str = "plain") -> str:
    return _words(press.print(template, f'{{"words": "{words}"}}'.encode(), queue=5))


def _pids(press: Press) -> list[int]:
    return [child._process.pid for child in press._children]


def _resident(pid: int) -> int:
    """MiB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") >> 20


def test_one_child_prints_one_paper_after_the_other(press: Press) -> None:
    assert _print(press, "satu") == "satu"
    first = _pids(press)
    assert _print(press, "dua") == "dua"
    assert _pids(press) == first
    assert len(first) == 1


def test_papers_printed_at_once_are_not_mixed_up(press: Press) -> None:
    words = [f"surat-{number}" for number in range(24)]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda one: _print(press, one), words)) == words
    assert len(_pids(press)) <= 2


def test_a_template_that_never_ends_is_stopped_and_the_next_paper_printed(templates: Path) -> None:
    press = Press(templates=templates, fonts=FONTS, children=1, patience=1)
    try:
        _print(press)
        (stuck,) = _pids(press)
        with pytest.raises(CannotPrint, match="no answer in 1 s"):
            _print(press, template="endless")
        assert not Path(f"/proc/{stuck}").exists()
        press._patience = 60
        assert _print(press, "lagi") == "lagi"
    finally:
        press.end()


def test_a_greedy_template_takes_no_more_than_its_bounds(press: Press) -> None:
    _print(press)
    (greedy,), largest = _pids(press), 0
    with ThreadPoolExecutor(1) as thread:
        job = thread.submit(_print, press, template="greedy")
        while not job.done():
            try:
                largest = max(largest, _resident(greedy))
            except (FileNotFoundError, ProcessLookupError, IndexError):
                break
            time.sleep(0.005)
        with pytest.raises(CannotPrint):
            job.result()
    assert 0 < largest <= 512
    assert _print(press, "lagi") == "lagi"


def test_a_child_killed_in_the_middle_of_a_paper_is_replaced(press: Press) -> None:
    _print(press)
    (killed,) = _pids(press)
    with ThreadPoolExecutor(1) as thread:
        job = thread.submit(_print, press, template="endless")
        time.sleep(0.2)
        os.kill(killed, signal.SIGKILL)
        with pytest.raises(CannotPrint):
            job.result(timeout=10)
    assert _print(press, "lagi") == "lagi"
    assert killed not in _pids(press)


def test_a_child_killed_between_papers_is_not_noticed(press: Press) -> None:
    _print(press)
    (killed,) = _pids(press)
    os.kill(killed, signal.SIGKILL)
    deadline = time.monotonic() + 5
    while next(iter(press._children)).is_alive and time.monotonic() < deadline:
        time.sleep(0.01)
    assert _print(press, "lagi") == "lagi"


def test_a_paper_nobody_waited_for_is_never_given_to_the_next(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    _print(press)
    with monkeypatch.context() as interrupted:

        def stop(*_: object) -> bytes:
            raise KeyboardInterrupt

        interrupted.setattr(press_module.Child, "_receive", stop)
        with pytest.raises(KeyboardInterrupt):
            _print(press, "milik orang lain")
    assert _print(press, "milik saya") == "milik saya"


def test_a_fault_of_a_template_ends_no_child(press: Press) -> None:
    _print(press)
    before = _pids(press)
    with pytest.raises(CannotPrint, match="curious"):
        _print(press, template="curious")
    assert _pids(press) == before


def test_a_child_retires_and_its_successor_is_already_warming_up(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press_module, "FEW", 2)
    _print(press)
    before = _pids(press)
    _print(press)
    after = _pids(press)
    assert len(after) == 1
    assert after != before
    monkeypatch.setattr(press_module, "GROWN", 1)  # KiB: any child has
    _print(press)
    assert _pids(press) != after


def _growth(press: Press, count: int) -> int:
    """MiB between a tenth of so many papers and all of them, by one child."""
    held = []
    for number in range(count):
        _print_facts(press, number)
        if number + 1 in (count // 10, count):
            held.append(_resident(_pids(press)[0]))
    return held[1] - held[0]


def _print_facts(press: Press, number: int) -> None:
    letter = facts(number=str(number), subject=f"Perihal {number}")
    press.print("letter", orjson.dumps(letter), queue=5)


@pytest.mark.parametrize("count", [20, pytest.param(1_000, marks=pytest.mark.slow)])
def test_a_child_prints_letter_after_letter_without_growing(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press_module, "FEW", count + 1)
    press = Press(templates=TEMPLATES, fonts=FONTS, children=1, patience=60)
    try:
        assert _growth(press, count) < 24
        assert len(_pids(press)) == 1
    finally:
        press.end()


def test_a_child_is_not_held_to_be_as_grown_as_its_parent(press: Press) -> None:
    ballast = b"x" * (300 << 20)
    _print(press)
    first = _pids(press)
    _print(press)
    assert _pids(press) == first
    assert len(ballast) > GROWN << 10


def test_who_finds_every_child_at_work_is_told_so(press: Press) -> None:
    with press._a_child(1), press._a_child(1), pytest.raises(AllBusy):
        press.print("plain", b"{}", queue=0.01)
    assert _print(press) == "halo"


def test_a_child_sees_no_secret_no_network_and_no_file_but_ours(press: Press) -> None:
    _print(press)
    (child,) = _pids(press)
    environment = Path(f"/proc/{child}/environ").read_bytes().split(b"\0")
    assert {name.partition(b"=")[0] for name in environment if name} == {
        b"HOME",
        b"LC_ALL",
        b"RAYON_NUM_THREADS",
    }
    opened = [os.readlink(link) for link in Path(f"/proc/{child}/fd").iterdir()]
    assert sum(name.startswith("socket:") for name in opened) == 1  # the one to us
    limits = Path(f"/proc/{child}/limits").read_text()
    assert "Max file size             0 " in limits


def test_the_kernel_takes_network_and_files_from_a_child_where_it_can() -> None:
    asked = """
import socket, sys
from pathlib import Path
from lajur.documents import confinement
folder = Path(sys.argv[1])
assert "LICENSE-Liberation.txt" in {file.name for file in folder.iterdir()}
alone, bound = confinement.leave_the_network(), confinement.read_only(folder)
(folder / "LICENSE-Liberation.txt").read_bytes()
def refused(act):
    try:
        act()
    except OSError:
        return True
    return False
connect = lambda: socket.create_connection(("127.0.0.1", int(sys.argv[2])), timeout=2)
print(alone, bound, refused(connect), refused(Path("/etc/passwd").read_bytes))
"""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        command = [sys.executable, "-c", asked, str(FONTS), port]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    alone, bound, no_network, no_file = (word == "True" for word in told)
    assert no_network is alone or bound  # a kernel that can do neither refuses nothing
    assert no_file is bound


def test_after_a_fork_each_process_prints_with_children_of_its_own(press: Press) -> None:
    _print(press)
    ours = _pids(press)
    pid = os.fork()
    if pid == 0:
        fine = _print(press, "anak") == "anak" and _pids(press) != ours
        press.end()
        os._exit(0 if fine else 1)
    _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert _print(press, "induk") == "induk"
    assert _pids(press) == ours


def test_children_end_with_their_parent_however_it_ends(templates: Path) -> None:
    started = f"""
import signal
from pathlib import Path
from lajur.documents.press import Press
folders = {{"templates": Path({str(templates)!r}), "fonts": Path({str(FONTS)!r})}}
press = Press(**folders, children=1, patience=9)
press.print("plain", b'{{"words": "x"}}', queue=1)
print(next(iter(press._children))._process.pid, flush=True)
signal.pause()
"""
    with subprocess.Popen([sys.executable, "-c", started], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    deadline = time.monotonic() + 10
    while Path(f"/proc/{child}/cmdline").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not Path(f"/proc/{child}/cmdline").exists()
