"""Addresses of the office calendar."""

from django.urls import URLPattern

from lajur.core.access import Permission
from lajur.web.routing import View, by_method, guarded
from lajur.web.views.calendars import days, hours, years

GOV = "<slug:government>/"
HOME = GOV + "kelola/kalender/"

READ = Permission.READ_REGISTER
MANAGE = Permission.MANAGE_OFFICE


def _page(address: str, view: View, name: str) -> URLPattern:
    """A page for who changes the calendar."""
    return guarded(address, view, name=name, GET=MANAGE)


def _form(address: str, begin: View, send: View, name: str) -> URLPattern:
    """A page that changes it."""
    return guarded(address, by_method(GET=begin, POST=send), name=name, GET=MANAGE, POST=MANAGE)


urlpatterns = [
    guarded(GOV + "kalender/", years.read, name="office-calendar", GET=READ),
    _page(HOME, years.show, "calendar"),
    _form(HOME + "tambah/", days.begin_add, days.add, "calendar-add"),
    _form(HOME + "muat/", days.begin_load, days.load, "calendar-load"),
    _form(HOME + "hari/<slug:day>/", days.show, days.change, "calendar-day"),
    _page(HOME + "jam/", hours.show_all, "calendar-hours"),
    _form(HOME + "jam/sepekan/", hours.begin_week, hours.set_week, "calendar-week"),
    _form(HOME + "jam/musiman/", hours.begin_add, hours.add, "calendar-season-add"),
    _form(HOME + "jam/musiman/<int:season>/", hours.begin_change, hours.change, "calendar-season"),
    _page(HOME + "riwayat/", years.show_history, "calendar-history"),
    _page(HOME + "riwayat/<int:act>/", years.show_moved, "calendar-act"),
]
