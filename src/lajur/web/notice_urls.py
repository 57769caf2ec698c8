"""Addresses of how people are reached: their choices, their calendar, the office's channels."""

from lajur.core.access import Permission
from lajur.web.routing import by_method, guarded
from lajur.web.views import feeds, notice_settings
from lajur.web.views.offices import channels

GOV = "<slug:government>/"
SETTINGS = GOV + "akun/pemberitahuan/"
CHANNELS = GOV + "kelola/saluran/"
CHANNEL = CHANNELS + "<int:channel_id>/"

PUBLIC = Permission.READ_PUBLIC
ACCOUNT = Permission.USE_ACCOUNT
MANAGE = Permission.MANAGE_OFFICE

urlpatterns = [
    guarded(
        SETTINGS,
        by_method(GET=notice_settings.show, POST=notice_settings.keep),
        name="notice-settings",
        GET=ACCOUNT,
        POST=ACCOUNT,
    ),
    guarded(SETTINGS + "uji/", notice_settings.test, name="notice-test", POST=ACCOUNT),
    guarded(SETTINGS + "kalender/", notice_settings.open_feed, name="feed-open", POST=ACCOUNT),
    guarded(
        SETTINGS + "kalender/matikan/", notice_settings.close_feed, name="feed-close", POST=ACCOUNT
    ),
    # Telephones have no session: the secret alone opens it.
    guarded(GOV + "kalender/<str:secret>.ics", feeds.show, name="feed", GET=PUBLIC),
    guarded(CHANNELS, channels.show_all, name="channels", GET=MANAGE),
    guarded(
        CHANNELS + "baru/",
        by_method(GET=channels.begin_add, POST=channels.add),
        name="channel-add",
        GET=MANAGE,
        POST=MANAGE,
    ),
    guarded(CHANNELS + "ulang/", channels.retry, name="messages-retry", POST=MANAGE),
    guarded(CHANNEL, channels.show, name="channel", GET=MANAGE),
    guarded(
        CHANNEL + "ubah/",
        by_method(GET=channels.begin_change, POST=channels.change),
        name="channel-change",
        GET=MANAGE,
        POST=MANAGE,
    ),
    guarded(CHANNEL + "nyalakan/", channels.open_again, name="channel-open", POST=MANAGE),
    guarded(CHANNEL + "matikan/", channels.close, name="channel-close", POST=MANAGE),
    guarded(CHANNEL + "kunci/", channels.renew_secret, name="channel-secret", POST=MANAGE),
    guarded(CHANNEL + "uji/", channels.test, name="channel-test", POST=MANAGE),
]
