"""A visitor of the pages without a browser: keeps cookies, reads forms, presses buttons."""

import http.client
import re
import select
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urlsplit

BOUNDARY = "batas-formulir-4c1d"
Fields = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """One page, or the address of the next."""

    status: int
    body: str
    location: str  # "" when it is no redirect


@dataclass(slots=True)
class Visitor:
    """One browser of one person, on one kept connection.

    Every method raises OSError or http.client.HTTPException when no answer comes.
    """

    address: str  # http://host:port
    timeout: float = 30.0  # seconds
    cookies: dict[str, str] = field(default_factory=dict)
    _line: http.client.HTTPConnection | None = None

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(
        self, path: str, fields: Fields, files: Mapping[str, tuple[str, bytes]] | None = None
    ) -> Answer:
        """Send a form; files by field name, as (name, content)."""
        if files is None:
            body = urlencode(fields, doseq=True).encode()
            return self._ask("POST", path, body, "application/x-www-form-urlencoded")
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        return self._ask("POST", path, _multipart(fields, files), kind)

    def log_in(self, government: str, account: str, password: str) -> Answer:
        place = f"/{government}/masuk/"
        fields = read_form(self.get(place).body, place)
        fields |= {"username": [account], "password": [password]}
        return self.post(place, fields)

    def hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None

    def _ask(self, method: str, path: str, body: bytes = b"", kind: str = "") -> Answer:
        try:
            return self._exchange(method, path, body, kind)
        except (OSError, http.client.HTTPException):
            self.hang_up()
            raise

    def _exchange(self, method: str, path: str, body: bytes, kind: str) -> Answer:
        if self._line is not None and _was_closed(self._line):
            self.hang_up()  # kept too long without use; a browser notices before it sends
        if self._line is None:
            host = urlsplit(self.address).netloc
            self._line = http.client.HTTPConnection(host, timeout=self.timeout)
        self._line.request(method, path, body or None, self._headers(kind))
        response = self._line.getresponse()
        text = response.read().decode()
        for line in response.headers.get_all("Set-Cookie", []):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        if response.will_close:
            self.hang_up()
        return Answer(response.status, text, response.headers.get("Location", ""))

    def _headers(self, kind: str) -> dict[str, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies} if cookies else {}
        return headers | ({"Content-Type": kind} if kind else {})


def _was_closed(line: http.client.HTTPConnection) -> bool:
    """Whether the other side has ended it: there is something to read, and nothing was asked."""
    return line.sock is None or bool(select.select([line.sock], [], [], 0)[0])


def _multipart(fields: Fields, files: Mapping[str, tuple[str, bytes]]) -> bytes:
    plain = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, values in fields.items()
        for value in values
    ]
    papers = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n".encode()
        + content
        + b"\r\n"
        for name, (file, content) in files.items()
    ]
    return b"".join([*plain, *papers, f"--{BOUNDARY}--\r\n".encode()])


def read_form(page: str, action: str) -> Fields:
    """The fields of the form that posts to `action`, filled in: the first of several choices,
    a word in what is empty. Empty when the page has no such form.
    """
    found = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', page, re.DOTALL)
    if found is None:
        return {}
    form = _Form()
    form.feed(found[0])
    return form.fields


def file_fields(page: str) -> list[str]:
    """The names of what asks for a file."""
    return re.findall(r'<input type="file"[^>]*? name="([^"]+)"', page)


class _Form(HTMLParser):
    """Reads controls as a person would fill them in without much thought."""

    WORD = "Sesuai"
    GUESS = {"email": "siti@contoh.test", "tel": "0812 0000 1234", "number": "5"}

    def __init__(self) -> None:
        super().__init__()
        self.fields: Fields = {}
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        match tag:
            case "input" if name:
                self._input(name, given.get("type", "text"), given)
            case "textarea" if name:
                self.fields[name] = [self.WORD]
            case "select":
                self._select = name
            case "option" if self._select and self._select not in self.fields:
                self.fields[self._select] = [given.get("value", "")]

    def _input(self, name: str, kind: str, given: dict[str, str]) -> None:
        match kind:
            case "file":
                return
            case "hidden":
                self.fields[name] = [given.get("value", "")]
            case "radio" | "checkbox":
                self.fields.setdefault(name, [given.get("value", "on")])
            case _:
                self.fields[name] = [given.get("value") or self.GUESS.get(kind, self.WORD)]
