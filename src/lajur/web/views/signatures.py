"""Letters that wait for a signature, and giving it or not."""

from datetime import datetime
from typing import TypedDict

from django.contrib import messages
from django.forms import Form
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from lajur.core.access import Actor
from lajur.core.letters.profile import SigningMethod
from lajur.core.letters.signing import SlotState
from lajur.core.refusals import NotFound, Refusal
from lajur.queries.signing import SigningView, find_paper, find_signing, waiting_for
from lajur.services.files import open_file
from lajur.services.signatures.bsre import send_code, sign_with_bsre
from lajur.services.signatures.certificate import sign_with_certificate
from lajur.services.signatures.declining import decline
from lajur.services.signatures.manual import sign_manually
from lajur.services.signatures.secrets import Secret
from lajur.web.forms.signatures import (
    SECRETS,
    BsreForm,
    CertificateForm,
    DeclineForm,
    ScanForm,
)
from lajur.web.forms.submission import submission
from lajur.web.framing import framed_by_us, shows_papers
from lajur.web.http import PlacedRequest
from lajur.web.views.cases import attachment
from lajur.web.views.faults import said


class _Asked(TypedDict):
    """What every way of signing is given."""

    signature_id: int
    actor: Actor
    at: datetime  # aware


_FORMS: dict[str, type[Form]] = {
    SigningMethod.MANUAL: ScanForm,
    SigningMethod.CERTIFICATE: CertificateForm,
    SigningMethod.BSRE: BsreForm,
}


def show_waiting(request: PlacedRequest) -> HttpResponse:
    """Every letter whose next signature is one's own."""
    return render(request, "signatures/waiting.html", {"waiting": waiting_for(request.actor)})


@never_cache
@shows_papers
def show(request: PlacedRequest, signature: int) -> HttpResponse:
    """The letter, in which capacity one signs it, and how."""
    return _page(request, find_signing(signature, actor=request.actor))


@never_cache
@sensitive_post_parameters(*SECRETS)
@shows_papers
def sign(request: PlacedRequest, signature: int) -> HttpResponse:
    """Sign it in the chosen way."""
    submission(request)
    view = find_signing(signature, actor=request.actor)
    method = _method(request, view)
    form = _FORMS[method](request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, view, form, method, status=422)
    try:
        _sign(request, view, method, form)
    except NotFound:
        raise
    except Refusal as refusal:
        form.add_error(None, said(refusal))
        view = find_signing(signature, actor=request.actor)
        return _page(request, view, form, method, status=refusal.status)
    messages.success(request, _signed(find_signing(signature, actor=request.actor)))
    return redirect("signature", government=request.government.slug, signature=signature)


def _signed(view: SigningView) -> str:
    """Who has signed, and how many have yet to."""
    facts = {"name": view.signature.name, "letter": view.letter}
    left = sum(one.state is SlotState.WAITING for one in view.signatures)
    if not left:
        return (
            gettext("%(name)s menandatangani naskah %(letter)s. Tanda tangannya lengkap.") % facts
        )
    words = ngettext(
        "%(name)s menandatangani naskah %(letter)s. Masih menunggu %(left)d penanda tangan.",
        "%(name)s menandatangani naskah %(letter)s. Masih menunggu %(left)d penanda tangan.",
        left,
    )
    return words % {**facts, "left": left}


def ask_decline(request: PlacedRequest, signature: int) -> HttpResponse:
    """Ask why, before a letter goes unsigned."""
    view = find_signing(signature, actor=request.actor)
    if not view.signature.may_sign:
        raise NotFound(what=gettext("Tanda tangan"))
    return _decline_page(request, view, DeclineForm())


def refuse(request: PlacedRequest, signature: int) -> HttpResponse:
    """Leave it unsigned, with the reason."""
    submission(request)
    view, form = find_signing(signature, actor=request.actor), DeclineForm(request.POST)
    if not form.is_valid():
        return _decline_page(request, view, form, status=422)
    try:
        decline(
            signature_id=signature,
            reason=form.cleaned_data["alasan"],
            actor=request.actor,
            at=timezone.now(),
        )
    except NotFound:
        raise
    except Refusal as refusal:
        form.add_error(None, said(refusal))
        return _decline_page(request, view, form, status=refusal.status)
    messages.success(
        request, gettext("Penulis naskah diberi tahu bahwa Anda tidak menandatangani.")
    )
    return redirect("signatures", government=request.government.slug)


def send_totp(request: PlacedRequest, signature: int) -> HttpResponse:
    """Have BSrE send a one-time code."""
    submission(request)
    try:
        send_code(signature_id=signature, actor=request.actor, at=timezone.now())
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, said(refusal))
    else:
        messages.success(request, gettext("Kode sekali pakai dikirim BSrE ke surel dinas Anda."))
    return redirect("signature", government=request.government.slug, signature=signature)


@framed_by_us
def show_paper(request: PlacedRequest, signature: int) -> FileResponse:
    """The letter as it is now: ours inside the page, an uploaded scan only as an attachment."""
    found = find_paper(signature, actor=request.actor)
    response = FileResponse(
        open_file(found.file_id, government=request.government.slug),
        content_type=found.media_type,
    )
    kept = attachment(found.name)
    response["Content-Disposition"] = (
        kept.replace("attachment", "inline", 1) if found.is_ours else kept
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _method(request: PlacedRequest, view: SigningView) -> SigningMethod:
    """The way the form was for; one that is not open to this person is the other one."""
    by_hand = request.POST.get("cara") == SigningMethod.MANUAL
    return SigningMethod.MANUAL if by_hand or not view.is_electronic else view.method


def _sign(request: PlacedRequest, view: SigningView, method: SigningMethod, form: Form) -> None:
    asked = _Asked(signature_id=view.id, actor=request.actor, at=timezone.now())
    given = form.cleaned_data
    match method:
        case SigningMethod.MANUAL:
            scan = given["pindaian"]
            sign_manually(name=scan.name, chunks=scan.chunks(), **asked)
        case SigningMethod.CERTIFICATE:
            sign_with_certificate(passphrase=Secret(given["frasa"]), **asked)
        case SigningMethod.BSRE:
            code = Secret(given["kode"].strip())
            sign_with_bsre(passphrase=Secret(given["frasa"]), totp=code, **asked)


def _page(
    request: PlacedRequest,
    view: SigningView,
    form: Form | None = None,
    method: SigningMethod | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    electronic = view.is_electronic and view.signature.may_sign
    context = {
        "view": view,
        "form": form,
        "errors_of": method,
        "electronic": _form(view.method, form, method) if electronic else None,
        "scan": _form(SigningMethod.MANUAL, form, method),
    }
    return render(request, "signatures/sign.html", context, status=status)


def _form(wanted: SigningMethod, form: Form | None, method: SigningMethod | None) -> Form:
    """The form as it was sent, where it is this one; else an empty one."""
    return form if form is not None and method is wanted else _FORMS[wanted]()


def _decline_page(
    request: PlacedRequest, view: SigningView, form: DeclineForm, *, status: int = 200
) -> HttpResponse:
    return render(request, "signatures/decline.html", {"view": view, "form": form}, status=status)
