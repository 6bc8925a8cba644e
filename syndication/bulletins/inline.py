"""Pieces of one line of HTML: what of it is emphasised, linked, or a date set beside a title."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from syndication.bulletins.dates import DateLines, Stamp, read_moment
from syndication.text import clean

_SEPARATORS = " \t\n\xa0-–—|:·•,()[]"
_LEADING = " \t\n\xa0-–—|:·•,"
_TEXT_WORDS = 4
_LOOKED_AT = 4
"""A date stands at an end of its line: boundaries further in are not looked at."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters with one layout."""

    text: str
    number: int
    style: tuple[str, ...] = ()
    """Kinds of the tags inside the block that hold it."""
    strong: bool = False
    link: str | None = None
    date_place: bool = False
    """Whether it stands in an element made for a date."""
    moment: str = ""
    """The ``datetime`` of the ``time`` around it."""

    @property
    def stands_out(self) -> bool:
        return self.strong or self.link is not None


Pieces = Sequence[Piece]


def text_of(pieces: Pieces) -> str:
    return clean("".join(piece.text for piece in pieces))


def read_stamp(pieces: Pieces, dates: DateLines) -> Stamp | None:
    """Read a line as a date line; slashed digits, or words such as 'yesterday', by the date made for machines."""
    text = text_of(pieces)
    stamp = dates.read(text)
    moments = {piece.moment for piece in pieces if piece.moment}
    if len(moments) != 1 or (stamp and "/" not in text):
        return stamp
    machine = read_moment(moments.pop())
    told = [piece for piece in pieces if piece.text.strip(_SEPARATORS)]
    return machine if machine and (stamp or all(piece.moment for piece in told)) else stamp


def split_date(pieces: Pieces, dates: DateLines) -> list[Pieces]:
    """Cut a line into title and date where the two share it: ``<a>Title</a> - 17 August 2010``."""
    if len(pieces) < 2 or read_stamp(pieces, dates):
        return [pieces]
    for cut in _cuts(len(pieces)):
        left, right = pieces[:cut], pieces[cut:]
        if _is_date_beside(left, right, dates):
            return [_trimmed(left), _trimmed(right)]
        if len(run_in := split_run_in(right)) > 1 and read_stamp(_trimmed(left), dates):
            return [_trimmed(left), *run_in]
        if _is_date_beside(right, left, dates):
            return [_trimmed(left), _trimmed(right)]
        if parts := _split_around_date(left, right, dates):
            return parts
    return [pieces]


def _split_around_date(title: Pieces, others: Pieces, dates: DateLines) -> list[Pieces]:
    """Cut ``<a>Title</a> <em>17 August 2010</em> text``: a title that stands out, a date in a tag of its own."""
    if not all(piece.stands_out for piece in title if piece.text.strip(_SEPARATORS)):
        return []
    for cut in range(1, min(len(others), _LOOKED_AT)):
        date, text = others[:cut], others[cut:]
        told = [piece for piece in date if piece.text.strip(_SEPARATORS)]
        if told and all(piece.style for piece in told) and read_stamp(_trimmed(told), dates):
            return [_trimmed(title), _trimmed(date), _trimmed(text)] if _starts_sentence(text) else []
    return []


def split_run_in(pieces: Pieces) -> list[Pieces]:
    """Cut ``<strong>Title</strong> Its text begins``, where the emphasised words are no part of a sentence."""
    told = [index for index, piece in enumerate(pieces) if piece.text.strip(_SEPARATORS)]
    cut = next((index for index in told if not pieces[index].stands_out), 0)
    title, text = pieces[:cut], pieces[cut:]
    if len(text_of(title).split()) < 2 or len(text_of(text).split()) < _TEXT_WORDS or not _starts_sentence(text):
        return [pieces]
    return [_trimmed(title), _trimmed(text)]


def _starts_sentence(pieces: Pieces) -> bool:
    start = text_of(pieces).lstrip(_SEPARATORS + "“”\"'‘¿¡")[:1]
    return start.isupper() or start.isdigit()


def _cuts(count: int) -> list[int]:
    return sorted({*range(1, min(count, _LOOKED_AT + 1)), *range(max(1, count - _LOOKED_AT), count)})


def _is_date_beside(date_side: Pieces, other: Pieces, dates: DateLines) -> bool:
    told = [piece for piece in other if piece.text.strip(_SEPARATORS)]
    date_side = [piece for piece in date_side if piece.text.strip(_SEPARATORS)]
    if not told or not date_side or told[0].text.lstrip()[:1] in (",", ".", ";"):
        return False
    if not read_stamp(_trimmed(date_side), dates):
        return False
    if len(told) == len(date_side) == 1 and told[0].style != date_side[0].style and date_side[0].style:
        return True  # two tags side by side, as a style sheet sets them apart
    return all(piece.stands_out for piece in told) or all(piece.date_place for piece in date_side)


def _trimmed(pieces: Pieces) -> Pieces:
    """Without the blanks and dashes that only set title and date apart."""
    told = [index for index, piece in enumerate(pieces) if piece.text.strip(_SEPARATORS)]
    if not told:
        return []
    kept = list(pieces[told[0] : told[-1] + 1])
    kept[0] = replace(kept[0], text=kept[0].text.lstrip(_LEADING))
    kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(_LEADING))
    if kept[0].text.startswith("(") and kept[-1].text.endswith(")"):
        kept[0] = replace(kept[0], text=kept[0].text[1:])
        kept[-1] = replace(kept[-1], text=kept[-1].text.removesuffix(")"))
    return kept
