"""Addresses of signing, and of the page that anybody checks a letter on."""

from lajur.core.access import Permission
from lajur.web.routing import by_method, guarded
from lajur.web.views import signatures, verification

WRITE = Permission.WRITE_LETTERS
PUBLIC = Permission.READ_PUBLIC
MINE = "<slug:government>/tanda-tangan/"
ONE = MINE + "<int:signature>/"

urlpatterns = [
    guarded(MINE, signatures.show_waiting, name="signatures", GET=WRITE),
    guarded(
        ONE,
        by_method(GET=signatures.show, POST=signatures.sign),
        name="signature",
        GET=WRITE,
        POST=WRITE,
    ),
    guarded(ONE + "naskah.pdf", signatures.show_paper, name="signature-paper", GET=WRITE),
    guarded(ONE + "kode/", signatures.send_totp, name="signature-code", POST=WRITE),
    guarded(
        ONE + "tolak/",
        by_method(GET=signatures.ask_decline, POST=signatures.refuse),
        name="signature-decline",
        GET=WRITE,
        POST=WRITE,
    ),
    guarded(
        "<slug:government>/periksa/<slug:token>/",
        by_method(GET=verification.show, POST=verification.check),
        name="letter-check",
        GET=PUBLIC,
        POST=PUBLIC,
    ),
]
