"""The form to act on a piece of work, built from what its step asks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core import signing
from django.utils import timezone
from django.utils.translation import gettext

from lajur.core.completion import Completion
from lajur.core.procedure.definition import ItemId, LaneId
from lajur.core.worktime.standard import Duration
from lajur.queries.work_items import PaperBlank, WorkView
from lajur.services.papers import StoredFile
from lajur.web.forms.durations import duration_fields, duration_of, refuse_too_long

TEXT_LIMIT = 20_000  # characters
_SALT = "lajur.kept-file"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFields:
    """One paper of the form: its blank and the names of its fields."""

    blank: PaperBlank
    text: forms.BoundField
    file: forms.BoundField
    kept: StoredFile | None  # uploaded on an earlier try
    token: str  # signed, of the kept file
    token_name: str
    stands: forms.BoundField | None  # of an earlier visit: it may stand as it is

    @property
    def folded(self) -> bool:
        """Whether it is here already and nothing must replace it, so that it need not be seen."""
        touched = self.kept or self.text.value() or self.text.errors or self.file.errors
        here = self.blank.existing is not None and not self.blank.required
        return here and not self.blank.again and not touched


class WorkForm(forms.Form):
    """How the work ends, why, and with which papers.

    What the engine decides (is this paper there, is this outcome known) is not decided here: the
    view asks for a preview, whose refusals come back to the fields.
    """

    hasil = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    catatan = forms.CharField(
        required=False,
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, view: WorkView, *args: Any, on_paper: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.view = view
        self.on_paper = on_paper
        self.kept: dict[ItemId, StoredFile] = {}
        self.issued: set[ItemId] = set()  # letters among the kept; found anew at every sending
        self._set_outcome()
        self._set_papers()
        self._set_choices()
        if on_paper:
            self._set_paper_record()
        self._keep_earlier()

    def clean(self) -> dict[str, Any]:
        refuse_too_long(self)
        return self.cleaned_data

    def _set_outcome(self) -> None:
        text = self.fields["catatan"]
        reasons = [outcome.needs_reason for outcome in self.view.outcomes]
        if not self.view.outcomes:
            del self.fields["hasil"]
            text.label = gettext("Catatan")
            return
        outcome = self.fields["hasil"]
        assert isinstance(outcome, forms.ChoiceField)
        outcome.choices = [(one.label, one.label) for one in self.view.outcomes]
        outcome.label = gettext("Keputusan")
        outcome.required = True
        outcome.error_messages["required"] = gettext("Pilih salah satu keputusan.")
        text.label = gettext("Alasan")
        if any(reasons) and not all(reasons):
            needing = [f"“{one.label}”" for one in self.view.outcomes if one.needs_reason]
            text.help_text = gettext("Wajib diisi bila keputusannya %(labels)s.") % {
                "labels": gettext(" atau ").join(needing)
            }
        text.required = bool(reasons) and all(reasons)
        text.error_messages["required"] = gettext("Tuliskan alasannya.")

    def _set_papers(self) -> None:
        for blank in self.view.blanks:
            self.fields[f"kertas_{blank.item}"] = forms.CharField(
                required=False,
                max_length=TEXT_LIMIT,
                label=gettext("Alamat, versi, dan keterangan aplikasi")
                if blank.product
                else gettext("Tulis isinya di sini"),
                widget=forms.Textarea(attrs={"rows": 3}),
            )
            self.fields[f"lampiran_{blank.item}"] = forms.FileField(
                required=False, label=gettext("atau lampirkan berkas"), max_length=200
            )
            if blank.is_renewed and blank.existing:
                self.fields[f"tetap_{blank.item}"] = forms.BooleanField(
                    required=False,
                    label=gettext("Tetap seperti versi %(version)d, tidak berubah")
                    % {"version": blank.existing.version},
                )

    def _set_choices(self) -> None:
        for appoint in self.view.appoints:
            self.fields[f"tunjuk_{appoint.lane}"] = forms.TypedMultipleChoiceField(
                choices=[(person.person, person.choice) for person in appoint.people],
                coerce=int,
                initial=list(appoint.chosen),
                label=gettext("Tunjuk %(lane)s") % {"lane": appoint.name},
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": gettext("Pilih paling sedikit satu orang.")},
            )
        if self.view.sets_time_of:
            label = gettext("Waktu untuk “%(step)s”") % {"step": self.view.sets_time_of}
            self.fields.update(duration_fields(label))
            self._ask_why(self.fields["catatan"])

    def _ask_why(self, text: forms.Field) -> None:
        """A time is never set without a reason."""
        text.label, text.help_text, text.required = gettext("Alasan"), "", True
        text.error_messages["required"] = gettext("Tuliskan alasannya.")

    def _set_paper_record(self) -> None:
        self.fields["pada"] = forms.DateTimeField(
            label=gettext("Dikerjakan pada"),
            input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
            help_text=gettext("Tanggal dan jam sebagaimana tertulis di kertas, %(zone)s.")
            % {"zone": timezone.localtime().tzname()},
            error_messages={
                "required": gettext("Isi tanggal dan jam pengerjaannya."),
                "invalid": gettext("Tulis tanggal dan jam, misalnya 2026-11-23T10:15."),
            },
        )
        self.fields["oleh"] = forms.CharField(
            label=gettext("Dikerjakan oleh"),
            max_length=200,
            help_text=gettext("Nama dan jabatan sebagaimana tertulis di kertas."),
            error_messages={"required": gettext("Tuliskan siapa yang mengerjakannya.")},
        )
        self.fields["sebab"] = forms.CharField(
            label=gettext("Mengapa dikerjakan di atas kertas"),
            max_length=TEXT_LIMIT,
            widget=forms.Textarea(attrs={"rows": 2}),
            error_messages={"required": gettext("Tuliskan alasannya.")},
        )

    def _keep_earlier(self) -> None:
        """Take back the files that an earlier try of this form brought."""
        for blank in self.view.blanks:
            token = self.data.get(f"simpan_{blank.item}", "") if self.is_bound else ""
            kept = _opened(token, self._place(blank.item))
            if kept and not self.data.get(f"buang_{blank.item}"):
                self.kept[blank.item] = kept
            issued = blank.letter.issued if blank.letter else None
            if issued is not None:  # handed in as it is, without being uploaded
                self.issued.add(blank.item)
                self.kept[blank.item] = StoredFile(
                    id=issued.id,
                    name=issued.name,
                    size=issued.size,
                    media_type=issued.media_type,
                )

    def _place(self, item: ItemId) -> str:
        return f"{self.view.head.case_id}/{self.view.number}/{item}"

    @property
    def papers(self) -> list[PaperFields]:
        """The papers with their fields, for the template."""
        return [
            PaperFields(
                blank=blank,
                text=self[f"kertas_{blank.item}"],
                file=self[f"lampiran_{blank.item}"],
                kept=self.kept.get(blank.item),
                token=self.token_of(blank.item),
                token_name=f"simpan_{blank.item}",
                stands=self[name] if (name := f"tetap_{blank.item}") in self.fields else None,
            )
            for blank in self.view.blanks
        ]

    @property
    def renews(self) -> bool:
        """Whether a paper of an earlier visit is to be written anew or declared to stand."""
        return any(blank.is_renewed for blank in self.view.blanks)

    def token_of(self, item: ItemId) -> str:
        """The kept file as a hidden field carries it; "" without one."""
        kept = self.kept.get(item)
        if kept is None:
            return ""
        facts = [kept.id, kept.name, kept.size, kept.media_type, self._place(item)]
        return signing.dumps(facts, salt=_SALT)

    @property
    def appointments(self) -> list[forms.BoundField]:
        return [self[f"tunjuk_{appoint.lane}"] for appoint in self.view.appoints]

    @property
    def outcome(self) -> str | None:
        return str(self.cleaned_data["hasil"]) if self.view.outcomes else None

    @property
    def text(self) -> str:
        return str(self.cleaned_data["catatan"]).strip()

    @property
    def written(self) -> Mapping[ItemId, str]:
        """The words written in place, by paper."""
        texts = {b.item: str(self.cleaned_data[f"kertas_{b.item}"]) for b in self.view.blanks}
        return {item: text.strip() for item, text in texts.items() if text.strip()}

    @property
    def unchanged(self) -> frozenset[ItemId]:
        """What was declared to stand as it is; what came anew does not stand."""
        came = {*self.written, *self.kept}
        declared = (b.item for b in self.view.blanks if self.cleaned_data.get(f"tetap_{b.item}"))
        return frozenset(item for item in declared if item not in came)

    @property
    def so_far(self) -> Completion:
        """What a form with faults says all the same, to tell what else it lacks."""
        given = self.cleaned_data
        typed = {b.item for b in self.view.blanks if self.data.get(f"kertas_{b.item}", "").strip()}
        stands = {b.item for b in self.view.blanks if given.get(f"tetap_{b.item}")}
        supplied = typed | self.kept.keys()
        return Completion(
            outcome=str(given.get("hasil", "")) if self.view.outcomes else None,
            text=str(given.get("catatan", "")),
            supplies=frozenset(supplied),
            unchanged=frozenset(stands - supplied),
        )

    @property
    def appoints(self) -> Mapping[LaneId, tuple[int, ...]]:
        return {
            appoint.lane: tuple(self.cleaned_data[f"tunjuk_{appoint.lane}"])
            for appoint in self.view.appoints
        }

    @property
    def duration(self) -> Duration | None:
        return duration_of(self.cleaned_data) if self.view.sets_time_of else None

    def done_at(self, zone: ZoneInfo) -> datetime:
        """When it was done on paper: the form speaks in the office's own time."""
        given: datetime = self.cleaned_data["pada"]
        return given.replace(tzinfo=zone)

    def hidden(self) -> Iterable[tuple[str, str]]:
        """Everything typed and uploaded, for another page or another hour to carry on."""
        for name in self.fields:
            if not name.startswith("lampiran_"):
                for value in self.data.getlist(name):  # type: ignore[attr-defined]  # a QueryDict
                    yield name, str(value)
        for item in self.kept.keys() - self.issued:
            yield f"simpan_{item}", self.token_of(item)


def _opened(token: str, place: str) -> StoredFile | None:
    """The kept file, if the token is ours and made for this place."""
    if not token:
        return None
    try:
        pk, name, size, media_type, made_for = signing.loads(token, salt=_SALT, max_age=86_400)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if made_for != place:
        return None
    return StoredFile(id=pk, name=name, size=size, media_type=media_type)
