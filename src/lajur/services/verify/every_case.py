"""One pass over every case of every government."""

from collections.abc import Iterator

from lajur.core.engine.case import Case
from lajur.core.procedure.definition import Procedure
from lajur.core.worktime.calendar import OfficeCalendar
from lajur.services.verify.anchors import Anchors, OfficeJournals
from lajur.services.verify.cases import Journal
from lajur.services.verify.reading import Dossier, dossiers, query
from lajur.services.verify.report import Check, Found, Progress
from lajur.store import procedures
from lajur.store.calendars import calendar_now
from lajur.store.models import ProcedureRow

STEP = 500  # cases between two reports of progress


class EveryCase:
    """The checks that read each case once."""

    def __init__(self, office: OfficeJournals, seals: Anchors) -> None:
        self.office = office
        self.seals = seals
        self.replayed = Check("V4", "keadaan berkas sama dengan riwayat yang diputar ulang")
        self.tokens = Check("V5", "tugas sesuai riwayat, tak ada berkas macet")
        self.chained = Check("V6", "riwayat dan segel utuh")
        self.announced = Check("V8", "setiap peristiwa masuk antrean pemberitahuan")
        self.papers = Check("V10", "dokumen sama dengan saat diserahkan")
        self.clocks = Check("V15", "tenggat sama dengan yang dihitung ulang dari riwayat")
        self.seen: dict[int, int] = {}  # events of each case
        self._procedures: dict[int, Procedure] = {}
        self._calendars: dict[int, OfficeCalendar] = {}

    @property
    def checks(self) -> tuple[Check, ...]:
        return self.replayed, self.tokens, self.chained, self.announced, self.papers, self.clocks

    def run(self, progress: Progress) -> None:
        ((total,),) = query("SELECT COUNT(*) FROM store_caserow")
        for done, dossier in enumerate(dossiers(), start=1):
            self._check(dossier)
            if done % STEP == 0 or done == total:
                progress(done, total)
        self.chained.add(self.office.faults(), checked=len(self.office.rows))
        self.chained.add(self.seals.faults(self.office.hashes), checked=len(self.seals.rows))
        self.chained.add(self.seals.missing(self.seen), checked=0)

    def _check(self, dossier: Dossier) -> None:
        case_id = dossier.case[0]
        erased = frozenset(self.office.erased.get(case_id, ()))
        destroyed = self.office.destroyed.get(case_id, 0)
        journal = Journal(dossier, self._procedure(dossier.case[7]), erased, destroyed)
        count = self.seen[case_id] = len(dossier.events)
        self.chained.add(journal.chain_faults(), checked=count)
        self.chained.add(self._seal_faults(journal), checked=0)
        self.announced.add(journal.outbox_faults(), checked=1)
        case = self._replayed(journal)
        if case is not None:
            self.replayed.add(journal.marking_faults(case), checked=count)
            self.tokens.add(journal.item_faults(case), checked=len(dossier.items))
            self.clocks.add(
                journal.clock_faults(case, self._calendar(dossier.case[1])), checked=len(case.items)
            )
            self.papers.add(journal.paper_faults(), checked=len(dossier.documents))

    def _replayed(self, journal: Journal) -> Case | None:
        try:
            return journal.replay()
        except Exception as error:  # a broken journal may break the replay in any way
            words = f"riwayat tidak dapat diputar ulang ({type(error).__name__})"
            self.replayed.fault(journal.place(), words)
            return None

    def _seal_faults(self, journal: Journal) -> Iterator[Found]:
        """A sealed event that is no longer as it was sealed."""
        seq, head = self.seals.heads.get(journal.id, (0, ""))
        events = journal.dossier.events
        if 0 < seq <= len(events) and events[seq - 1][10] != head:
            yield Found(journal.place(seq), "berbeda dari segelnya")

    def _procedure(self, row_id: int) -> Procedure:
        known = self._procedures.get(row_id)
        if known is None:
            row = ProcedureRow.objects.get(pk=row_id)
            known = self._procedures[row_id] = procedures.of_row(row)
        return known

    def _calendar(self, government: int) -> OfficeCalendar:
        known = self._calendars.get(government)
        if known is None:
            known = self._calendars[government] = calendar_now(government)
        return known
