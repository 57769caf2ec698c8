"""The local governments served here, as pages show them."""

from dataclasses import dataclass
from typing import cast

from lajur.store.models import GovernmentRow

_ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
_KINDS = ("Pemerintah", "Provinsi", "Kabupaten", "Kota")


@dataclass(frozen=True, slots=True, kw_only=True)
class GovernmentView:
    """A local government: the tenant, without anything internal."""

    id: int
    slug: str
    name: str
    office_name: str
    zone: str  # IANA
    base_domain: str  # "" when it has none
    reserved_subdomains: tuple[str, ...] = ()

    @property
    def zone_label(self) -> str:
        """WIB, WITA or WIT."""
        return _ZONES.get(self.zone, self.zone)

    @property
    def short_name(self) -> str:
        """The name without "Pemerintah": "Kabupaten Sumbawa"."""
        return self.name.removeprefix("Pemerintah ")

    @property
    def monogram(self) -> str:
        """Two letters for the shield: of the place, not of the kind of government."""
        words = [word for word in self.name.split() if word not in _KINDS] or self.name.split()
        return words[0][:2].title() if len(words) == 1 else words[0][:1] + words[1][:1]

    @property
    def shade(self) -> int:
        """Which of the six shield colours is theirs, from 0."""
        return self.id % 6


NOWHERE = GovernmentView(  # pages that belong to no government
    id=0, slug="", name="Lajur", office_name="", zone="Asia/Jakarta", base_domain=""
)


def view_of(row: GovernmentRow) -> GovernmentView:
    """Return the row as a view."""
    return GovernmentView(
        id=row.pk,
        slug=row.slug,
        name=row.name,
        office_name=row.office_name,
        zone=row.zone,
        base_domain=row.base_domain,
        reserved_subdomains=tuple(cast(list[str], row.reserved_subdomains)),
    )


def find_government(slug: str) -> GovernmentView | None:
    """Return the government at this address, if there is one."""
    row = GovernmentRow.objects.filter(slug=slug).first()
    return view_of(row) if row else None


def list_governments() -> tuple[GovernmentView, ...]:
    """Return every government, by name."""
    return tuple(view_of(row) for row in GovernmentRow.objects.order_by("name"))
