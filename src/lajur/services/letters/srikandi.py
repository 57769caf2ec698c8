"""SRIKANDI: the number and address a letter has in the national records application."""

from datetime import datetime
from urllib.parse import urlsplit

from lajur.core.access import Actor
from lajur.core.refusals import NotFound, Refusal, marked
from lajur.queries.registers.stamps import letter_stamp
from lajur.services.letters.books import keeps_registers
from lajur.services.offices.acts import Act, Facts, perform, refuse_changed
from lajur.store.models import GovernmentRow, LetterRow

LONGEST_NUMBER, LONGEST_LINK = 120, 300  # characters, as the columns


class LinkBroken(Refusal):
    """Not an address that a browser opens."""

    code = "srikandi_link_broken"
    message = marked("Tautan SRIKANDI harus alamat lengkap yang diawali https://.")
    status = 422

    def __init__(self) -> None:
        super().__init__()


def note_srikandi(
    *, entry_id: int, number: str, link: str, seen: str, actor: Actor, at: datetime, key: str
) -> None:
    """Note beside an issued letter what SRIKANDI calls it. The letter itself stays as issued.

    Raises:
        NotFound: no letter has this line (EntryRow id), or the actor keeps no registers.
        ChangedMeanwhile: somebody has noted something since it was `seen`.
        LinkBroken: not a web address.
    """

    def effect(_: GovernmentRow) -> Facts:
        row = LetterRow.objects.select_related("entry").filter(entry=entry_id).first()
        if row is None or row.entry is None:
            raise NotFound(what=marked("Naskah"))
        refuse_changed(letter_stamp(row), seen=seen, target=f"entry:{entry_id}")
        row.srikandi_number = number.strip()[:LONGEST_NUMBER]
        row.srikandi_link = _checked(link.strip())
        row.save(update_fields=["srikandi_number", "srikandi_link"])
        return {"number": row.entry.number, "srikandi": row.srikandi_number, "link": link}

    asked = {"entry": entry_id, "number": number, "link": link, "seen": seen}
    act = Act(
        kind="srikandi_noted", target=f"entry:{entry_id}", asked=asked, actor=actor, at=at, key=key
    )
    perform(act, effect, allowed=keeps_registers)


def _checked(link: str) -> str:
    if not link:
        return ""
    try:
        parts = urlsplit(link)
    except ValueError:
        raise LinkBroken from None
    fits = len(link) <= LONGEST_LINK and link.isprintable() and " " not in link
    if parts.scheme not in ("http", "https") or not parts.hostname or not fits:
        raise LinkBroken
    return link
