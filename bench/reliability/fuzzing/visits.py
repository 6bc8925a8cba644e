"""What holds for every reply, whatever was asked: through the front, and through the whole WSGI application."""

import json
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from typing import NamedTuple
from urllib.parse import unquote
from wsgiref.types import WSGIEnvironment
from wsgiref.validate import WSGIWarning, validator

from lxml import etree

from bench.reliability.fuzzing.laws import BrokenLawError
from syndication.config import Settings
from syndication.front import Answers
from syndication.front.requests import read_plain
from syndication.web import create_app
from syndication.web.shelf import EXTENSION

_HEAD = re.compile(rb"HTTP/1\.1 (?:200|226|304|412) [ -~]+\r\n(?:[a-z0-9-]+: [\t -~\x80-\xff]*\r\n)+")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EVERYWHERE = {"X-Content-Type-Options": "nosniff", "Access-Control-Allow-Origin": "*"}
_ON_PAGES = ("Content-Security-Policy", "Referrer-Policy", "Permissions-Policy")
MARK = "<zq'\">"
"""What no page may write as it came: a visitor who can put it there can put a script there."""
_LEADS = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.FOUND, HTTPStatus.PERMANENT_REDIRECT)
_MOST_LEADS = 3
_UNIMPLEMENTED = "/oembed"
"""Its standard asks for 501 where somebody wants a format that it does not know (oembed.com, section 2.3.5)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as a WSGI server hands it over: text in Latin-1 (PEP 3333)."""

    path: str
    query: str = ""
    method: str = "GET"
    fields: Mapping[str, str] | None = None
    """Header fields, under the names that they have in an environ."""
    body: bytes = b""

    def environ(self) -> WSGIEnvironment:
        length = {"CONTENT_LENGTH": str(len(self.body))} if self.body else {}
        return {
            "REQUEST_METHOD": self.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": self.path,
            "QUERY_STRING": self.query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "feeds.example.org",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(self.body),
            "wsgi.errors": _Errors(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
            **length,
            **(self.fields or {}),
        }


class _Errors:
    """Where an application would complain: nothing that is asked makes ours."""

    def write(self, text: str) -> int:
        raise BrokenLawError(f"written to the server's log: {text}")

    def writelines(self, lines: list[str]) -> None:
        self.write("".join(lines))

    def flush(self) -> None:
        pass


class Told(NamedTuple):
    """A reply."""

    code: int
    headers: dict[str, str]
    body: bytes


class Visitor:
    """Asks a site that is published, by both roads, and looks at what comes back."""

    def __init__(self, settings: Settings) -> None:
        self._own = settings.site.base_url
        self._app = create_app(settings)
        self._valid = validator(self._app.wsgi_app)
        shelf = self._app.extensions[EXTENSION]
        self._answers = Answers(shelf.desk, shelf.prefix)

    def check_front(self, data: bytes) -> None:
        """Bytes that came in at the port are passed on, or answered as the application behind would answer them."""
        answer = self._answers.find(data)
        if answer is None:
            return
        if not _HEAD.fullmatch(answer.head):
            raise BrokenLawError(f"no head of a reply: {answer.head!r}")
        environ = read_plain(data)
        if environ is None:
            raise BrokenLawError("answered, though it is no plain request")
        fields = {name: value for name, value in environ.items() if name.startswith("HTTP_")}
        asked = Asked(environ["PATH_INFO"], environ["QUERY_STRING"], environ["REQUEST_METHOD"], fields)
        told = self.ask(asked)
        if not answer.head.startswith(b"HTTP/1.1 %d " % told.code) or answer.body != told.body:
            raise BrokenLawError(f"the front answers {answer.head[:12]!r}, the application {told.code}")

    def check(self, asked: Asked) -> None:
        """A request gets a reply that is none of a failure, is well formed, and comes again when asked again."""
        told = self.ask(asked)
        _check_reply(told, asked)
        self._check_leads(told, asked)
        again = self.ask(asked)
        if (again.code, again.headers.get("ETag")) != (told.code, told.headers.get("ETag")):
            raise BrokenLawError(f"asked again, {told.code} becomes {again.code}")

    def ask(self, asked: Asked) -> Told:
        """The reply of the application; raises BrokenLawError where it does not keep to PEP 3333."""
        started: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], *_: object) -> object:
            started.append((status, headers))
            return lambda _: None

        with warnings.catch_warnings():
            warnings.simplefilter("ignore", WSGIWarning)  # of methods that nobody has heard of
            try:
                reply = self._valid(asked.environ(), start)
                body = b"".join(reply)
                reply.close()  # type: ignore[attr-defined]
            except AssertionError as error:
                raise BrokenLawError(f"not as WSGI wants it: {error}") from error
        status, headers = started[-1]
        if any(_CONTROL.search(name + value) for name, value in headers):
            raise BrokenLawError(f"a control character in a header: {headers!r}")
        return Told(int(status[:3]), dict(headers), body)

    def _check_leads(self, told: Told, asked: Asked) -> None:
        """Other spellings lead to an address of ours, in few steps, and none twice."""
        seen = [asked]
        while told.code in _LEADS:
            target = told.headers["Location"].removeprefix(self._own)
            if not target.startswith("/") or target.startswith(("//", "/\\")):
                raise BrokenLawError(f"leads away from here: {told.headers['Location']!r}")
            path, _, query = target.partition("?")
            asked = Asked(unquote(path, "latin-1"), query, asked.method, asked.fields)
            if asked in seen or len(seen) > _MOST_LEADS:
                raise BrokenLawError(f"leads on and on: {[(each.path, each.query) for each in seen]}")
            seen.append(asked)
            told = self.ask(asked)


def _check_reply(told: Told, asked: Asked) -> None:
    is_expected = told.code == HTTPStatus.NOT_IMPLEMENTED and _UNIMPLEMENTED in asked.path
    if told.code >= HTTPStatus.INTERNAL_SERVER_ERROR and not is_expected:
        raise BrokenLawError(f"a failure, {told.code}: {told.body[:200]!r}")
    for name, value in _EVERYWHERE.items():
        if told.headers.get(name) != value:
            raise BrokenLawError(f"a reply {told.code} without {name}")
    if told.body and "Content-Encoding" not in told.headers:
        _check_body(told)


def _check_body(told: Told) -> None:
    """What a reply says is of the kind that it tells."""
    kind = told.headers["Content-Type"].partition(";")[0]
    if kind.endswith("xml") or kind == "text/x-opml":
        etree.fromstring(told.body)
    elif kind.endswith("json"):
        json.loads(told.body)
    elif kind == "text/html":
        page = told.body.decode()
        if _FORBIDDEN.search(page) or MARK in page:
            raise BrokenLawError("a page repeats what was asked as it came")
        if missing := [name for name in _ON_PAGES if name not in told.headers]:
            raise BrokenLawError(f"a page without {missing}")
