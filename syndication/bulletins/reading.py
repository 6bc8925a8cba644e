"""From the bytes of one file to its items: the only module that knows the order of the steps."""

import re
from dataclasses import replace

from syndication.bulletins.date_forms import puts_month_first
from syndication.bulletins.dates import DateLines
from syndication.bulletins.days import date_by_days
from syndication.bulletins.decoding import decode, is_damaged
from syndication.bulletins.entries import read_entries
from syndication.bulletins.hiding import HIDDEN
from syndication.bulletins.mail import read_mail
from syndication.bulletins.marks import without_numbering
from syndication.bulletins.markup import read_markup
from syndication.bulletins.metadata import web_address
from syndication.bulletins.outline import divide
from syndication.bulletins.page import Metadata, Page
from syndication.bulletins.plain import read_plain
from syndication.bulletins.shapes import read_shape
from syndication.bulletins.shapes.sheet import Sheet
from syndication.bulletins.standing import find_hidden, omit_all
from syndication.config.settings import Bulletins
from syndication.models import Bulletin

_ADDRESS_LINE = re.compile(r"\s*#\s*URL:[ \t]*(\S*)[^\n]*", re.I)
_LAYOUT_TAG = re.compile(
    r"<(?:!doctype\s+html|!--|\?xml|/?(?:html|head|body|meta|title|article|section|main|div|p|center|blockquote|pre|hr"
    r"|h[1-6]|ul|ol|li|dl|dt|dd|table|tr|td|th|form)(?:\s[^<>]*)?/?>)",
    re.I,
)
_BREAK = re.compile(r"<br\s*/?>", re.I)
_STRAY_TAG = re.compile(r"</?(?:b|i|u|em|strong|a|font|span|small|br|img)(?:\s[^<>]*)?/?>", re.I)


def parse_bulletin(data: bytes, source: str, settings: Bulletins) -> Bulletin:
    """Read the bytes of a bulletin file.

    Returns its items and what was left out, with the reason; raises BulletinError for what is no text, or nests
    deeper than any browser shows.
    """
    text = decode(data, source)
    page = _lay_out(text, source, DateLines(settings.names, month_first=puts_month_first(text)))
    entries = divide(page, settings)
    inside = {place for entry in entries for place in range(entry.start, entry.end)}
    strays = tuple(line for place, line in enumerate(page.lines) if place not in inside and not line.caption)
    stories, days = date_by_days(page, read_entries(page, entries, settings), strays)
    strays = tuple(line for line in strays if id(line) not in days)
    findings = read_shape(Sheet(page, stories, strays, settings))
    items = without_numbering(findings.items)
    unseen = omit_all(page.unseen, source, settings.standing)
    return Bulletin(
        source,
        page.url,
        items,
        omissions=tuple(sorted((*findings.omissions, *unseen), key=lambda omission: omission.line)),
        date=findings.date,
        hidden=find_hidden(page.unseen, source, HIDDEN),
        is_damaged=is_damaged(text, data),
    )


def _lay_out(text: str, source: str, dates: DateLines) -> Page:
    stated = _ADDRESS_LINE.match(text)
    url = web_address(stated[1]) if stated else None
    if stated:
        text = text[: stated.start()] + "\n" * stated[0].count("\n") + text[stated.end() :]
    if _is_markup(text):
        return read_markup(text, source, url, dates)
    mail, text = read_mail(_STRAY_TAG.sub("", text), dates)
    page = read_plain(text, source, url, dates)
    return replace(page, metadata=Metadata(title=mail.subject, issued=mail.sent)) if mail else page


def _is_markup(text: str) -> bool:
    """Whether tags, and not line ends, lay the text out: a stray tag for emphasis makes no HTML of a text."""
    written = sum(1 for line in text.split("\n") if line.strip())
    return _LAYOUT_TAG.search(text) is not None or 2 * len(_BREAK.findall(text)) >= written
