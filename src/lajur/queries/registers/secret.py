"""Lines of secret letters: to whom a register says what they are about."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext

from lajur.core.access import Actor, Permission
from lajur.core.refusals import marked
from lajur.queries.letters.words import SECRET
from lajur.store.models import LaneBindingRow, SignatureRow

_HIDDEN = marked("Dirahasiakan")


def open_to(reader: Actor) -> Q:
    """The lines whose subject and party the reader may know.

    Those who keep the books know all of them; of a secret letter else only its writer, its signers
    and the office's own people in its case.
    """
    if reader.may(Permission.KEEP_REGISTERS):
        return Q(pk__isnull=False)
    plain = Q(letter__isnull=True) | ~Q(letter__secrecy__in=SECRET)
    signs = SignatureRow.objects.filter(letter=OuterRef("letter"), person=reader.person)
    works = LaneBindingRow.objects.filter(
        position__in=reader.positions, procedure_key=OuterRef("case__procedure__key")
    )
    return plain | Q(letter__writer=reader.person) | Exists(signs) | Exists(works)


def hidden_words() -> str:
    """What stands instead of them."""
    return gettext(_HIDDEN)
