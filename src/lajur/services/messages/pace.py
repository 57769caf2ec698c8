"""How many messages a way takes in a minute: counted for all offices and workers together."""

from datetime import datetime, timedelta

from django.conf import settings

from lajur.services.accounts import wait_for

MINUTE = timedelta(minutes=1)


def rest_of(way: int | None, *, at: datetime) -> timedelta:
    """Count one message of a way, None for mail; how long to leave the way when it has enough."""
    if way is None:
        return wait_for("kirim:surel", settings.MAIL_PER_MINUTE, at=at, window=MINUTE)
    return wait_for(f"kirim:saluran:{way}", settings.CHAT_PER_MINUTE, at=at, window=MINUTE)
