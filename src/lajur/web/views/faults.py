"""Pages for what could not be done: plain words, what was asked, why not, what to do."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from lajur.core.access import TABLE, Permission, Role
from lajur.core.refusals import Refusal, Words
from lajur.core.worktime.standard import Duration
from lajur.queries.durations import duration_words
from lajur.web import words
from lajur.web.http import PlacedRequest
from lajur.web.templatetags.lajur import day, moment


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultView:
    """What the fault page says."""

    status: int
    title: str
    sentence: str
    advice: str = ""


def said(refusal: Refusal) -> str:
    """Return the refusal as a sentence in the reader's language and zone."""
    facts = {name: _in_words(fact) for name, fact in refusal.facts.items()}
    return gettext(refusal.message) % facts


def _in_words(fact: object) -> object:
    match fact:
        case Words():
            return gettext(fact)
        case datetime():
            return f"{moment(fact)} {timezone.localtime(fact):%Z}"
        case date():
            return day(fact)
        case Duration():
            return duration_words(fact)
        case _:
            return fact


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Answer a refusal that no form on the way could show."""
    title = (
        gettext("Tidak ditemukan") if refusal.status == 404 else gettext("Belum dapat dilakukan")
    )
    return _page(
        request,
        FaultView(
            status=refusal.status,
            title=title,
            sentence=said(refusal),
            advice=gettext("Tidak ada yang berubah. Kembali ke halaman sebelumnya dan coba lagi."),
        ),
    )


def login_first(request: HttpRequest) -> HttpResponse:
    """Send an anonymous visitor to the login of the government, to come back afterwards."""
    government = request.path_info.split("/", 2)[1]
    login = reverse("login", kwargs={"government": government})
    if request.method != "GET":
        return redirect(login)
    return redirect(f"{login}?{urlencode({'next': request.get_full_path()})}")


def not_permitted(request: PlacedRequest, asked: Permission) -> HttpResponse:
    """Say what was asked, why not, and whom to ask."""
    roles = sorted(TABLE[asked] - {Role.PUBLIC, Role.PERSON})
    allowed = words.either([gettext(words.ROLES[role]) for role in roles])
    office = request.government.office_name
    return _page(
        request,
        FaultView(
            status=403,
            title=gettext("Bukan wewenang akun ini"),
            sentence=gettext(
                "Anda meminta untuk %(asked)s. Itu hanya dapat dilakukan oleh %(allowed)s."
            )
            % {"asked": gettext(words.PERMISSIONS[asked]), "allowed": allowed},
            advice=gettext(
                "Jika menurut Anda ini keliru, mintalah admin %(office)s "
                "memeriksa jabatan dan peran akun Anda."
            )
            % {"office": office},
        ),
    )


def method_not_allowed(request: HttpRequest, allowed: tuple[str, ...]) -> HttpResponse:
    """405, with the methods that would work."""
    response = _page(
        request,
        FaultView(
            status=405,
            title=gettext("Halaman ini tidak dapat dibuka begitu saja"),
            sentence=gettext("Alamat ini hanya menerima kiriman dari formulirnya."),
            advice=gettext("Mulailah dari halaman sebelumnya atau dari beranda."),
        ),
    )
    response.headers["Allow"] = ", ".join(allowed)
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """404: no such thing, or not for this visitor; the two are never told apart."""
    return _page(
        request,
        FaultView(
            status=404,
            title=gettext("Halaman tidak ditemukan"),
            sentence=gettext(
                "Tidak ada apa-apa di alamat ini, atau isinya tidak terbuka bagi Anda."
            ),
            advice=gettext("Periksa kembali alamatnya, atau mulai dari beranda."),
        ),
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """403 raised by the framework itself."""
    return csrf_failure(request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form whose secret is missing or old: most often a page left open for days."""
    return _page(
        request,
        FaultView(
            status=403,
            title=gettext("Formulir ini sudah kedaluwarsa"),
            sentence=gettext(
                "Halaman dibuka terlalu lama, kuki peramban dimatikan, "
                "atau Anda sempat keluar dan masuk lagi."
            ),
            advice=gettext("Kembali ke halaman sebelumnya, muat ulang, lalu kirim sekali lagi."),
        ),
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 when what was sent is larger than is taken."""
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return too_large(request)
    return _page(
        request,
        FaultView(
            status=400,
            title=gettext("Kiriman tidak terbaca"),
            sentence=gettext("Peramban mengirim sesuatu yang tidak dapat kami baca."),
            advice=gettext("Kembali ke halaman sebelumnya, muat ulang, lalu coba lagi."),
        ),
    )


def too_large(request: HttpRequest) -> HttpResponse:
    """413: one file may have 25 MB."""
    return _page(
        request,
        FaultView(
            status=413,
            title=gettext("Kiriman terlalu besar"),
            sentence=gettext("Satu berkas paling besar 25 MB."),
            advice=gettext("Perkecil atau pecah berkasnya, lalu unggah lagi satu per satu."),
        ),
    )


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """500: ours. Drawn without anything that could fail again."""
    return HttpResponse(render_to_string("faults/broken.html", {"status": 500}), status=500)


def busy(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """503: the database did not answer in time; nothing is saved, and sending again is safe."""
    page = render_to_string("faults/broken.html", {"status": 503})
    return HttpResponse(page, status=503, headers={"Retry-After": "5"})


def _page(request: HttpRequest, fault: FaultView) -> HttpResponse:
    return render(request, "faults/fault.html", {"fault": fault}, status=fault.status)
