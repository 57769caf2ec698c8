"""The tray, and disposing many with one instruction."""

from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from lajur.queries.worklist import (
    Due,
    Share,
    TrayQuestion,
    TrayRow,
    TrayView,
    chosen,
    worklist,
)
from lajur.services.work_items import dispose_many
from lajur.web.forms.submission import submission
from lajur.web.forms.worklist import address_of, picked_of, question_of
from lajur.web.http import PlacedRequest
from lajur.web.tray import tray_rows
from lajur.web.views.faults import said


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A count that is a link."""

    label: str
    address: str
    count: str
    current: bool
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultView:
    """What became of one disposed item."""

    case_id: int
    row: TrayRow | None  # None: it had left the tray before
    refusal: str  # "" when it went through


def show(request: PlacedRequest) -> HttpResponse:
    """One page of the tray."""
    question = question_of(request.GET)
    view = worklist(
        question,
        actor=request.actor,
        at=timezone.now(),
        government=request.government.id,
    )
    base = reverse("tray", kwargs={"government": request.government.slug})
    any_bulk = any(row.bulk for row in view.rows)
    context = {
        "tray": view,
        "question": question,
        "tabs": _tabs(view, question),
        "older": address_of(question, view.after) if view.after else "",
        "newer": address_of(question) if question.after else "",
        "filtered": question.narrowed or question.due is not Due.ANY,
        "base": base,
        "rows": tray_rows(
            view.rows, base=base, cases=base.removesuffix("tugas/") + "berkas/", ticks=any_bulk
        ),
        "any_bulk": any_bulk,
        "kinds": _kinds(),
    }
    return render(request, "worklist/tray.html", context)


def choose(request: PlacedRequest) -> HttpResponse:
    """Show what was ticked, to be confirmed with one instruction."""
    return _bulk_page(request, request.GET.getlist("pilih"))


def dispose(request: PlacedRequest) -> HttpResponse:
    """Dispose every ticked item with the same instruction; each answers for itself."""
    sent = submission(request)
    values = request.POST.getlist("pilih")
    text = request.POST.get("instruksi", "").strip()
    if not text:
        fault = gettext("Tuliskan instruksinya. Instruksi ini berlaku untuk semua berkas terpilih.")
        return _bulk_page(request, values, fault=fault, status=422)
    rows = {(row.case_id, row.number): row for row in _rows(request, values)}
    if len({row.step_key for row in rows.values()}) > 1:
        return _bulk_page(request, values, status=422)
    done = dispose_many(
        items=picked_of(values), text=text, actor=request.actor, at=timezone.now(), key=sent.key
    )
    results = [
        ResultView(
            case_id=one.case_id,
            row=rows.get((one.case_id, one.number)),
            refusal=said(one.refusal) if one.refusal else "",
        )
        for one in done
    ]
    context = {
        "results": results,
        "done": sum(not result.refusal for result in results),
        "failed": sum(bool(result.refusal) for result in results),
        "text": text,
    }
    return render(request, "worklist/disposed.html", context)


def _bulk_page(
    request: PlacedRequest, values: list[str], *, fault: str = "", status: int = 200
) -> HttpResponse:
    rows = _rows(request, values)
    fitting = [row for row in rows if row.bulk]
    groups: dict[str, list[TrayRow]] = {}
    for row in fitting:
        groups.setdefault(row.step_key, []).append(row)
    context = {
        "rows": fitting,
        "groups": [
            {"rows": found, "address": "?" + "&".join(f"pilih={row.bulk}" for row in found)}
            for found in groups.values()
        ],
        "left_out": len(values) - len(fitting),
        "fault": fault,
        "text": request.POST.get("instruksi", ""),
        "ready_made": _ready_made(),
    }
    return render(request, "worklist/disposition.html", context, status=status)


def _rows(request: PlacedRequest, values: list[str]) -> list[TrayRow]:
    """The ticked rows still in the tray, each with the version its tick was made on."""
    picked = {(case, number): version for case, number, version in picked_of(values)}
    rows = chosen(
        list(picked),
        actor=request.actor,
        at=timezone.now(),
        government=request.government.id,
    )
    return [_as_seen(row, picked[row.case_id, row.number]) for row in rows]


def _as_seen(row: TrayRow, version: int) -> TrayRow:
    tick = f"{row.case_id}-{row.number}-{version}" if row.bulk else ""
    return replace(row, version=version, bulk=tick)


def _ready_made() -> tuple[str, ...]:
    """Instructions officials tick on the disposition slip."""
    return (
        gettext("Untuk ditindaklanjuti sesuai SOP."),
        gettext("Untuk diteliti dan dilaporkan hasilnya."),
        gettext("Untuk dikoordinasikan dengan perangkat daerah pemohon."),
        gettext("Untuk diselesaikan sesuai tenggat."),
    )


def _kinds() -> tuple[tuple[str, str], ...]:
    return (
        ("step", gettext("Langkah SOP")),
        ("signature", gettext("Tanda tangan")),
        ("completion", gettext("Melengkapi berkas")),
    )


def _tabs(view: TrayView, question: TrayQuestion) -> tuple[Tab, ...]:
    """The ways into the tray, each with its count."""
    shares = [
        (gettext("Semua"), Share.ALL, Due.ANY, view.everything),
        (gettext("Saya pegang"), Share.MINE, Due.ANY, view.mine),
        (gettext("Belum diambil"), Share.FREE, Due.ANY, view.free),
        (gettext("Lewat waktu"), Share.ALL, Due.LATE, view.late),
        (gettext("Mendekati tenggat"), Share.ALL, Due.NEAR, view.near),
    ]
    return tuple(
        Tab(
            label=label,
            address=address_of(TrayQuestion(share=share, due=due)),
            count=count.words,
            current=question.share is share and question.due is due,
            late=due is Due.LATE and bool(count.value),
        )
        for label, share, due, count in shares
    )
