"""What the clerk does to a register: reserve, write down, complete, cross out."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from lajur.core.letters.numbers import LetterPattern
from lajur.core.refusals import NotFound
from lajur.queries.registers.books import BookView
from lajur.queries.registers.lines import LineView
from lajur.services.letters.books import (
    complete_line,
    note_letter,
    reserve_number,
    void_line,
)
from lajur.services.letters.by_hand import write_by_hand
from lajur.services.letters.srikandi import note_srikandi
from lajur.web.forms.registers import (
    ByHandForm,
    LineForm,
    ReserveForm,
    SrikandiForm,
    VoidForm,
)
from lajur.web.http import PlacedRequest
from lajur.web.views.offices.asking import address, asked, attempt, go_to, seen, today
from lajur.web.views.registers.reading import book_crumbs, book_of, line_of


def begin_reserve(request: PlacedRequest, book: str) -> HttpResponse:
    """The empty form."""
    view = book_of(request, book)
    return _reserve_page(request, view, _reserve_form(view))


def reserve(request: PlacedRequest, book: str) -> HttpResponse:
    """Take the next number for a letter that is still to come."""
    view = book_of(request, book)
    form, taken = _reserve_form(view, request.POST), []
    if form.is_valid() and attempt(
        form,
        lambda: taken.append(
            reserve_number(
                register_id=view.id,
                words=form.words(),
                reason=form.cleaned_data["reason"],
                classification=form.cleaned_data.get("classification", ""),
                **asked(request),
            )
        ),
    ):
        messages.success(request, gettext("Nomor dicadangkan. Pakailah saat naskahnya terbit."))
        return go_to(request, "book-line", book=book, entry=taken[0])
    return _reserve_page(request, view, form, status=422)


def begin_incoming(request: PlacedRequest, book: str) -> HttpResponse:
    """The empty form. Raises: NotFound, for a book of our own letters."""
    view = book_of(request, book)
    if not view.takes_incoming:
        raise NotFound(what=gettext("Buku register"))
    return _incoming_page(request, view, LineForm(incoming=True))


def note_incoming(request: PlacedRequest, book: str) -> HttpResponse:
    """Write down a letter that came in."""
    view = book_of(request, book)
    form, noted = LineForm(request.POST, incoming=view.takes_incoming), []
    if form.is_valid() and attempt(
        form,
        lambda: noted.append(
            note_letter(register_id=view.id, words=form.words(), **asked(request))
        ),
    ):
        messages.success(request, gettext("Surat masuk dicatat."))
        return go_to(request, "book-line", book=book, entry=noted[0])
    return _incoming_page(request, view, form, status=422)


def begin_by_hand(request: PlacedRequest, book: str) -> HttpResponse:
    """The empty form, or one that begins with a number that was reserved."""
    view = book_of(request, book)
    initial = {"day": today(request), "number": request.GET.get("nomor", "")[:120]}
    form = ByHandForm(initial=initial, incoming=view.takes_incoming)
    return _by_hand_page(request, view, form)


def by_hand(request: PlacedRequest, book: str) -> HttpResponse:
    """Write down a number that stands on a paper already."""
    view = book_of(request, book)
    form, written = ByHandForm(request.POST, incoming=view.takes_incoming), []
    if form.is_valid() and attempt(
        form,
        lambda: written.append(
            write_by_hand(
                register_id=view.id,
                number=form.cleaned_data["number"],
                day=form.cleaned_data["day"],
                words=form.words(),
                reason=form.cleaned_data["reason"],
                **asked(request),
            )
        ),
    ):
        messages.success(request, gettext("Nomor dicatat di buku."))
        return go_to(request, "book-line", book=book, entry=written[0])
    return _by_hand_page(request, view, form, status=422)


def begin_change(request: PlacedRequest, book: str, entry: int) -> HttpResponse:
    """The line as it stands."""
    view, line = line_of(request, book, entry)
    initial = {
        "subject": line.subject,
        "party": line.party,
        "their_number": line.their_number,
        "their_day": line.their_day,
    }
    form = LineForm(initial=initial, incoming=view.takes_incoming)
    return _line_page(request, view, line, form, title=gettext("Lengkapi catatan"))


def change(request: PlacedRequest, book: str, entry: int) -> HttpResponse:
    """Write what was not known when the line was made."""
    view, line = line_of(request, book, entry)
    form = LineForm(request.POST, incoming=view.takes_incoming)
    if form.is_valid() and attempt(
        form,
        lambda: complete_line(
            entry_id=entry, words=form.words(), seen=seen(request), **asked(request)
        ),
    ):
        messages.success(request, gettext("Catatan disimpan."))
        return go_to(request, "book-line", book=book, entry=entry)
    return _line_page(request, view, line, form, title=gettext("Lengkapi catatan"), status=422)


def ask_void(request: PlacedRequest, book: str, entry: int) -> HttpResponse:
    """Ask whether, and why."""
    view, line = line_of(request, book, entry)
    return _void_page(request, view, line, VoidForm())


def void(request: PlacedRequest, book: str, entry: int) -> HttpResponse:
    """Cross out a line."""
    view, line = line_of(request, book, entry)
    form = VoidForm(request.POST)
    if form.is_valid() and attempt(
        form,
        lambda: void_line(entry_id=entry, reason=form.cleaned_data["reason"], **asked(request)),
    ):
        messages.success(request, gettext("Nomor dibatalkan. Tempatnya di buku tetap."))
        return go_to(request, "book-line", book=book, entry=entry)
    return _void_page(request, view, line, form, status=422)


def begin_srikandi(request: PlacedRequest, book: str, entry: int) -> HttpResponse:
    """What SRIKANDI calls the letter of the line, as far as it was noted."""
    view, line = line_of(request, book, entry)
    letter = line.letter
    initial = {"number": letter.srikandi_number, "link": letter.srikandi_link} if letter else {}
    return _srikandi_page(request, view, line, SrikandiForm(initial=initial))


def srikandi(request: PlacedRequest, book: str, entry: int) -> HttpResponse:
    """Note what SRIKANDI calls the letter of the line."""
    view, line = line_of(request, book, entry)
    form = SrikandiForm(request.POST)
    if form.is_valid() and attempt(
        form,
        lambda: note_srikandi(
            entry_id=entry, **form.cleaned_data, seen=seen(request), **asked(request)
        ),
    ):
        messages.success(request, gettext("Catatan SRIKANDI disimpan."))
        return go_to(request, "book-line", book=book, entry=entry)
    return _srikandi_page(request, view, line, form, status=422)


def _reserve_form(view: BookView, typed: object = None) -> ReserveForm:
    has_code = "klasifikasi" in LetterPattern(text=view.pattern).tokens
    return ReserveForm(typed, incoming=view.takes_incoming, has_code=has_code)


def _reserve_page(
    request: PlacedRequest, view: BookView, form: forms.Form, status: int = 200
) -> HttpResponse:
    title = gettext("Cadangkan nomor")
    lede = gettext("Nomor berikutnya: %(number)s") % {"number": view.following}
    return _page(request, view, form, title=title, lede=lede, status=status)


def _incoming_page(
    request: PlacedRequest, view: BookView, form: forms.Form, status: int = 200
) -> HttpResponse:
    title = gettext("Catat surat masuk")
    lede = gettext("Nomor agendanya: %(number)s") % {"number": view.following}
    return _page(request, view, form, title=title, lede=lede, status=status)


def _by_hand_page(
    request: PlacedRequest, view: BookView, form: forms.Form, status: int = 200
) -> HttpResponse:
    title = gettext("Catat nomor yang sudah ada")
    lede = gettext(
        "Untuk kertas yang lebih dahulu terbit. Nomor itu diperiksa dengan isi buku: boleh nomor "
        "berikutnya, nomor yang dicadangkan, atau nomor sisipan."
    )
    return _page(request, view, form, title=title, lede=lede, status=status)


def _page(
    request: PlacedRequest,
    view: BookView,
    form: forms.Form,
    *,
    title: str,
    lede: str,
    status: int,
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "lede": lede,
        "back": address(request, "book", book=view.key),
        "crumbs": book_crumbs(request, view),
    }
    return render(request, "offices/change.html", context, status=status)


def _line_page(
    request: PlacedRequest,
    view: BookView,
    line: LineView,
    form: forms.Form,
    *,
    title: str,
    seen_as: str = "",
    status: int = 200,
) -> HttpResponse:
    back = address(request, "book-line", book=view.key, entry=line.id)
    context = {
        "form": form,
        "title": title,
        "lede": line.number,
        "seen": seen_as or line.seen,
        "back": back,
        "crumbs": (*book_crumbs(request, view), (line.number, back)),
    }
    return render(request, "offices/change.html", context, status=status)


def _srikandi_page(
    request: PlacedRequest, view: BookView, line: LineView, form: forms.Form, status: int = 200
) -> HttpResponse:
    seen_as = line.letter.seen if line.letter else ""
    title = gettext("Catatan SRIKANDI")
    return _line_page(request, view, line, form, title=title, seen_as=seen_as, status=status)


def _void_page(
    request: PlacedRequest, view: BookView, line: LineView, form: forms.Form, status: int = 200
) -> HttpResponse:
    back = address(request, "book-line", book=view.key, entry=line.id)
    context = {
        "form": form,
        "book": view,
        "line": line,
        "back": back,
        "crumbs": (*book_crumbs(request, view), (line.number, back)),
    }
    return render(request, "registers/void.html", context, status=status)
