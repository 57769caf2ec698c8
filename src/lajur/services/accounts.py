"""Accounts: logging in, the throttle before it, the password, the language."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django_scopes import scopes_disabled

from lajur.core.access import Actor
from lajur.core.refusals import NotFound, Refusal, marked
from lajur.store.models import LoginAttemptRow, NoticeRow, PersonRow

WINDOW = timedelta(minutes=15)
_KEPT = 4 * WINDOW  # then a row says nothing any more
_LONGEST = 120  # characters of a subject


class TooManyAttempts(Refusal):
    """The throttle is closed. It opens by itself: the window is never prolonged."""

    code = "too_many_attempts"
    message = marked("Terlalu banyak percobaan. Coba lagi %(minutes)s menit lagi.")
    status = 429

    def __init__(self, *, minutes: int) -> None:
        super().__init__(minutes=minutes)


class WrongPassword(Refusal):
    """The current password, asked before it is changed, is not right."""

    code = "wrong_password"
    message = marked("Kata sandi Anda saat ini tidak cocok.")
    status = 422

    def __init__(self) -> None:
        super().__init__()


class WeakPassword(Refusal):
    """The new password does not keep the rules."""

    code = "weak_password"
    message = marked("%(reasons)s")
    status = 422

    def __init__(self, *, reasons: str) -> None:
        super().__init__(reasons=reasons)


class AccountBackend(ModelBackend):
    """Logs in active people, and brings what every page shows of them in one query."""

    def get_user(self, user_id: int) -> Any:
        with scopes_disabled():
            unread = (
                NoticeRow.objects.filter(person=OuterRef("pk"), read_at__isnull=True)
                .order_by()
                .values("person")
                .annotate(n=Count("pk"))
                .values("n")
            )
            return (
                PersonRow.objects.filter(pk=user_id, is_active=True)
                .select_related("government", "unit")
                .annotate(unread=Coalesce(Subquery(unread), 0))
                .first()
            )

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:  # noqa: ARG002
        """Django's own permissions are not used: core.access decides."""
        return False


def count_attempt(limits: Mapping[str, int], *, at: datetime) -> None:
    """Count one attempt for every subject ("akun:siti": 10 a window), before it is made.

    Raises:
        TooManyAttempts: one of them has had its number; nothing was counted for it.
    """
    with transaction.atomic():
        LoginAttemptRow.objects.filter(window_start__lt=at - _KEPT).delete()
        waits = [wait_for(subject[:_LONGEST], limit, at=at) for subject, limit in limits.items()]
    longest = max(waits, default=timedelta())
    if longest:
        raise TooManyAttempts(minutes=max(1, -(-int(longest.total_seconds()) // 60)))


def forgive_attempts(subjects: tuple[str, ...]) -> None:
    """Forget the failures of these subjects: the right password was given."""
    LoginAttemptRow.objects.filter(subject__in=[s[:_LONGEST] for s in subjects]).delete()


def give_back_attempt(subject: str) -> None:
    """Take back one attempt that turned out right."""
    rows = LoginAttemptRow.objects.filter(subject=subject[:_LONGEST], failures__gt=0)
    rows.update(failures=F("failures") - 1)


def wait_for(subject: str, limit: int, *, at: datetime, window: timedelta = WINDOW) -> timedelta:
    """Count one; return how long the subject must wait, nothing while it is within the limit.

    Every node counts together. A clock that is set back by more than a window begins a new one.
    """
    rows = LoginAttemptRow.objects
    row, _ = rows.get_or_create(subject=subject, defaults={"window_start": at})
    if not at - window < row.window_start <= at + window:
        rows.filter(pk=row.pk, window_start=row.window_start).update(window_start=at, failures=0)
    counted = rows.filter(pk=row.pk, failures__lt=limit).update(failures=F("failures") + 1)
    if counted or not rows.filter(pk=row.pk).exists():  # gone: somebody has just got in
        return timedelta()
    return max(row.window_start + window - at, timedelta(seconds=1))


def change_password(*, current: str, new: str, actor: Actor) -> None:
    """Give the actor a new password. Other sessions of theirs end: the hash is in the session.

    Raises:
        NotFound: the actor has no account.
        WrongPassword: `current` is not their password.
        WeakPassword: `new` does not keep the rules, or is the one before.
    """
    person = PersonRow.objects.filter(pk=actor.person or 0, is_active=True).first()
    if person is None:
        raise NotFound(what=marked("Akun"))
    if not person.check_password(current):
        raise WrongPassword
    if new == current:
        raise WeakPassword(reasons=gettext("Kata sandi baru sama dengan yang lama."))
    try:
        validate_password(new, person)
    except ValidationError as error:
        raise WeakPassword(reasons=" ".join(error.messages)) from error
    person.set_password(new)
    person.password_is_temporary = False
    person.save(update_fields=["password", "password_is_temporary"])


def choose_language(*, language: str, person_id: int) -> None:
    """Remember the language a person reads."""
    PersonRow.objects.filter(pk=person_id).update(language=language)
