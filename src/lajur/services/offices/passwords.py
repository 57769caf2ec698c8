"""One-time passwords: made from the form's key, so that a second click shows the same one."""

from django.utils.crypto import salted_hmac

from lajur.core.access import PersonId
from lajur.store.models import PersonRow

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # no i, l, o, 0, 1: it is read and retyped
_GROUPS, _LENGTH = 4, 4  # 16 letters: 79 bits


def give_password(row: PersonRow, key: str) -> None:
    """Set the one-time password; the person chooses their own after signing in with it."""
    row.set_password(_password(row.username, key))
    row.password_is_temporary = True


def password_given(person_id: PersonId, key: str) -> str:
    """The one-time password made with this key; "" once it is no longer the person's."""
    row = PersonRow.objects.get(pk=person_id)
    password = _password(row.username, key)
    return password if row.password_is_temporary and row.check_password(password) else ""


def _password(username: str, key: str) -> str:
    digest = salted_hmac("lajur.one-time-password", f"{username}:{key}", algorithm="sha256")
    number = int.from_bytes(digest.digest(), "big")
    letters = []
    for _ in range(_GROUPS * _LENGTH):
        number, place = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[place])
    groups = ("".join(letters[n : n + _LENGTH]) for n in range(0, len(letters), _LENGTH))
    return "-".join(groups)
