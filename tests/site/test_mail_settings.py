"""The mail server and the site's address, from the environment."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from lajur.site import environment
from lajur.site.mail import mail_server


@pytest.fixture(autouse=True)
def _sender(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAJUR_MAIL_FROM", "Lajur <lajur@dinas.go.id>")


def test_without_an_address_nobody_is_written_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LAJUR_MAIL_URL", raising=False)
    assert mail_server() is None


@pytest.mark.parametrize(
    ("url", "host", "port", "tls"),
    [
        ("smtp://surel.go.id", "surel.go.id", 587, "starttls"),
        ("smtp://surel.go.id?tls=langsung", "surel.go.id", 465, "langsung"),
        ("smtp://127.0.0.1?tls=tidak", "127.0.0.1", 25, "tidak"),
        ("smtp://[::1]:2525?tls=tidak", "::1", 2525, "tidak"),
    ],
)
def test_the_way_of_encrypting_chooses_the_port(
    url: str, host: str, port: int, tls: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAJUR_MAIL_URL", url)
    server = mail_server()
    assert server is not None
    assert (server.host, server.port, server.tls) == (host, port, tls)


def test_a_password_may_have_any_letters_and_is_never_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LAJUR_MAIL_URL", "smtp://lajur%40go.id:r%3Ah%2Fs%40ia@surel.go.id")
    server = mail_server()
    assert server is not None
    assert (server.user, server.password) == ("lajur@go.id", "r:h/s@ia")
    assert "r:h/s@ia" not in repr(server)


@pytest.mark.parametrize(
    "url",
    [
        "surel.go.id",
        "https://surel.go.id",
        "smtp://",
        "smtp://a:sandi-rahasia@b:x",
        "smtp://a?tls=y",
    ],
)
def test_an_address_that_is_none_stops_the_start_without_telling_it(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAJUR_MAIL_URL", url)
    with pytest.raises(ImproperlyConfigured, match="LAJUR_MAIL_URL") as fault:
        mail_server()
    assert "rahasia" not in str(fault.value)


@pytest.mark.parametrize("sender", ["", "Lajur", "Lajur <lajur>", "a@b.id, c@d.id"])
def test_a_server_needs_a_sender(sender: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAJUR_MAIL_URL", "smtp://surel.go.id")
    monkeypatch.setenv("LAJUR_MAIL_FROM", sender)
    with pytest.raises(ImproperlyConfigured, match="LAJUR_MAIL_FROM"):
        mail_server()


@pytest.mark.parametrize("address", ["https://layanan.go.id", "http://127.0.0.1:8000/"])
def test_a_site_has_an_address(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAJUR_X", address)
    assert environment.site_address("LAJUR_X", "") == address.rstrip("/")


@pytest.mark.parametrize(
    "address", ["layanan.go.id", "https://", "https://a/b", "https://a:x", "https://siti@a"]
)
def test_an_address_of_a_page_is_none_of_a_site(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAJUR_X", address)
    with pytest.raises(ImproperlyConfigured, match="LAJUR_X"):
        environment.site_address("LAJUR_X", "")
