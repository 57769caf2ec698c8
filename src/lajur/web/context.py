"""What every page shows around its content: the government, the way around, the notices."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from lajur.core.access import NOBODY, Actor, Permission
from lajur.core.refusals import marked
from lajur.queries.governments import NOWHERE, GovernmentView
from lajur.web.routing import ROUTES


@dataclass(frozen=True, slots=True, kw_only=True)
class NavigationItem:
    """One way to go."""

    label: str
    icon: str  # a symbol of static/icons.svg
    address: str
    current: bool  # the page is in this part


_PLACES = (  # route, label, icon, what it asks of the visitor
    ("tray", marked("Tugas"), "inbox", Permission.ACT),
    ("signatures", marked("Tanda tangan"), "pen", Permission.WRITE_LETTERS),
    ("requests", marked("Permohonan"), "send", Permission.FILE_REQUEST),
    ("register", marked("Register"), "book", Permission.READ_REGISTER),
    ("offices", marked("Kelola"), "sliders", Permission.MANAGE_OFFICE),
    ("service", marked("Layanan"), "home", Permission.READ_PUBLIC),
    ("track", marked("Lacak"), "search", Permission.READ_PUBLIC),
)


def surroundings(request: HttpRequest) -> dict[str, object]:
    """Context processor. Works also where placement failed, so that fault pages can be drawn."""
    government: GovernmentView = getattr(request, "government", NOWHERE)
    actor: Actor = getattr(request, "actor", NOBODY)
    return {
        "government": government,
        "actor": actor,
        "navigation": _navigation(request, government, actor) if government.slug else (),
        "page_address": request.path,
    }


def _navigation(
    request: HttpRequest, government: GovernmentView, actor: Actor
) -> tuple[NavigationItem, ...]:
    items = []
    for route, label, icon, asked in _PLACES:
        if route not in ROUTES or not actor.may(asked):
            continue
        address = reverse(route, kwargs={"government": government.slug})
        items.append(
            NavigationItem(
                label=gettext(label),
                icon=icon,
                address=address,
                current=_is_part(request.path, address, route),
            )
        )
    return tuple(items)


def _is_part(path: str, address: str, route: str) -> bool:
    if route == "service":  # its address begins every other one
        return path == address or path.startswith(f"{address}sop/")
    if route == "requests" and "/draf/" in path:
        return True
    return path.startswith(address)
