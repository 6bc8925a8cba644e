"""Whether a request's conditions hold: RFC 9110, section 13.

Werkzeug's ``make_conditional`` is not used: in 3.1 it refuses ``If-Match: *``, does not know
``If-Unmodified-Since``, lets ``If-Match`` hide ``If-None-Match`` and takes dates that are no HTTP-date.
"""

import re
from collections.abc import Collection
from datetime import datetime
from functools import lru_cache
from http import HTTPStatus
from wsgiref.types import WSGIEnvironment

from werkzeug.http import parse_date

_SEPARATORS = re.compile(r"[ \t,]*")
_TAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"(?=[ \t]*(?:,|$))')  # section 8.8.3
_FROM_PROXY = re.compile(r'("[^"]*?)(?:--?|;)(?:gzip|br|zstd|deflate)"')
"""What a proxy makes of our tag when it compresses (Apache httpd: ``"x-gzip"``, ``"x;gzip"``, ``"x-br"``; Jetty:
``"x--gzip"``), and does not always take back when a reader returns it."""
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_TIME = "[0-9]{2}:[0-9]{2}:[0-9]{2}"
_HTTP_DATE = re.compile(  # section 5.6.7: IMF-fixdate, and the two obsolete forms
    f"[A-Z][a-z]{{2}}, [0-9]{{2}} {_MONTH} [0-9]{{4}} {_TIME} GMT"
    f"|[A-Z][a-z]{{5,8}}, [0-9]{{2}}-{_MONTH}-[0-9]{{2}} {_TIME} GMT"
    f"|[A-Z][a-z]{{2}} {_MONTH} [ 0-9][0-9] {_TIME} [0-9]{{4}}"
)


def evaluate(environ: WSGIEnvironment, etags: Collection[str], last_modified: datetime | None = None) -> HTTPStatus:
    """Return the status of a GET or HEAD that would otherwise be 200: 200, 304 or 412.

    ``etags`` are those of the forms that may answer the request, as they stand in the header, ``W/`` included;
    ``last_modified`` is aware, None where no such date is known. The order is that of section 13.2.2. A condition
    that does not follow the grammar is ignored.
    """
    if not _may_proceed(environ, etags, last_modified):
        return HTTPStatus.PRECONDITION_FAILED
    return HTTPStatus.NOT_MODIFIED if _is_known(environ, etags, last_modified) else HTTPStatus.OK


def find_known(field: str, etags: Collection[str]) -> str | None:
    """The one of ``etags`` that an If-None-Match names first, by weak comparison; None if it names none, or ``*``."""
    if field in etags:
        return field
    known = {_opaque(etag): etag for etag in etags}
    named = (known.get(opaque) for tag in read_tags(field) for opaque in _spellings(tag))
    return next(filter(None, named), None)


def read_tags(field: str) -> list[str]:
    """The entity tags of a list, ``["*"]`` for the star; what is neither is skipped up to the next comma."""
    if field.strip() == "*":
        return ["*"]
    tags, position = [], 0
    while (position := _end_of(_SEPARATORS, field, position)) < len(field):
        if found := _TAG.match(field, position):
            tags.append(found[0])
            position = found.end()
        else:
            comma = field.find(",", position)
            position = len(field) if comma < 0 else comma
    return tags


def _may_proceed(environ: WSGIEnvironment, etags: Collection[str], last_modified: datetime | None) -> bool:
    """Sections 13.1.1 and 13.1.4: If-Match by strong comparison, else If-Unmodified-Since."""
    match = environ.get("HTTP_IF_MATCH")
    if match is not None:
        tags = read_tags(match)
        return not tags or "*" in tags or any(tag in etags for tag in tags if not tag.startswith("W/"))
    since = _http_date(environ.get("HTTP_IF_UNMODIFIED_SINCE"))
    return since is None or last_modified is None or last_modified.replace(microsecond=0) <= since


def _is_known(environ: WSGIEnvironment, etags: Collection[str], last_modified: datetime | None) -> bool:
    """Sections 13.1.2 and 13.1.3: If-None-Match by weak comparison, else If-Modified-Since."""
    none_match = environ.get("HTTP_IF_NONE_MATCH")
    if none_match is not None:
        return find_known(none_match, etags) is not None or none_match.strip() == "*"
    since = _http_date(environ.get("HTTP_IF_MODIFIED_SINCE"))
    return since is not None and last_modified is not None and last_modified.replace(microsecond=0) <= since


def _spellings(tag: str) -> tuple[str, ...]:
    """The opaque tag, and the one from which a proxy may have made it."""
    opaque = _opaque(tag)
    made = _FROM_PROXY.fullmatch(opaque)
    return (opaque, f'{made[1]}"') if made else (opaque,)


def _end_of(pattern: re.Pattern[str], text: str, position: int) -> int:
    found = pattern.match(text, position)
    return found.end() if found else position


def _opaque(tag: str) -> str:
    return tag.removeprefix("W/")


def _http_date(field: str | None) -> datetime | None:
    """The instant of an HTTP-date; None for anything else, as section 13.1.3 asks."""
    return _parse_date(field) if field and _HTTP_DATE.fullmatch(field) else None


_parse_date = lru_cache(1024)(parse_date)
"""Readers send back the dates that they got: parsing one anew costs more than all the rest of an answer."""
