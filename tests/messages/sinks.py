"""The other ends of what Lajur sends: a mail server, a gateway, and ones that misbehave."""

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from lajur.site.mail import NEVER, MailServer

SENDER = "Lajur <lajur@dinas.go.id>"


@dataclass
class MailSink:
    """Takes mail on a real port. `refusals` are answers to recipients, by address."""

    mails: list[EmailMessage] = field(default_factory=list)
    refusals: dict[str, str] = field(default_factory=dict)
    after_mail: Callable[[], str] = lambda: "250 OK"  # the answer once a mail is kept
    at_recipient: Callable[[], None] = lambda: None  # before a recipient is answered
    slowness: float = 0.0  # seconds before a recipient is answered, and after a mail is kept
    port: int = 0

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        self.at_recipient()
        await asyncio.sleep(self.slowness)
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert mail["To"] == ", ".join(envelope.rcpt_tos)
        self.mails.append(mail)  # type: ignore[arg-type]
        await asyncio.sleep(self.slowness)
        return self.after_mail()

    @property
    def settings(self) -> MailServer:
        return server_at(self.port)

    @property
    def references(self) -> list[str]:
        return [str(mail["Message-ID"]) for mail in self.mails]

    def to(self, address: str) -> list[EmailMessage]:
        return [mail for mail in self.mails if mail["To"] == address]


def server_at(port: int) -> MailServer:
    return MailServer(host="127.0.0.1", port=port, tls=NEVER, sender=SENDER)


def subject_of(mail: EmailMessage) -> str:
    return str(mail["Subject"]).strip()  # a folded line leaves a blank


def words_of(mail: EmailMessage) -> str:
    """The plain part."""
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


class _Controller(Controller):
    def factory(self) -> SMTP:
        return SMTP(self.handler, enable_SMTPUTF8=True)


@contextmanager
def mail_sink(port: int = 0) -> Iterator[MailSink]:
    sink = MailSink()
    sink.port = port or free_port()
    controller = _Controller(sink, hostname="127.0.0.1", port=sink.port)
    controller.start()
    try:
        yield sink
    finally:
        controller.stop()


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@dataclass
class Gateway:
    """A chat gateway: keeps what it is called with, answers what it is told to."""

    calls: list[tuple[dict[str, str], bytes]] = field(default_factory=list)  # headers, body
    status: Callable[[bytes], int] = lambda body: 200
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/kirim?untuk=dinas"


@contextmanager
def gateway() -> Iterator[Gateway]:
    sink = Gateway()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            sink.calls.append((dict(self.headers), body))
            self.send_response(sink.status(body))
            self.send_header("Location", f"http://127.0.0.1:{sink.port}/tempat-lain")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    sink.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield sink
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Rogue:
    """A server that takes connections and then does something foolish with them."""

    port: int = 0
    visits: int = 0


@contextmanager
def rogue(behave: Callable[[socket.socket], None]) -> Iterator[Rogue]:
    """Run `behave` with every connection, each in a thread of its own."""
    found = Rogue()
    with socket.create_server(("127.0.0.1", 0)) as server:
        found.port = server.getsockname()[1]
        threads: list[threading.Thread] = []

        def serve(sock: socket.socket) -> None:
            with sock, suppress(OSError):
                behave(sock)

        def listen() -> None:
            with suppress(OSError):
                while True:
                    sock, _ = server.accept()
                    found.visits += 1
                    threads.append(threading.Thread(target=serve, args=(sock,)))
                    threads[-1].start()

        listener = threading.Thread(target=listen)
        listener.start()
        try:
            yield found
        finally:
            server.shutdown(socket.SHUT_RDWR)
            listener.join()
            for thread in threads:
                thread.join()


def hangs(sock: socket.socket) -> None:
    """Takes everything and never says a word; ends when the other side goes."""
    while sock.recv(65536):
        pass


def drips(sock: socket.socket) -> None:
    """A byte at a time, for ever."""
    halted = threading.Event()
    sock.sendall(b"2")
    while not halted.wait(0.05):
        sock.sendall(b"2")


def floods(first: bytes, again: bytes, most: int) -> Callable[[socket.socket], None]:
    """Says `first`, then `again` and again, up to `most` bytes."""

    def behave(sock: socket.socket) -> None:
        sock.sendall(first)
        chunk = again * max(1, 65536 // len(again))
        sent = 0
        while sent < most:
            sock.sendall(chunk)
            sent += len(chunk)

    return behave
