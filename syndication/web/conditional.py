"""Whether a request's conditions hold: RFC 9110, section 13.

Werkzeug's ``make_conditional`` is not used: in 3.1 it refuses ``If-Match: *``, does not know
``If-Unmodified-Since``, lets ``If-Match`` hide ``If-None-Match`` and takes dates that are no HTTP-date.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from werkzeug.datastructures import Headers
from werkzeug.http import parse_date

_SEPARATORS = re.compile(r"[ \t,]*")
_TAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"(?=[ \t]*(?:,|$))')  # section 8.8.3
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_TIME = "[0-9]{2}:[0-9]{2}:[0-9]{2}"
_HTTP_DATE = re.compile(  # section 5.6.7: IMF-fixdate, and the two obsolete forms
    f"[A-Z][a-z]{{2}}, [0-9]{{2}} {_MONTH} [0-9]{{4}} {_TIME} GMT"
    f"|[A-Z][a-z]{{5,8}}, [0-9]{{2}}-{_MONTH}-[0-9]{{2}} {_TIME} GMT"
    f"|[A-Z][a-z]{{2}} {_MONTH} [ 0-9][0-9] {_TIME} [0-9]{{4}}"
)


@dataclass(frozen=True, slots=True)
class Validators:
    """What tells one state of a representation from another (RFC 9110, section 8.8)."""

    etag: str
    """As it stands in the header: ``"abc"``, or ``W/"abc"`` for a weak one."""
    last_modified: datetime | None = None
    """Aware; None where no such date is known."""


def evaluate(headers: Headers, validators: Validators) -> HTTPStatus:
    """Return the status of a GET or HEAD that would otherwise be 200: 200, 304 or 412.

    The order is that of section 13.2.2. A condition that does not follow the grammar is ignored.
    """
    if not _may_proceed(headers, validators):
        return HTTPStatus.PRECONDITION_FAILED
    return HTTPStatus.NOT_MODIFIED if _is_known(headers, validators) else HTTPStatus.OK


def _may_proceed(headers: Headers, validators: Validators) -> bool:
    """Sections 13.1.1 and 13.1.4: If-Match by strong comparison, else If-Unmodified-Since."""
    if tags := _tags(headers.get("If-Match")):
        return "*" in tags or (not validators.etag.startswith("W/") and validators.etag in tags)
    since = _http_date(headers.get("If-Unmodified-Since"))
    if "If-Match" in headers or since is None or validators.last_modified is None:
        return True
    return validators.last_modified.replace(microsecond=0) <= since


def _is_known(headers: Headers, validators: Validators) -> bool:
    """Sections 13.1.2 and 13.1.3: If-None-Match by weak comparison, else If-Modified-Since."""
    if "If-None-Match" in headers:
        tags = _tags(headers["If-None-Match"])
        return "*" in tags or _opaque(validators.etag) in map(_opaque, tags)
    since = _http_date(headers.get("If-Modified-Since"))
    if since is None or validators.last_modified is None:
        return False
    return validators.last_modified.replace(microsecond=0) <= since


def _tags(value: str | None) -> list[str]:
    """The entity tags of a list, ``["*"]`` for the star; what is neither is skipped up to the next comma."""
    if value is None or value.strip() == "*":
        return [] if value is None else ["*"]
    tags, position = [], 0
    while (position := _end_of(_SEPARATORS, value, position)) < len(value):
        if found := _TAG.match(value, position):
            tags.append(found[0])
            position = found.end()
        else:
            comma = value.find(",", position)
            position = len(value) if comma < 0 else comma
    return tags


def _end_of(pattern: re.Pattern[str], value: str, position: int) -> int:
    found = pattern.match(value, position)
    return found.end() if found else position


def _opaque(tag: str) -> str:
    return tag.removeprefix("W/")


def _http_date(value: str | None) -> datetime | None:
    """The instant of an HTTP-date; None for anything else, as section 13.1.3 asks."""
    return parse_date(value) if value and _HTTP_DATE.fullmatch(value) else None
