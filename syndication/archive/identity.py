"""When two contents tell the same story, and the id that a story gets.

Two contents are one story if their dates agree (equal; a month and a day in it; or one has none) and

- the titles are the same and the texts are related: one is empty, one begins the other (a teaser), or the shorter's
  matter is in the other. A distinctive title suffices, unless one page shows both with unrelated texts; or
- the texts open with the same words and are related: the title was edited; or
- they have the same address of their own, and similar titles or related texts: the item moved or was rewritten.

Where a source shows a story no more and another in its place that has the same title or opening and a related text,
it has corrected the story's date: both are one, unless one page shows the story under both.

Similar titles alone never suffice. Titles that differ in a last number (`Letter`, `Letter (2)`) are a series.
"""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, urlencode, urlsplit

from syndication.archive.words import Passage, fold, significant
from syndication.models import Precision, SourceDate

_OPENING = 12
"""Words of an opening; texts that agree so long are one text."""
_SURE_OPENING = 8
"""Words that even a short teaser shows: id and search go by these, so that a teaser and its full text agree."""
_SLUG_WORDS = 6
_DISTINCTIVE = 3
"""Significant words of a title that no second story of the day has."""
_RELATED = 0.7
_RELATED_WORDS = 5
_SIMILAR_TITLES = 0.5

