"""The base of every refusal: an answer with facts, never a fault."""

from typing import ClassVar


class Refusal(Exception):
    """What was asked cannot be done; `facts` say why and what would work.

    `message` is Indonesian (the product's first language) and is the gettext key of its translations.
    """

    code: ClassVar[str]  # public; never changes once released
    message: ClassVar[str]  # %-format over `facts`
    status: ClassVar[int] = 409  # the HTTP status that carries it

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.message % facts)


class NotFound(Refusal):
    """No such thing, or none that the actor may see."""

    code = "not_found"
    message = "%(what)s tidak ditemukan, atau tidak terbuka bagi Anda."
    status = 404

    def __init__(self, *, what: str) -> None:
        super().__init__(what=what)


def marked(text: str) -> str:
    """Return the text as it is; the name marks it for translation (an xgettext keyword)."""
    return text
