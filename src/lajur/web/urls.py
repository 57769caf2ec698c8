"""Every address, one flat list. `guarded` is the only way in: web/routing.py."""

from lajur.core.access import Permission
from lajur.web import (
    archive_urls,
    calendar_urls,
    insight_urls,
    letter_urls,
    notice_urls,
    office_urls,
    register_urls,
    signature_urls,
)
from lajur.web.routing import by_method, guarded
from lajur.web.views import (
    absences,
    accounts,
    cases,
    comparisons,
    deadlines,
    drafts,
    notices,
    printouts,
    procedures,
    public,
    replays,
    requests,
    work_acts,
    work_items,
    worklist,
)

PUBLIC = Permission.READ_PUBLIC
ACCOUNT = Permission.USE_ACCOUNT
FILE = Permission.FILE_REQUEST
ACT = Permission.ACT
CASES = Permission.READ_OWN_CASES  # which cases, the query decides
GOV = "<slug:government>/"
WORK = GOV + "tugas/<int:case>/<int:number>/"
CASE = GOV + "berkas/<int:case>/"
AWAY = GOV + "akun/ketidakhadiran/"

urlpatterns = [
    guarded("", public.show_governments, name="home", GET=PUBLIC),
    guarded("bahasa/", accounts.choose_language, name="language", POST=PUBLIC),
    guarded("sanding/", comparisons.show_all, name="comparisons", GET=PUBLIC),
    guarded(GOV, public.show_service, name="service", GET=PUBLIC),
    guarded(GOV + "sop/<slug:key>/", procedures.show, name="procedure", GET=PUBLIC),
    guarded(
        GOV + "sop/<slug:key>/sop.bpmn",
        printouts.export_procedure,
        name="procedure-bpmn",
        GET=PUBLIC,
    ),
    guarded(
        GOV + "sop/<slug:key>/sanding/", comparisons.show, name="procedure-compared", GET=PUBLIC
    ),
    guarded(
        GOV + "sop/<slug:key>/sop.pdf", printouts.print_procedure, name="procedure-pdf", GET=PUBLIC
    ),
    guarded(
        GOV + "lacak/",
        by_method(GET=public.show_tracking, POST=public.find_request),
        name="track",
        GET=PUBLIC,
        POST=PUBLIC,
    ),
    # Asking
    guarded(GOV + "permohonan/", requests.show_requests, name="requests", GET=FILE),
    guarded(
        GOV + "permohonan/baru/",
        by_method(GET=requests.show_services, POST=requests.begin_request),
        name="request-new",
        GET=FILE,
        POST=FILE,
    ),
    guarded(
        GOV + "draf/<int:draft>/",
        by_method(GET=drafts.show_draft, POST=drafts.keep_draft),
        name="draft",
        GET=FILE,
        POST=FILE,
    ),
    guarded(
        GOV + "draf/<int:draft>/periksa/",
        by_method(GET=requests.check_request, POST=requests.send_request),
        name="draft-check",
        GET=FILE,
        POST=FILE,
    ),
    guarded(
        GOV + "draf/<int:draft>/buang/",
        by_method(GET=requests.ask_discard, POST=requests.discard),
        name="draft-discard",
        GET=FILE,
        POST=FILE,
    ),
    guarded(
        GOV + "permohonan/<int:case>/tanda-terima/",
        requests.show_receipt,
        name="receipt",
        GET=FILE,
    ),
    guarded(
        GOV + "permohonan/<int:case>/tanda-terima.pdf",
        printouts.print_receipt,
        name="receipt-pdf",
        GET=FILE,
    ),
    # Notices
    guarded(
        GOV + "pemberitahuan/",
        by_method(GET=notices.show_notices, POST=notices.read_all),
        name="notices",
        GET=ACCOUNT,
        POST=ACCOUNT,
    ),
    guarded(GOV + "pemberitahuan/<int:notice>/", notices.open_notice, name="notice", GET=ACCOUNT),
    # Work
    guarded(GOV + "tugas/", worklist.show, name="tray", GET=ACT),
    guarded(
        GOV + "tugas/disposisi/",
        by_method(GET=worklist.choose, POST=worklist.dispose),
        name="bulk-disposition",
        GET=ACT,
        POST=ACT,
    ),
    guarded(WORK, work_items.show, name="work-item", GET=CASES),
    guarded(
        WORK + "selesaikan/",
        by_method(GET=work_items.back, POST=work_items.complete),
        name="work-item-complete",
        GET=CASES,
        POST=ACT,
    ),
    guarded(WORK + "ambil/", work_acts.claim, name="work-item-claim", POST=ACT),
    guarded(WORK + "lepas/", work_acts.release, name="work-item-release", POST=ACT),
    guarded(WORK + "teruskan/", work_acts.delegate, name="work-item-delegate", POST=ACT),
    guarded(
        WORK + "kembalikan/", work_acts.return_for_completion, name="work-item-return", POST=ACT
    ),
    guarded(WORK + "tarik-kembali/", work_acts.recall_return, name="work-item-recall", POST=CASES),
    guarded(WORK + "tunda/", work_acts.suspend, name="work-item-suspend", POST=ACT),
    guarded(WORK + "lanjutkan/", work_acts.resume, name="work-item-resume", POST=ACT),
    guarded(
        WORK + "tetapkan-waktu/",
        work_acts.set_time,
        name="work-item-time",
        POST=Permission.SET_TIME,
    ),
    guarded(WORK + "tolak/", work_acts.decline, name="work-item-decline", POST=ACT),
    guarded(
        WORK + "alihkan/", work_acts.reassign, name="work-item-reassign", POST=Permission.REASSIGN
    ),
    guarded(
        WORK + "kertas/",
        by_method(GET=work_items.show_paper_record, POST=work_items.record_paper),
        name="work-item-paper",
        GET=Permission.RECORD_ON_PAPER,
        POST=Permission.RECORD_ON_PAPER,
    ),
    # Cases
    guarded(CASE, cases.show, name="case", GET=CASES),
    guarded(
        CASE + "tarik/",
        by_method(GET=cases.show_withdrawal, POST=cases.withdraw),
        name="case-withdraw",
        GET=ACT,
        POST=ACT,
    ),
    guarded(
        CASE + "koreksi/<int:seq>/",
        by_method(GET=cases.show_correction, POST=cases.correct),
        name="case-correct",
        GET=Permission.CORRECT,
        POST=Permission.CORRECT,
    ),
    guarded(
        CASE + "kartu-kendali.pdf", printouts.print_control_card, name="control-card", GET=CASES
    ),
    guarded(CASE + "formulir.pdf", printouts.print_request_form, name="form-pdf", GET=CASES),
    guarded(CASE + "sop-lain/", replays.show, name="case-replay", GET=CASES),
    guarded(CASE + "tenggat/<int:number>/", deadlines.show, name="case-deadline", GET=CASES),
    guarded(CASE + "dokumen/<int:document>/", cases.download, name="case-document", GET=CASES),
    # Accounts
    guarded(
        GOV + "masuk/",
        by_method(GET=accounts.show_login, POST=accounts.log_in),
        name="login",
        GET=PUBLIC,
        POST=PUBLIC,
    ),
    guarded(GOV + "keluar/", accounts.log_out, name="logout", POST=ACCOUNT),
    guarded(GOV + "mulai/", accounts.go_to_first_page, name="start", GET=ACCOUNT),
    guarded(
        GOV + "akun/",
        by_method(GET=accounts.show_account, POST=accounts.change_password),
        name="account",
        GET=ACCOUNT,
        POST=ACCOUNT,
    ),
    *notice_urls.urlpatterns,
    guarded(AWAY, absences.show_own, name="own-absences", GET=ACCOUNT),
    guarded(
        AWAY + "baru/",
        by_method(GET=absences.begin_own, POST=absences.send_own),
        name="own-absence-add",
        GET=ACCOUNT,
        POST=ACCOUNT,
    ),
    guarded(
        AWAY + "<int:absence_id>/ubah/",
        by_method(GET=absences.begin_change_own, POST=absences.send_change_own),
        name="own-absence-change",
        GET=ACCOUNT,
        POST=ACCOUNT,
    ),
    guarded(
        AWAY + "<int:absence_id>/akhiri/",
        absences.finish_own,
        name="own-absence-end",
        POST=ACCOUNT,
    ),
    *archive_urls.urlpatterns,
    *office_urls.urlpatterns,
    *register_urls.urlpatterns,
    *insight_urls.urlpatterns,
    *calendar_urls.urlpatterns,
    *letter_urls.urlpatterns,
    *signature_urls.urlpatterns,
]

handler400 = "lajur.web.views.faults.bad_request"
handler403 = "lajur.web.views.faults.forbidden"
handler404 = "lajur.web.views.faults.not_found"
handler500 = "lajur.web.views.faults.server_error"
