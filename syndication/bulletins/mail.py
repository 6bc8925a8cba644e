"""The headers of a bulletin that came by mail and was saved as text (RFC 5322, section 2.2)."""

import re
from dataclasses import dataclass

from syndication.bulletins.dates import DateLines
from syndication.models import SourceDate

_HEADER = re.compile(r"(?P<name>[A-Za-z][A-Za-z-]*)[ \t]*:[ \t]*(?P<value>[^\n]*(?:\n[ \t]+\S[^\n]*)*)(?:\n|$)")
_SUBJECT = frozenset({"subject", "asunto"})
_DATE = frozenset({"date", "sent", "fecha", "enviado"})
_SENDER = frozenset({"from", "de"})


@dataclass(frozen=True, slots=True)
class Mail:
    """What the headers of a mail say."""

    subject: str | None
    sent: SourceDate | None


def read_mail(text: str, dates: DateLines) -> tuple[Mail | None, str]:
    """Take the headers off a mail; the lines of the text keep their numbers. None, and the text, if it is no mail."""
    start = len(text) - len(text.lstrip())
    headers: dict[str, str] = {}
    end = start
    while found := _HEADER.match(text, end):
        headers[found["name"].lower()] = " ".join(found["value"].split())
        end = found.end()
    known = [_first(headers, names) for names in (_SENDER, _SUBJECT, _DATE)]
    if sum(value is not None for value in known) < 2 or text[end : end + 1] not in ("\n", ""):
        return None, text
    stamp = dates.read(known[2]) if known[2] else None
    return Mail(known[1], stamp.date if stamp else None), "\n" * text.count("\n", 0, end) + text[end:]


def _first(headers: dict[str, str], names: frozenset[str]) -> str | None:
    return next((value for name, value in headers.items() if name in names and value), None)
