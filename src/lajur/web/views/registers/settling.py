"""What an administrator settles: patterns of registers, and how letters look."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from lajur.core.refusals import Refusal
from lajur.queries.offices.journal import list_acts
from lajur.queries.registers.books import BookView, list_books, preview_pattern
from lajur.services.letters.naming import change_register, continue_paper_book
from lajur.web.forms.registers import ContinueForm, RegisterForm
from lajur.web.http import PlacedRequest, sent_by_script
from lajur.web.views.faults import said
from lajur.web.views.offices.asking import address, asked, attempt, crumbs, go_to, seen, today
from lajur.web.views.registers.reading import book_of

TOKENS = (
    "{urut}", "{urut:03}", "{klasifikasi}", "{unit}", "{bulan}", "{bulan_romawi}", "{tahun}",
    "{sifat}",
)  # fmt: skip


def show_all(request: PlacedRequest) -> HttpResponse:
    """Every register with its pattern, also those that are closed."""
    books = list_books(request.government.id, today=today(request), all_of_them=True)
    context = {"books": books, "crumbs": crumbs(request)}
    return render(request, "registers/settle_all.html", context)


def show(request: PlacedRequest, book: str) -> HttpResponse:
    """The pattern as it stands, or as it is being tried out."""
    view = book_of(request, book)
    pattern = request.GET.get("pattern", view.pattern)[:100]
    code = request.GET.get("classification", view.classification)[:40]
    if sent_by_script(request):
        return render(request, "offices/_numbers.html", _preview(request, view, pattern, code))
    form = RegisterForm(initial={"pattern": pattern, "classification": code, "active": view.active})
    return _page(request, view, form, _preview(request, view, pattern, code))


def change(request: PlacedRequest, book: str) -> HttpResponse:
    """Change how a register numbers from now on."""
    view, form = book_of(request, book), RegisterForm(request.POST)
    if form.is_valid() and attempt(
        form,
        lambda: change_register(
            register_id=view.id, **form.cleaned_data, seen=seen(request), **asked(request)
        ),
    ):
        messages.success(request, gettext("Pola nomor disimpan. Nomor yang sudah terbit tetap."))
        return go_to(request, "books-settle")
    typed = form.data.get("pattern", "")[:100], form.data.get("classification", "")[:40]
    return _page(request, view, form, _preview(request, view, *typed), status=422)


def begin_continue(request: PlacedRequest, book: str) -> HttpResponse:
    """Ask how far the paper book has come."""
    return _continue_page(request, book_of(request, book), ContinueForm())


def go_on(request: PlacedRequest, book: str) -> HttpResponse:
    """Take over the numbers of a paper book."""
    view, form = book_of(request, book), ContinueForm(request.POST)
    if form.is_valid() and attempt(
        form,
        lambda: continue_paper_book(
            register_id=view.id, last=form.cleaned_data["last"], **asked(request)
        ),
    ):
        messages.success(request, gettext("Nomor buku kertas dicatat; berikutnya meneruskan."))
        return go_to(request, "book-settle", book=book)
    return _continue_page(request, view, form, status=422)


def _preview(
    request: PlacedRequest, view: BookView, pattern: str, classification: str
) -> dict[str, object]:
    try:
        numbers = preview_pattern(
            view,
            pattern,
            classification,
            government_id=request.government.id,
            today=today(request),
        )
    except Refusal as refusal:
        return {"numbers": (), "why": said(refusal)}
    return {"numbers": numbers, "why": ""}


def _page(
    request: PlacedRequest,
    view: BookView,
    form: RegisterForm,
    preview: dict[str, object],
    status: int = 200,
) -> HttpResponse:
    context = {
        **preview,
        "form": form,
        "book": view,
        "seen": view.seen,
        "tokens": TOKENS,
        "acts": list_acts(target=f"register:{view.id}", limit=5).acts,
        "crumbs": _crumbs(request),
    }
    return render(request, "registers/settle.html", context, status=status)


def _continue_page(
    request: PlacedRequest, view: BookView, form: ContinueForm, status: int = 200
) -> HttpResponse:
    back = address(request, "book-settle", book=view.key)
    context = {
        "form": form,
        "title": gettext("Teruskan buku kertas"),
        "lede": gettext(
            "%(register)s: nomor dari buku kertas tahun ini dicatat semuanya, lalu nomor "
            "berikutnya meneruskan."
        )
        % {"register": view.name},
        "back": back,
        "crumbs": (*_crumbs(request), (view.name, back)),
    }
    return render(request, "offices/change.html", context, status=status)


def _crumbs(request: PlacedRequest) -> tuple[tuple[str, str], ...]:
    return crumbs(request, (gettext("Pola nomor naskah"), address(request, "books-settle")))
