"""Addresses of the register and of administration."""

from django.urls import URLPattern

from lajur.core.access import Permission
from lajur.web.routing import View, by_method, guarded
from lajur.web.views import absences, register, reminders
from lajur.web.views.offices import (
    holders,
    lanes,
    overview,
    people,
    positions,
    settings,
    sop_files,
    units,
)

GOV = "<slug:government>/"
REGISTER = GOV + "register/"
HOME = GOV + "kelola/"
UNIT = HOME + "unit/<int:unit_id>/"
POSITION = HOME + "jabatan/<int:position_id>/"
HOLDING = POSITION + "pemegang/<int:holding_id>/"
ABSENCE = HOME + "ketidakhadiran/<int:absence_id>/"
PERSON = HOME + "orang/<int:person_id>/"
REMINDERS = HOME + "pengingat/"

READ = Permission.READ_REGISTER
EXPORT = Permission.EXPORT_REGISTER
MANAGE = Permission.MANAGE_OFFICE


def _page(address: str, view: View, name: str) -> URLPattern:
    """A page of administration that is only read."""
    return guarded(address, view, name=name, GET=MANAGE)


def _form(address: str, begin: View, send: View, name: str) -> URLPattern:
    """A page of administration with a form."""
    return guarded(address, by_method(GET=begin, POST=send), name=name, GET=MANAGE, POST=MANAGE)


def _act(address: str, view: View, name: str) -> URLPattern:
    """An act of administration without a page of its own."""
    return guarded(address, view, name=name, POST=MANAGE)


urlpatterns = [
    guarded(REGISTER, register.show, name="register", GET=READ),
    guarded(REGISTER + "cetak/", register.print_book, name="register-book", GET=READ),
    guarded(REGISTER + "ekspor.csv", register.export_csv, name="register-csv", GET=EXPORT),
    guarded(REGISTER + "ekspor.xlsx", register.export_xlsx, name="register-xlsx", GET=EXPORT),
    _page(HOME, overview.show, "offices"),
    _page(HOME + "riwayat/", overview.show_journal, "office-journal"),
    _page(HOME + "unit/", units.show_all, "units"),
    _form(HOME + "unit/baru/", units.begin_add, units.add, "unit-add"),
    _page(UNIT, units.show, "unit"),
    _form(UNIT + "ubah/", units.begin_change, units.change, "unit-change"),
    _act(UNIT + "tutup/", units.close, "unit-close"),
    _act(UNIT + "buka/", units.reopen, "unit-reopen"),
    _form(UNIT + "jabatan-baru/", positions.begin_add, positions.add, "position-add"),
    _page(HOME + "jabatan/", positions.show_all, "positions"),
    _page(POSITION, positions.show, "position"),
    _form(POSITION + "ubah/", positions.begin_change, positions.change, "position-change"),
    _act(POSITION + "tutup/", positions.close, "position-close"),
    _act(POSITION + "buka/", positions.reopen, "position-reopen"),
    _form(POSITION + "pemegang/", holders.begin_appoint, holders.appoint, "holder-appoint"),
    _form(HOLDING + "akhiri/", holders.begin_end, holders.end, "holding-end"),
    _act(HOLDING + "batalkan/", holders.annul, "holding-annul"),
    _page(HOME + "lajur/", lanes.show_all, "lanes"),
    _form(HOME + "lajur/<slug:key>/<slug:lane>/", lanes.show, lanes.bind, "lane"),
    _form(HOME + "periksa-sop/", sop_files.begin, sop_files.look, "sop-file"),
    _act(HOME + "periksa-sop/ambil/", sop_files.take, "sop-file-take"),
    _page(HOME + "orang/", people.show_all, "people"),
    _form(HOME + "orang/baru/", people.begin_add, people.add, "person-add"),
    _page(PERSON, people.show, "person"),
    _form(PERSON + "ubah/", people.begin_change, people.change, "person-change"),
    _act(PERSON + "sandi/", people.reset_password, "person-password"),
    _form(PERSON + "nonaktif/", people.begin_deactivate, people.deactivate, "person-deactivate"),
    _act(PERSON + "aktif/", people.reactivate, "person-reactivate"),
    _page(HOME + "ketidakhadiran/", absences.show_all, "absences"),
    _form(HOME + "ketidakhadiran/baru/", absences.begin_for, absences.send_for, "absence-add"),
    _form(ABSENCE + "ubah/", absences.begin_change, absences.send_change, "absence-change"),
    _act(ABSENCE + "akhiri/", absences.finish, "absence-end"),
    _form(HOME + "penomoran/", settings.show_numbering, settings.change_numbering, "numbering"),
    _form(REMINDERS, reminders.show, reminders.add, "reminders"),
    _act(REMINDERS + "<int:rule_id>/nyalakan/", reminders.switch_on, "reminder-on"),
    _act(REMINDERS + "<int:rule_id>/matikan/", reminders.switch_off, "reminder-off"),
    _page(REMINDERS + "riwayat/", reminders.show_fired, "reminders-fired"),
    _form(HOME + "domain/", settings.show_domains, settings.change_domains, "domains"),
]
