"""What leaves the house: notices by mail and by an office's chat, at least once."""

from django.db import models
from django.db.models import Q

from lajur.store.models.base import TenantRow
from lajur.store.models.notices import NoticeRow
from lajur.store.models.offices import PersonRow


class ChannelRow(TenantRow):
    """A chat channel of the office, reached by a signed webhook.

    Its secret is derived from the site's own and `generation`, so none is stored.
    """

    name = models.CharField(max_length=80)  # "WhatsApp dinas"
    url = models.URLField(max_length=500)
    generation = models.PositiveIntegerField(default=1)  # raised to change the secret
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["government", "name"], name="channel_name_once"),
        ]


class MessageRow(TenantRow):
    """One mail or one call of a webhook: everything a person has to be told at once.

    A worker claims it (`leased_until`, `attempt` + 1), sends, then marks it with the attempt it
    claimed: who has lost the lease marks nothing. `reference` is the Message-ID of every attempt.
    """

    person = models.ForeignKey(PersonRow, models.CASCADE, related_name="+", db_index=False)
    channel = models.ForeignKey(
        ChannelRow, models.CASCADE, null=True, related_name="+"
    )  # null: mail
    notices = models.ManyToManyField(NoticeRow, related_name="messages")
    reference = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    attempt = models.PositiveIntegerField(default=0)  # the fencing token
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=80, blank=True)  # of the last attempt, a code

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                name="message_waiting",
                condition=Q(sent_at__isnull=True, given_up_at__isnull=True),
            ),
            models.Index(fields=["government", "person", "-id"], name="message_of_person"),
        ]


class NoticeChoiceRow(TenantRow):
    """How a person wants to hear of one kind of news outside the application; no row: by mail."""

    person = models.ForeignKey(PersonRow, models.CASCADE, related_name="notice_choices")
    group = models.CharField(max_length=12)  # core.notices NoticeGroup
    by_mail = models.BooleanField(default=True)
    by_chat = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "group"], name="notice_choice_once"),
        ]
