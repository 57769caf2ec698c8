"""The base of every refusal: an answer with facts, never a fault."""

from typing import ClassVar


class Refusal(Exception):
    """What was asked cannot be done; `facts` say why and what would work.

    `message` is Indonesian, the product's first language, and the gettext key of its translations.
    Facts stay what they are: dates, moments and marked words are put into words for each reader.
    """

    code: ClassVar[str]  # public; never changes once released
    message: ClassVar[str]  # %-format over `facts`
    status: ClassVar[int] = 409  # the HTTP status that carries it

    def __init__(self, **facts: object) -> None:
        super().__init__()
        self.facts = facts

    def __str__(self) -> str:
        return self.message % self.facts


class NotFound(Refusal):
    """No such thing, or none that the actor may see."""

    code = "not_found"
    message = "%(what)s tidak ditemukan, atau tidak terbuka bagi Anda."
    status = 404

    def __init__(self, *, what: str) -> None:
        super().__init__(what=what)


class Words(str):
    """A text of ours, to be translated where it is shown; what people typed is a plain `str`."""

    __slots__ = ()


def marked(text: str) -> Words:
    """Return the text as it is, marked for translation: scripts/messages.py looks for this name."""
    return Words(text)
