"""The e-sign client of BSrE as its guide 2.2.1 describes it, on loopback, with its people."""

import json
import time
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.test import override_settings

from lajur.core.letters.esign import EsignClient
from lajur.core.offices.channels import read_channel_address
from lajur.documents.signed_pdf import sign_pdf
from tests.services.signatures.answering import Heard, answering
from tests.services.signatures.forging import FORGERIES
from tests.services.signatures.keys import NOW, PASSPHRASE, key_of

USER, PASSWORD, TOTP = "lajur", "sandi-layanan-7Q", "482913"


@dataclass
class Esign:
    """What the client knows and how it behaves; `heard` is every call, as it came."""

    status: str = "ISSUE"
    mood: str = "well"  # broken, silent, other, garbage, unsigned, altered, or one of FORGERIES
    heard: list[Heard] = field(default_factory=list)

    def answer(self, heard: Heard) -> tuple[int, bytes]:
        self.heard.append(heard)
        if heard.authorization != "Basic " + b64encode(f"{USER}:{PASSWORD}".encode()).decode():
            return 401, b"Unauthorized"
        asked = json.loads(heard.body)
        match heard.path.rsplit("/", 1)[1]:
            case "status":
                return _said(200, status=self.status, message="Sertifikat")
            case "totp":
                return _said(200, message="TOTP terkirim")
            case _:
                return self._sign(asked)

    def _sign(self, asked: dict[str, Any]) -> tuple[int, bytes]:
        if asked["email"].startswith("asing"):
            return _said(400, status_code=2011, error="User belum terdaftar")
        if asked.get("passphrase") != PASSPHRASE and asked.get("totp") != TOTP:
            given = asked.get("passphrase") or asked.get("totp")
            return _said(400, status_code=2031, error=f"Passphrase anda salah: {given}")
        if self.mood == "refusing":
            return _said(400, status_code=2099, error="Kuota habis")
        if self.mood == "broken":
            return 500, b"<html>Internal Server Error</html>"
        if self.mood == "garbage":
            return 200, b"\x00\xff bukan JSON"
        if self.mood == "silent":
            time.sleep(1.0)
        (paper,) = (b64decode(one) for one in asked["file"])
        return _said(200, time=1520, file=[b64encode(self._signed(paper)).decode()])

    def _signed(self, paper: bytes) -> bytes:
        if self.mood == "unsigned":
            return paper + b"\n%lebih\n"
        if self.mood in FORGERIES:
            return FORGERIES[self.mood](paper)
        other = paper.replace(b"Nota dinas", b"Nota palsu") if self.mood == "other" else paper
        signed = sign_pdf(
            other,
            keys=key_of("Budi di BSrE"),
            passphrase=PASSPHRASE,
            field=f"bsre{len(paper)}",
            name="Budi",
            reason="",
            place="",
            at=NOW,
        )
        if self.mood == "altered":
            return signed.replace(b"/SigFlags 3", b"/SigFlags 1")
        return signed


@contextmanager
def connected(esign: Esign, *, password: str = PASSWORD) -> Iterator[None]:
    """Sumbawa has this e-sign client, for the block."""
    with answering(esign.answer) as address:
        client = EsignClient(
            address=read_channel_address(address, trusted={"127.0.0.1"}),
            user=USER,
            password=password,
        )
        with override_settings(ESIGN_CLIENTS={"sumbawa": client}):
            yield


def _said(status: int, /, **facts: object) -> tuple[int, bytes]:
    return status, json.dumps(facts).encode()