_ROMAN = frozenset(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"))


@dataclass(frozen=True)
class Told:
    """A content as far as it tells which story it is."""

    title: str
    text: str
    date: SourceDate | None
    url: str | None
    pages: frozenset[str] = frozenset()
    """Digests of the files that show it."""

    @cached_property
    def title_words(self) -> tuple[str, ...]:
        return fold(self.title)

    @cached_property
    def passage(self) -> Passage:
        return Passage(self.text)

    @cached_property
    def address(self) -> str | None:
        return fold_address(self.url)

    @property
    def month(self) -> str | None:
        return None if self.date is None else month_of(self.date)

    @property
    def title_key(self) -> str:
        """Equal for contents that may be one story by their titles."""
        return _digest(self.title_words)

    @property
    def opening_key(self) -> str | None:
        """Equal for contents that may be one story by their openings."""
        return _digest(self.passage.words[:_SURE_OPENING]) if self.passage.words else None

    @property
    def url_key(self) -> str | None:
        """Equal for contents that may be one story by their addresses."""
        return self.address and _digest((self.address,))


def are_same_story(a: Told, b: Told) -> bool:
    """The rule at the head of this module."""
    if not have_compatible_dates(a.date, b.date) or _are_in_series(a.title_words, b.title_words):
        return False
    return _agree_in_title(a, b) or _agree_in_opening(a, b) or _agree_in_address(a, b)


def is_corrected(a: Told, b: Told) -> bool:
    """Whether a source that showed ``a`` and shows ``b`` instead has only corrected it, be it by its date.

    Titles without texts are too little to tell by.
    """
    if not (a.passage and b.passage) or _are_in_series(a.title_words, b.title_words):
        return False
    return (a.title_words == b.title_words or _open_alike(a, b)) and _are_related(a, b)


def are_worded_alike(a: Told, b: Told) -> bool:
    """Whether two contents, of whatever date, have the same text, and the same title where the text is short."""
    if not a.passage or a.passage.words != b.passage.words:
        return False
    return len(a.passage) >= _SURE_OPENING or a.title_words == b.title_words


def is_reworded(a: Told, b: Told) -> bool:
    """Whether two contents, of which a source shows one in the place of the other, are one story by their matter."""
    if not (a.passage and b.passage) or not have_compatible_dates(a.date, b.date):
        return False
    return not _are_in_series(a.title_words, b.title_words) and _are_related(a, b)


def are_shown_apart(a: Told, b: Told) -> bool:
    """Whether one page shows both as stories of their own: the same title over unrelated texts."""
    return a.title_words == b.title_words and not a.pages.isdisjoint(b.pages) and not _are_related(a, b)


def affinity(a: Told, b: Told) -> tuple[float, ...]:
    """How well two contents of one story agree; the greater, the better."""
    return (
        a.date == b.date,
        a.address is not None and a.address == b.address,
        a.title_words == b.title_words,
        _open_alike(a, b),
        round(a.passage.shared(b.passage), 6),
    )


def have_compatible_dates(a: SourceDate | None, b: SourceDate | None) -> bool:
    if a is None or b is None or a == b:
        return True
    one_is_month = Precision.MONTH in (a.precision, b.precision)
    return one_is_month and (a.day.year, a.day.month) == (b.day.year, b.day.month)


def month_of(date: SourceDate) -> str:
    """``YYYY-MM``: what two dates of one story have in common."""
    return str(date)[: len("YYYY-MM")]


def fold_address(url: str | None) -> str | None:
    """An address without what changes while it stays the same: scheme, www, trailing slash, order of the query.

    None for no address, and for a site's front page, which is no item's own.
    """
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:  # such as an unclosed bracket: an address that no one can follow, but equal to itself
        return url.strip()
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    place = parts.path.rstrip("/") + (f"?{query}" if query else "")
    return f"{host}{port}{place}" if place else None


def mint_slug(told: Told) -> str:
    """The last part of an id: the opening's first words, and a digest of as much as every teaser shows.

    A text shorter than that tells little, so the title goes into the digest too; without a text, the title is all.
    """
    words = (told.passage.words or told.title_words)[:_SURE_OPENING]
    readable = [word for word in words[:_SLUG_WORDS] if word.isascii()]
    is_sure = len(words) == _SURE_OPENING or not told.passage
    return "-".join([*readable, _digest(words if is_sure else (*words, *told.title_words))[:6]])


def tell_apart(slug: str, told: Told, key: str) -> tuple[str, ...]:
    """Slugs for a story whose own has gone to another one that opens alike; ``key`` is the digest of all it says.

    By the title, or else by everything. They follow from the story, but which of two gets the plain slug is decided
    by who comes first: an id is kept, and the first cannot know of the second.
    """
    return f"{slug}-{_digest(told.title_words)[:4]}", f"{slug}-{key[:8]}", f"{slug}-{key}"


def mint_id(authority: str, month: str, slug: str) -> str:
    """``tag:AUTHORITY,YYYY-MM:SLUG`` (RFC 4151, section 2.1).

    The month, not the day: a post's address gives only the month, the listing of the same story the day, and
    whichever comes first must give the same id.
    """
    return f"tag:{authority},{month}:{slug}"


def _agree_in_title(a: Told, b: Told) -> bool:
    if not a.title_words or a.title_words != b.title_words:
        return False
    return _are_related(a, b) or (_is_distinctive(a.title_words) and a.pages.isdisjoint(b.pages))


def _agree_in_opening(a: Told, b: Told) -> bool:
    return _open_alike(a, b) and _are_related(a, b)


def _agree_in_address(a: Told, b: Told) -> bool:
    if a.address is None or a.address != b.address:
        return False
    both_tell = bool(a.passage) and bool(b.passage)
    return _have_similar_titles(a, b) or (both_tell and _are_related(a, b))


def _are_related(a: Told, b: Told) -> bool:
    shorter, longer = sorted((a.passage, b.passage), key=len)
    if shorter.begins(longer):
        return True
    matter = min(len(shorter.significant), len(longer.significant))
    return matter >= _RELATED_WORDS and shorter.shared(longer) >= _RELATED


def _open_alike(a: Told, b: Told) -> bool:
    length = min(_OPENING, len(a.passage), len(b.passage))
    if length < _SURE_OPENING:  # too few words to be sure by them alone
        return length > 0 and a.passage.words == b.passage.words and _have_similar_titles(a, b)
    ours, theirs = a.passage.words[:length], b.passage.words[:length]
    if ours == theirs:
        return True
    shorter, longer = sorted((a.passage, b.passage), key=len)
    return _SURE_OPENING < len(shorter) <= _OPENING and shorter.begins(longer)


def _have_similar_titles(a: Told, b: Told) -> bool:
    ours, theirs = set(a.title_words), set(b.title_words)
    together = ours | theirs
    return bool(together) and len(ours & theirs) / len(together) >= _SIMILAR_TITLES


def _is_distinctive(title: tuple[str, ...]) -> bool:
    return len(significant(title)) >= _DISTINCTIVE


def _are_in_series(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return a != b and _without_number(a) == _without_number(b)


def _without_number(title: tuple[str, ...]) -> tuple[str, ...]:
    numbered = len(title) > 1 and (title[-1].isdecimal() or title[-1] in _ROMAN)
    return title[:-1] if numbered else title


def _digest(words: tuple[str, ...]) -> str:
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:16]
