"""Addresses of the archive and of papers that are looked at."""

from lajur.core.access import Permission
from lajur.web.routing import by_method, guarded
from lajur.web.views.archive import cases, lists, papers, schedule

GOV = "<slug:government>/"
CASE = GOV + "berkas/<int:case>/"
PAPER = CASE + "dokumen/<int:document>/"
ARCHIVE = GOV + "arsip/"
LINES = ARCHIVE + "jadwal/"
LISTS = ARCHIVE + "pemusnahan/"
LIST = LISTS + "<int:list_id>/"

OWN = Permission.READ_OWN_CASES  # which cases, the query decides
READ = Permission.READ_CASES
LOOK = Permission.READ_REGISTER  # also who only approves
KEEP = Permission.KEEP_ARCHIVE
APPROVE = Permission.APPROVE_DESTRUCTION

urlpatterns = [
    guarded(PAPER + "lihat/", papers.show, name="paper", GET=OWN),
    guarded(PAPER + "gambar/", papers.picture, name="paper-picture", GET=OWN),
    guarded(CASE + "dosir/", cases.build, name="dossier-build", POST=KEEP),
    guarded(CASE + "dosir.zip", cases.download, name="dossier", GET=READ),
    guarded(
        CASE + "klasifikasi/",
        by_method(GET=cases.begin_classify, POST=cases.classify),
        name="case-classify",
        GET=KEEP,
        POST=KEEP,
    ),
    guarded(ARCHIVE, lists.show, name="archive", GET=LOOK),
    guarded(LINES, schedule.show, name="retention", GET=KEEP),
    guarded(
        LINES + "baru/",
        by_method(GET=schedule.begin_add, POST=schedule.add),
        name="retention-add",
        GET=KEEP,
        POST=KEEP,
    ),
    guarded(
        LINES + "<int:line>/",
        by_method(GET=schedule.begin_change, POST=schedule.change),
        name="retention-change",
        GET=KEEP,
        POST=KEEP,
    ),
    guarded(
        ARCHIVE + "habis/<int:line>/",
        by_method(GET=lists.show_over, POST=lists.propose),
        name="archive-over",
        GET=LOOK,
        POST=KEEP,
    ),
    guarded(LISTS, lists.show_lists, name="destructions", GET=LOOK),
    guarded(LIST, lists.show_list, name="destruction", GET=LOOK),
    guarded(LIST + "setujui/", lists.approve, name="destruction-approve", POST=APPROVE),
    guarded(LIST + "batalkan/", lists.drop, name="destruction-drop", POST=LOOK),
    guarded(LIST + "laksanakan/", lists.carry_out, name="destruction-carry-out", POST=KEEP),
]
