"""From the bytes of one file to its items: the only module that knows the order of the steps."""

import re

from syndication.bulletins.dates import DateLines
from syndication.bulletins.decoding import decode
from syndication.bulletins.entries import read_entries
from syndication.bulletins.markup import read_markup
from syndication.bulletins.metadata import web_address
from syndication.bulletins.outline import divide
from syndication.bulletins.page import Page
from syndication.bulletins.plain import read_plain
from syndication.bulletins.shapes import read_shape
from syndication.bulletins.shapes.sheet import Sheet
from syndication.config.settings import Bulletins
from syndication.models import Bulletin

_ADDRESS_LINE = re.compile(r"\s*#\s*URL:[ \t]*(\S*)[^\n]*", re.I)
_HTML_START = re.compile(r"\s*<(?:!doctype|!--|\?xml|[a-z][a-z0-9]*[\s>/])", re.I)
_HTML_CLOSING = re.compile(r"</(?:p|div|li|ul|a|b|h[1-6]|td|tr|table|body|html|span|article)\s*>", re.I)


def parse_bulletin(data: bytes, source: str, settings: Bulletins) -> Bulletin:
    """Read the bytes of a bulletin file.

    Returns its items and what was left out, with the reason; raises BulletinError for what is no text.
    """
    page = _lay_out(decode(data, source), source, DateLines(settings.names))
    entries = divide(page, settings)
    inside = {place for entry in entries for place in range(entry.start, entry.end)}
    strays = tuple(line for place, line in enumerate(page.lines) if place not in inside and not line.caption)
    stories = tuple(read_entries(page, entries, settings))
    findings = read_shape(Sheet(page, stories, strays, settings))
    omissions = tuple(sorted(findings.omissions, key=lambda omission: omission.line))
    return Bulletin(source, page.url, findings.items, omissions, findings.date)


def _lay_out(text: str, source: str, dates: DateLines) -> Page:
    stated = _ADDRESS_LINE.match(text)
    url = web_address(stated[1]) if stated else None
    if stated:
        text = text[: stated.start()] + "\n" * stated[0].count("\n") + text[stated.end() :]
    if _HTML_START.match(text) or _HTML_CLOSING.search(text):
        return read_markup(text, source, url, dates)
    return read_plain(text, source, url, dates)
