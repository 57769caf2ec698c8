"""What the page of a comparison must say, written from the command's JSON and nothing else."""

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

from lajur.core.comparing.meaning import ACTIVITY_NAMES
from lajur.core.comparing.summary import COUNTED
from lajur.core.comparing.wording import DIFFERENCES

Facts = Mapping[str, Any]
UNITS = {
    "menit": "menit kerja", "jam": "jam kerja", "1x24_jam": "× 24 jam", "hari_kerja": "hari kerja",
    "hari_kalender": "hari kalender", "minggu": "minggu", "bulan": "bulan",
}  # fmt: skip
_VOID = {"input", "br", "wbr", "img", "use", "meta", "link", "col"}


class _Texts(HTMLParser):
    """The text of every element that has one of these classes, tags or ids."""

    def __init__(self, wanted: str) -> None:
        super().__init__()
        self.wanted, self.depth, self.found = wanted, 0, list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        if self.depth:
            self.depth += 1
        elif self.wanted in (dict(attrs).get("class") or "").split():
            self.depth = 1
            self.found.append("")
        if self.depth and tag not in ("wbr", "span", "strong", "a"):
            self.found[-1] += " "

    def handle_endtag(self, tag: str) -> None:
        self.depth = max(0, self.depth - 1) if tag not in _VOID else self.depth

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.found[-1] += data


def texts(page: str, wanted: str) -> list[str]:
    """The words of every element of this class, in order."""
    reader = _Texts(wanted)
    reader.feed(page)
    return [_plain(one) for one in reader.found]


def row_texts(facts: Facts) -> list[str]:
    """Every row of the table, whole."""
    return [_plain(" ".join(_row(facts, row))) for row in facts["rows"]]


def _row(facts: Facts, row: Facts) -> Iterator[str]:
    yield (ACTIVITY_NAMES[row["about"]] if row["about"] else "Lain-lain").capitalize()
    if row["left"] is None or row["right"] is None:
        yield f"hanya {facts['left' if row['left'] else 'right']['name']}"
    elif row["differs"]:
        names = {str(one): words.lower() for one, words in DIFFERENCES.items()}
        yield "berbeda: " + ", ".join(names[one] for one in row["differs"])
    else:
        yield "sama"
    for side in ("left", "right"):
        yield from _cell(facts[side]["name"], row[side])


def _cell(name: str, step: Facts | None) -> Iterator[str]:
    if step is None:
        yield "Tidak ada"
        return
    yield f"{name} · " + (f"langkah {step['no']}" if step["no"] else "tersirat")
    yield step["title"]
    yield f"Pelaksana {step['performer']}"
    for label, name in (("Bersama", "together"), ("Diberi tahu", "informed")):
        if step[name]:
            yield f"{label} {', '.join(step[name])}"
    yield f"Waktu {step['time'] or 'tidak tercetak'}"
    for label, name in (("Perlu", "needs"), ("Hasil", "yields")):
        if step[name]:
            yield f"{label} {'; '.join(step[name])}"
    yield from map(_exit, step["exits"])
    if step["follows"]:
        yield f"Mengikuti jawaban langkah {step['follows']}"
    if step["calls"]:
        yield f"Memanggil {step['calls']}"


def _exit(one: Facts) -> str:
    label = one["label"][:1].upper() + one["label"][1:]
    if one["end"]:
        return f"Bila {label} → selesai: {one['end']}"
    return f"Bila {label} → {'kembali ke ' * one['back']}langkah {', '.join(one['steps'])}"


def number_text(facts: Facts) -> str:
    """The table of numbers, whole."""
    sides = [facts["left"], facts["right"]]
    lines = [
        f"{words} {sides[0]['summary'][name]} {sides[1]['summary'][name]}"
        for name, words in COUNTED.items()
    ]
    return _plain(" ".join([*(side["name"] for side in sides), *lines]))


def route_texts(facts: Facts) -> list[str]:
    """Every route of the left, then of the right, in the order of the paper."""
    return [
        _plain(" ".join(_route(total)))
        for side in ("left", "right")
        for total in facts[side]["summary"]["totals"]
    ]


def _route(total: Facts) -> Iterator[str]:
    yield total["end"]
    if total["rounds"]:
        yield f"{total['rounds']} kali diulang"
    least, most = _sum(total["least"]), _sum(total["most"])
    time = most if least == most else f"{least} sampai {most}"
    if any(one["unit"] != "hari_kerja" for one in total["most"]):
        time += f" (kira-kira {total['days']:.1f} hari kerja)".replace(".", ",")
    if total["variable"]:
        time += f"; {total['variable']} waktu ditetapkan untuk tiap permohonan"
    if total["unset"]:
        time += f"; {total['unset']} langkah tanpa waktu"
    yield time
    facts = [f"{total['steps']} langkah", f"{total['handovers']} kali berpindah tangan"]
    if total["choices"]:
        taken = (f"langkah {one['no']}: {one['label']}" for one in total["choices"])
        facts.append(", ".join(taken))
    yield " · ".join(facts)


def _sum(durations: list[Facts]) -> str:
    return " + ".join(f"{one['amount']} {UNITS[one['unit']]}" for one in durations)


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()
