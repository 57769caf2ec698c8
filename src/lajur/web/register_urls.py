"""Addresses of the registers of letters, and of what an administrator settles about letters."""

from django.urls import URLPattern

from lajur.core.access import Permission
from lajur.web.routing import View, by_method, guarded
from lajur.web.views.registers import exporting, keeping, looks, reading, settling

GOV = "<slug:government>/"
BOOKS = GOV + "register/buku/"
BOOK = BOOKS + "<slug:book>/"
LINE = BOOK + "<int:entry>/"
SETTLE = GOV + "kelola/buku/"
LOOK = GOV + "kelola/rupa-naskah/"

READ = Permission.READ_REGISTER
EXPORT = Permission.EXPORT_REGISTER
KEEP = Permission.KEEP_REGISTERS
MANAGE = Permission.MANAGE_OFFICE


def _form(address: str, begin: View, send: View, name: str, asks: Permission) -> URLPattern:
    """A page with a form."""
    return guarded(address, by_method(GET=begin, POST=send), name=name, GET=asks, POST=asks)


urlpatterns = [
    guarded(BOOKS, reading.show_all, name="books", GET=READ),
    guarded(BOOK, reading.show, name="book", GET=READ),
    guarded(BOOK + "buku.pdf", exporting.export_pdf, name="book-pdf", GET=EXPORT),
    guarded(BOOK + "buku.xlsx", exporting.export_xlsx, name="book-xlsx", GET=EXPORT),
    guarded(BOOK + "buku.csv", exporting.export_csv, name="book-csv", GET=EXPORT),
    _form(BOOK + "cadangkan/", keeping.begin_reserve, keeping.reserve, "number-reserve", KEEP),
    _form(BOOK + "surat/", keeping.begin_incoming, keeping.note_incoming, "book-incoming", KEEP),
    _form(BOOK + "catat/", keeping.begin_by_hand, keeping.by_hand, "number-by-hand", KEEP),
    guarded(LINE, reading.show_line, name="book-line", GET=READ),
    _form(LINE + "lengkapi/", keeping.begin_change, keeping.change, "book-line-change", KEEP),
    _form(LINE + "batalkan/", keeping.ask_void, keeping.void, "book-line-void", KEEP),
    _form(LINE + "srikandi/", keeping.begin_srikandi, keeping.srikandi, "book-line-srikandi", KEEP),
    guarded(SETTLE, settling.show_all, name="books-settle", GET=MANAGE),
    _form(SETTLE + "<slug:book>/", settling.show, settling.change, "book-settle", MANAGE),
    _form(
        SETTLE + "<slug:book>/teruskan/",
        settling.begin_continue,
        settling.go_on,
        "book-continue",
        MANAGE,
    ),
    _form(LOOK, looks.show, looks.change, "letter-look", MANAGE),
    guarded(LOOK + "contoh.pdf", looks.show_sample, name="letter-look-sample", GET=MANAGE),
    guarded(
        LOOK + "lambang.png",
        by_method(GET=looks.show_picture, POST=looks.change_picture),
        name="letter-arms",
        GET=MANAGE,
        POST=MANAGE,
    ),
]
