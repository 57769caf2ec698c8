"""Addresses of letters: begun from a case or a piece of work, written, issued, made void."""

from lajur.core.access import Permission
from lajur.web.routing import by_method, guarded
from lajur.web.views.letters import beginning, editor, files, issuing, voiding

CASES = Permission.READ_OWN_CASES  # which letters, the query decides
WRITE = Permission.WRITE_LETTERS
CASE = "<slug:government>/berkas/<int:case>/naskah/"
LETTER = CASE + "<int:letter>/"

urlpatterns = [
    guarded(
        CASE + "baru/",
        by_method(GET=beginning.show_kinds, POST=beginning.begin),
        name="letter-new",
        GET=WRITE,
        POST=WRITE,
    ),
    guarded(
        "<slug:government>/tugas/<int:case>/<int:number>/naskah/",
        beginning.begin_for_work,
        name="letter-begin",
        POST=WRITE,
    ),
    guarded(
        LETTER,
        by_method(GET=editor.show, POST=editor.keep),
        name="letter",
        GET=CASES,
        POST=WRITE,
    ),
    guarded(LETTER + "pratinjau.pdf", files.preview, name="letter-preview", GET=WRITE),
    guarded(LETTER + "naskah.pdf", files.download, name="letter-file", GET=CASES),
    guarded(
        LETTER + "terbitkan/",
        by_method(GET=issuing.ask, POST=issuing.issue),
        name="letter-issue",
        GET=WRITE,
        POST=WRITE,
    ),
    guarded(
        LETTER + "buang/",
        by_method(GET=editor.ask_discard, POST=editor.discard),
        name="letter-discard",
        GET=WRITE,
        POST=WRITE,
    ),
    guarded(
        LETTER + "batalkan/",
        by_method(GET=voiding.ask, POST=voiding.void),
        name="letter-void",
        GET=WRITE,
        POST=WRITE,
    ),
]
