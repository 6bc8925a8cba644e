"""Values that every format has: addresses, ids, dates, languages, media types, HTML."""

import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from urllib.parse import urlsplit

_URI = re.compile(r"[a-z][a-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+")
_TAG = re.compile(r"tag:[a-z0-9.-]+(?:@[a-z0-9.-]+)?,\d{4}(?:-\d\d(?:-\d\d)?)?:[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*")
_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_RFC_822 = re.compile(r"[A-Z][a-z]{2}, \d\d? [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (?:[+-]\d{4}|GMT)")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+-]*(?:; ?[a-z]+=[\w-]+)?")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ELEMENTS = {"a", "b", "blockquote", "br", "em", "i", "img", "li", "ol", "p", "strong", "ul"}
_EMPTY = {"br", "img"}
_ATTRIBUTES = {"alt", "height", "href", "src", "title", "width"}


def is_uri(text: str | None) -> bool:
    """Whether a text is an absolute URI (RFC 3986, section 3), without a character that must be escaped."""
    if not text or not _URI.fullmatch(text) or text.count("#") > 1:
        return False
    try:
        return urlsplit(text).scheme not in ("http", "https") or bool(urlsplit(text).hostname)
    except ValueError:
        return False


def is_web_address(text: str | None) -> bool:
    return is_uri(text) and urlsplit(text or "").scheme in ("http", "https")


def is_id(text: str | None) -> bool:
    """Whether a text is a URI; a tag URI must keep RFC 4151, section 2.1."""
    return is_uri(text) and (not (text or "").startswith("tag:") or bool(_TAG.fullmatch(text or "")))


def is_rfc_3339(text: str | None) -> bool:
    """Whether a text is such a date with time and zone (section 5.6), and one of the calendar."""
    try:
        return bool(_RFC_3339.fullmatch(text or "")) and _is_plausible(datetime.fromisoformat(text or ""))
    except ValueError:
        return False


def is_rfc_822(text: str | None) -> bool:
    """Whether a text is such a date with a year of four digits (RSS), and its day of the week the right one."""
    if not _RFC_822.fullmatch(text or ""):
        return False
    try:
        date = parsedate_to_datetime(text or "")
    except ValueError:
        return False
    return _is_plausible(date) and (text or "")[:3] == _DAYS[date.weekday()]


def _is_plausible(date: datetime) -> bool:
    """The validator takes other years for a mistake."""
    return 1970 <= date.year <= 2100


def is_language(text: str | None) -> bool:
    """Whether a text has the form of a language tag (RFC 5646, section 2.1)."""
    return bool(_LANGUAGE.fullmatch(text or ""))


def is_media_type(text: str | None) -> bool:
    return bool(_MEDIA_TYPE.fullmatch(text or ""))


class _Markup(HTMLParser):
    """Follows a fragment of HTML and notes what a reader would strip, or stumble over."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _ELEMENTS:
            self.faults.append(f"HTML element {tag}, which readers strip")
        for name, value in attrs:
            if name not in _ATTRIBUTES:
                self.faults.append(f"HTML attribute {name}, which readers strip")
            if name in ("href", "src") and not is_web_address(value):
                self.faults.append(f"HTML link that is no absolute web address: {value}")
        if tag not in _EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"HTML element {tag} closed where it is not open")

    def handle_decl(self, decl: str) -> None:
        self.faults.append(f"HTML declaration {decl} in a fragment")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"HTML comment {data}")


def faults_of_html(text: str) -> Iterator[str]:
    """What is wrong with a fragment of HTML: unsafe or unknown elements, relative addresses, open elements."""
    markup = _Markup()
    markup.feed(text)
    markup.close()
    yield from markup.faults
    yield from (f"HTML element {tag} that is not closed" for tag in markup.open)
