"""Every address, one flat list. `guarded` is the only way in: web/routing.py."""

from lajur.core.access import Permission
from lajur.web.routing import by_method, guarded
from lajur.web.views import accounts, drafts, notices, public, requests

PUBLIC = Permission.READ_PUBLIC
ACCOUNT = Permission.USE_ACCOUNT
FILE = Permission.FILE_REQUEST
GOV = "<slug:government>/"

urlpatterns = [
    guarded("", public.show_governments, name="home", GET=PUBLIC),
    guarded("bahasa/", accounts.choose_language, name="language", POST=PUBLIC),
    guarded(GOV, public.show_service, name="service", GET=PUBLIC),
    guarded(GOV + "sop/<slug:key>/", public.show_procedure, name="procedure", GET=PUBLIC),
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
    # Notices
    guarded(
        GOV + "pemberitahuan/",
        by_method(GET=notices.show_notices, POST=notices.read_all),
        name="notices",
        GET=ACCOUNT,
        POST=ACCOUNT,
    ),
    guarded(GOV + "pemberitahuan/<int:notice>/", notices.open_notice, name="notice", GET=ACCOUNT),
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
]

handler400 = "lajur.web.views.faults.bad_request"
handler403 = "lajur.web.views.faults.forbidden"
handler404 = "lajur.web.views.faults.not_found"
handler500 = "lajur.web.views.faults.server_error"
