"""The only way to declare an address: with the permission each method needs.

`ROUTES` is the table a test walks; a URL that is not in it fails the build.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path

from lajur.core.access import Permission
from lajur.web.http import PlacedRequest
from lajur.web.views import faults

View = Callable[..., HttpResponseBase]
_OPEN_BEFORE = frozenset({"account", "logout"})  # to whoever must choose a password first
_BEYOND = 2**63  # no id is as large; the databases cannot even ask for one


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One address and what each of its methods asks of the visitor."""

    name: str
    path: str
    permissions: Mapping[str, Permission]  # by method; a method not listed answers 405

    @property
    def of_government(self) -> bool:
        return self.path.startswith("<slug:government>/")


ROUTES: dict[str, Route] = {}  # by name


def guarded(
    address: str,
    view: View,
    *,
    name: str,
    GET: Permission | None = None,  # noqa: N803 - named as the methods they guard
    POST: Permission | None = None,  # noqa: N803
) -> URLPattern:
    """Declare an address. `view` is called as `view(request, **captured)`, without the government.

    Raises:
        ValueError: the name is taken, or no method is allowed.
    """
    permissions = {
        method: asked for method, asked in (("GET", GET), ("POST", POST)) if asked is not None
    }
    if name in ROUTES or not permissions:
        raise ValueError(f"route {name!r} is declared twice, or allows nothing")
    route = ROUTES[name] = Route(name=name, path=address, permissions=permissions)
    return path(address, _guard(route, view), name=name)


def by_method(*, GET: View, POST: View) -> View:  # noqa: N803
    """Join the view that shows a page and the one that takes its form, at one address."""

    def view(request: PlacedRequest, **captured: object) -> HttpResponseBase:
        return (POST if request.method == "POST" else GET)(request, **captured)

    return view


def _guard(route: Route, view: View) -> View:
    @wraps(view)
    def visit(request: PlacedRequest, **captured: object) -> HttpResponseBase:
        captured.pop("government", None)
        if any(isinstance(value, int) and value >= _BEYOND for value in captured.values()):
            raise Http404
        return _turned_away(request, route) or view(request, **captured)

    visit.route = route  # type: ignore[attr-defined]  # the test of every route looks for it
    return visit


def _turned_away(request: PlacedRequest, route: Route) -> HttpResponseBase | None:
    """Return the answer to somebody who may not pass, or None for one who may."""
    if route.of_government and not request.government.slug:
        raise Http404
    asked = route.permissions.get(_method(request))
    if asked is None:
        return faults.method_not_allowed(request, tuple(route.permissions))
    if request.actor.may(asked):
        return _first_a_password(request, route, asked)
    if not request.user.is_authenticated:
        return faults.login_first(request)
    if request.actor.person is None:  # somebody of another government: nothing here exists
        raise Http404
    return faults.not_permitted(request, asked)


def _first_a_password(
    request: PlacedRequest, route: Route, asked: Permission
) -> HttpResponseBase | None:
    """Whoever still has the password an administrator made chooses their own before all else."""
    if asked is Permission.READ_PUBLIC or route.name in _OPEN_BEFORE:
        return None
    if not getattr(request.user, "password_is_temporary", False):
        return None
    return redirect("account", government=request.government.slug)


def _method(request: HttpRequest) -> str:
    return "GET" if request.method == "HEAD" else str(request.method)
