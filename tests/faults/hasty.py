"""A Lajur that answers before it has done anything: what the kill test must catch.

Used as the settings module of a whole Lajur, and by those settings as a middleware.
"""

import time
from collections.abc import Callable
from threading import Thread

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from lajur.site import settings as proper

globals().update({name: value for name, value in vars(proper).items() if name.isupper()})
MIDDLEWARE = ["tests.faults.hasty.answer_first", *proper.MIDDLEWARE]

LATE = 0.7  # seconds between the acknowledgement and the commit


def answer_first(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Acknowledge a completion at once, and carry it out some time later."""

    def do_it(request: HttpRequest) -> None:
        time.sleep(LATE)
        get_response(request)

    def respond(request: HttpRequest) -> HttpResponse:
        if request.POST.get("tahap") != "kirim":
            return get_response(request)
        Thread(target=do_it, args=(request,), daemon=True).start()
        return HttpResponseRedirect("/")

    return respond
