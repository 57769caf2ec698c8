"""What an applicant keeps on paper: the receipt of a request, and the form as it was filled in."""

import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import segno
from django.utils.formats import date_format
from django.utils.translation import gettext

from lajur.core.letters.heads import head_of
from lajur.core.letters.words import long_day
from lajur.core.procedure.definition import FieldKind, FormField
from lajur.documents.printing import print_paper
from lajur.documents.sheets import Letterhead, frame
from lajur.queries.filed_forms import FiledForm
from lajur.queries.governments import GovernmentView
from lajur.queries.moments import in_words
from lajur.queries.requests import ReceiptView


def receipt_paper(
    view: ReceiptView,
    *,
    government: GovernmentView,
    letterhead: Letterhead,
    address: str,
    at: datetime,
) -> bytes:
    """The receipt as PDF; `address` is where anybody tracks requests, absolute.

    Raises:
        CannotPrint: see `print_paper`.
    """
    zone = ZoneInfo(government.zone)
    identity = view.procedure.identity
    return print_paper(
        "receipt",
        {
            **frame(gettext("Tanda terima"), government, at, letterhead=letterhead),
            "number": view.number,
            "code": view.code,
            "address": address,
            "qr": _qr(address),
            "about": [
                (gettext("Perihal"), view.title),
                (gettext("Pemohon"), f"{view.applicant}, {view.agency}"),
                (gettext("Diajukan"), in_words(view.opened_at, zone)),
                (gettext("Menurut SOP"), f"{identity.title} ({identity.number})"),
            ],
            "papers": list(view.papers),
            "next": list(view.next),
            "promise": view.promise.words if view.promise else "",
            "words": {
                "opening": gettext("Permohonan berikut telah diterima dan tercatat."),
                "number": gettext("Nomor permohonan"),
                "code": gettext("Kode rahasia untuk melacak"),
                "tracking": gettext("Lacak tanpa akun, dengan nomor dan kode di atas, di:"),
                "qr": gettext("Kode QR menuju halaman pelacakan"),
                "papers": gettext("Lampiran"),
                "next": gettext("Yang terjadi sekarang"),
                "promise": gettext("Perkiraan selesai:"),
            },
        },
    )


def request_form_paper(
    form: FiledForm,
    *,
    government: GovernmentView,
    letterhead: Letterhead,
    at: datetime,
    foot: str = "",
) -> bytes:
    """The filled form as PDF, with a place to sign; `foot`: see `frame`.

    Raises:
        CannotPrint: see `print_paper`.
    """
    if form.heading:
        return _as_printed(form, government=government, letterhead=letterhead, at=at, foot=foot)
    zone = ZoneInfo(government.zone)
    committed = {blank.id for blank in form.blanks if blank.kind is FieldKind.COMMITMENT}
    filled = [blank for blank in form.blanks if blank.id not in committed]
    return print_paper(
        "request_form",
        {
            **frame(
                gettext("Formulir pengajuan"), government, at, letterhead=letterhead, foot=foot
            ),
            "number": form.number,
            "blanks": [
                (gettext("Perihal"), form.title),
                *((blank.label, _answer(blank, form.answers[blank.id])) for blank in filled),
            ],
            "statements": [blank.label for blank in form.blanks if blank.id in committed],
            "place": date_format(form.filed_at.astimezone(zone).date(), "j F Y"),
            "agency": form.agency,
            "applicant": form.applicant,
            "words": {"number": gettext("Nomor permohonan")},
        },
    )


def _as_printed(
    form: FiledForm, *, government: GovernmentView, letterhead: Letterhead, at: datetime, foot: str
) -> bytes:
    """The form in the words and the order of the sheet; what the office asks besides, below it."""
    printed = [blank for blank in form.blanks if blank.printed]
    day = form.filed_at.astimezone(ZoneInfo(government.zone)).date()
    return print_paper(
        "printed_form",
        {
            **frame(
                " ".join(form.heading.split()), government, at, letterhead=letterhead, foot=foot
            ),
            "lines": form.heading.splitlines(),
            "rows": [["", "Nomor Permohonan", form.number, ""], *_rows(form, printed)],
            "statements": [
                blank.label.replace("_____", form.agency)
                for blank in printed
                if blank.kind is FieldKind.COMMITMENT
            ],
            "dated": ", ".join(filter(None, (form.place, long_day(day)))),
            "head": head_of(form.agency),
            "besides": [
                ["", "Perihal", form.title, ""],
                *_rows(form, [blank for blank in form.blanks if not blank.printed]),
            ],
        },
    )


def _rows(form: FiledForm, blanks: Iterable[FormField]) -> Iterator[list[str]]:
    """Heading of the group, label, answer and the remark below it: "Penanggung Jawab: Nama"."""
    for blank in blanks:
        if blank.kind is not FieldKind.COMMITMENT:
            group, _, label = blank.label.rpartition(": ")
            remark = blank.help if blank.printed else ""
            yield [group, label, _answer(blank, form.answers[blank.id]), remark]


def _answer(blank: FormField, typed: str) -> str:
    if not typed:
        return "–"
    return typed if typed.endswith(blank.suffix) else f"{typed}{blank.suffix}"


def _qr(address: str) -> str:
    """A QR code as SVG."""
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", border=1)
    return drawn.getvalue().decode()
