"""The other things that can be done with a work item, each a small form under one disclosure."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.forms import Form
from django.utils.translation import gettext

from lajur.core.refusals import Words, marked
from lajur.queries.work_items import Act, WorkView
from lajur.web.forms.acts import DelegateForm, ReasonForm, ReassignForm, ReturnForm, TimeForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One act with its form."""

    act: Act
    title: str
    help: str
    button: str
    form: Form
    open: bool  # it was refused, or nothing else can be done

    @property
    def route(self) -> str:
        """The name of the address that takes it."""
        return _ROUTES[self.act]


_ROUTES = {
    Act.RESUME: "work-item-resume",
    Act.DECLINE: "work-item-decline",
    Act.DELEGATE: "work-item-delegate",
    Act.RETURN: "work-item-return",
    Act.RECALL: "work-item-recall",
    Act.SUSPEND: "work-item-suspend",
    Act.REASSIGN: "work-item-reassign",
    Act.SET_TIME: "work-item-time",
}


# Act, title, help, button: in the order of the page.
_WORDS: tuple[tuple[Act, Words, Words, Words], ...] = (
    (
        Act.RESUME,
        marked("Lanjutkan tugas"),
        marked("Tugas ini sedang ditunda."),
        marked("Lanjutkan"),
    ),
    (
        Act.DECLINE,
        marked("Tolak menandatangani"),
        marked("Pekerjaan kembali kepada pelaksananya beserta alasan Anda."),
        marked("Tolak menandatangani"),
    ),
    (
        Act.DELEGATE,
        marked("Teruskan kepada rekan"),
        marked("Tugas berpindah kepada rekan pada lajur yang sama."),
        marked("Teruskan"),
    ),
    (
        Act.RETURN,
        marked("Kembalikan untuk dilengkapi"),
        marked("Pemohon diminta melengkapi; langkah ini menunggu sampai lengkap."),
        marked("Kembalikan kepada pemohon"),
    ),
    (
        Act.RECALL,
        marked("Tarik permintaan kelengkapan"),
        marked("Pemohon tidak diminta lagi; langkah ini dilanjutkan dengan yang sudah ada."),
        marked("Tarik permintaan"),
    ),
    (
        Act.SUSPEND,
        marked("Tunda tugas"),
        marked("Misalnya menunggu anggaran. Alasannya tercatat."),
        marked("Tunda"),
    ),
    (
        Act.SET_TIME,
        marked("Ubah waktu langkah ini"),
        marked("Waktunya tidak tercetak pada SOP. Penetapan sebelumnya tetap tercatat."),
        marked("Tetapkan waktu"),
    ),
    (
        Act.REASSIGN,
        marked("Alihkan tugas"),
        marked("Mengambil tugas dari pemegangnya."),
        marked("Alihkan"),
    ),
)


def build_form(act: Act, view: WorkView, data: Mapping[str, object] | None = None) -> Form:
    """The form of an act, bound when there is data."""
    match act:
        case Act.DELEGATE:
            return DelegateForm(data, people=view.colleagues, auto_id=f"{act}_%s")
        case Act.REASSIGN:
            return ReassignForm(data, people=view.holders, auto_id=f"{act}_%s")
        case Act.RETURN:
            return ReturnForm(data, items=view.returnable, auto_id=f"{act}_%s")
        case Act.SET_TIME:
            return TimeForm(data, now=view.set_time, auto_id=f"{act}_%s")
        case _:
            return ReasonForm(data, auto_id=f"{act}_%s")


def panels(view: WorkView, opened: Mapping[str, object]) -> list[Panel]:
    """The panels the reader may use; a refused one with what was typed."""
    found = []
    for act, title, explained, button in _WORDS:
        if act not in view.acts or (act is Act.DELEGATE and not view.colleagues):
            continue
        refused = opened.get(act.value)
        form = refused if isinstance(refused, Form) else build_form(act, view)
        found.append(
            Panel(
                act=act,
                title=gettext(title),
                help=gettext(explained),
                button=gettext(button),
                form=form,
                open=refused is not None or act in (Act.RESUME, Act.RECALL),
            )
        )
    return found
