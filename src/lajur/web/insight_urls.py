"""Addresses of measures over many cases, and of the log for process mining."""

from lajur.core.access import Permission
from lajur.web.routing import guarded
from lajur.web.views.insight import event_log, step_times

GOV = "<slug:government>/"
LOG = GOV + "register/log/"

urlpatterns = [
    guarded(
        GOV + "register/waktu/", step_times.show, name="step-times", GET=Permission.READ_MEASURES
    ),
    guarded(LOG, event_log.show, name="event-log", GET=Permission.EXPORT_LOG),
    guarded(LOG + "unduh/", event_log.download, name="event-log-file", GET=Permission.EXPORT_LOG),
]
