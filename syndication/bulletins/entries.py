"""One entry of a page, read: which line is its title, which its date, what goes before and what follows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from syndication.bulletins.anchors import can_be_title, is_named, names_section
from syndication.bulletins.dates import Stamp
from syndication.bulletins.illustrating import find_pictures
from syndication.bulletins.layout import CONTINUED
from syndication.bulletins.outline import Entry
from syndication.bulletins.page import Line, Page
from syndication.config.settings import Bulletins
from syndication.models import Item, Picture

_CAPTION_WORDS = 30
_HEADER_LINES = 4
_LINK_WORDS = 5
_CLOSING_WORDS = 4


@dataclass(frozen=True, slots=True)
class Story:
    """An entry whose parts are known, dated or not."""

    title: Line
    body: tuple[Line, ...]
    stamp: Stamp | None = None
    """What its date line says; None where it has no such line."""
    caption: str | None = None
    picture: Picture | None = None
    continued: str | None = None
    """Where 'continue reading' leads."""
    listed: bool = True
    closed_by: str | None = None
    """The closing line at which it was cut."""
    rest: tuple[Line, ...] = ()
    """What stood after the closing line."""

    @property
    def has_date_place(self) -> bool:
        """Whether the page has a place for its date: a date line, if only to say that there is none, or a gap."""
        return self.stamp is not None or bool(self.body and self.body[0].slot)

    def cut(self, body: tuple[Line, ...]) -> "Story":
        """The same with another body."""
        return replace(self, body=body)


def read_entries(page: Page, entries: Sequence[Entry], settings: Bulletins) -> list[Story]:
    """Read all entries of a page: whether dates stand before titles is a habit of the page as a whole."""
    stretches = [_stretch(page, entry, settings) for entry in entries]
    dates_first = _puts_dates_first([lines for lines, _ in stretches])
    pictures = find_pictures(
        page, [_up_to(page, entry, rest) for entry, (_, rest) in zip(entries, stretches, strict=True)]
    )
    return [
        _complete(story, page, entry, rest, picture)
        for entry, (lines, rest), picture in zip(entries, stretches, pictures, strict=True)
        if (story := read_story(lines, dates_first))
    ]


def _puts_dates_first(headers: Iterable[Sequence[Line]]) -> bool:
    dated = [lines for lines in headers if any(line.stamp for line in lines[:_HEADER_LINES])]
    return 2 * sum(lines[0].stamp is not None for lines in dated) > len(dated)


def _complete(story: Story, page: Page, entry: Entry, rest: Sequence[Line], picture: Picture | None) -> Story:
    """A story with what stands around its words, and what comes after them."""
    around = page.lines[entry.start : entry.end]
    return replace(
        story,
        caption=story.caption or next((line.text for line in around if is_caption(line)), None),
        picture=picture,
        continued=next((line.link for line in around if line.furniture == CONTINUED), None),
        listed=entry.listed,
        closed_by=rest[0].text if rest else None,
        rest=tuple(rest[1:]),
    )


def is_caption(line: Line) -> bool:
    """Whether it is the words of a picture, and not one of the page's frame."""
    return line.caption and bool(line.text) and not line.furniture


def _up_to(page: Page, entry: Entry, rest: Sequence[Line]) -> Entry:
    """The entry without the rest that a closing line cuts off."""
    end = next((place for place in range(entry.start, entry.end) if rest and page.lines[place] is rest[0]), entry.end)
    return replace(entry, end=end)


def _stretch(page: Page, entry: Entry, settings: Bulletins) -> tuple[list[Line], list[Line]]:
    """The lines of an entry up to a closing line, and from there on."""
    told = [line for line in page.lines[entry.start : entry.end] if not line.furniture and not line.caption]
    cut = next((place for place, line in enumerate(told) if place and is_named(line, settings.closing)), len(told))
    return told[:cut], told[cut:]


def read_story(lines: Sequence[Line], dates_first: bool = False) -> Story | None:
    """Find title and date among the first lines; None if there is no line that could be a title."""
    date_at = _find_date(lines, dates_first)
    title_at = _find_title(lines, date_at, dates_first)
    if title_at is None:
        return None
    header = title_at if date_at is None else max(title_at, date_at)
    captions = [line.text for line in lines[:header] if _can_be_caption(line, lines[title_at])]
    return Story(
        title=lines[title_at],
        body=tuple(lines[header + 1 :]),
        stamp=None if date_at is None else lines[date_at].stamp,
        caption=" ".join(captions) or None,
    )


def _can_be_caption(line: Line, title: Line) -> bool:
    return line is not title and not line.stamp and not line.heading and line.link is None


def _find_date(lines: Sequence[Line], dates_first: bool) -> int | None:
    """The first date line of the header; the header ends with a sentence or at an empty place for a date."""
    for place, line in enumerate(lines[:_HEADER_LINES]):
        if line.slot and place and any(not after.gap for after in lines[place + 1 : place + 2]):
            return None  # the empty place is the date's: what follows is the text, even if it begins with a day
        if line.stamp:
            again = place == 0 and not dates_first and len(lines) > 1 and lines[1].stamp is not None
            return 1 if again else place
        if place and (line.slot or not can_be_title(line)):
            return None
        if len(line.text.split()) > _CAPTION_WORDS and not line.heading and place:
            return None
    return None


def _find_title(lines: Sequence[Line], date_at: int | None, dates_first: bool) -> int | None:
    if not lines:
        return None
    reach = _HEADER_LINES if date_at is None else date_at + 2
    headings = [place for place, line in enumerate(lines[:reach]) if line.heading and not line.stamp]
    if headings:
        return next((place for place in headings if not names_section(lines[place])), headings[0])
    if date_at is None:
        return 0
    if date_at == 0 or _has_caption_above_date(lines, date_at, dates_first):
        return date_at + 1 if date_at + 1 < len(lines) else None
    linked = [place for place in range(date_at) if lines[place].stands_out]
    return linked[-1] if linked else date_at - 1


def _has_caption_above_date(lines: Sequence[Line], date_at: int, dates_first: bool) -> bool:
    """On a page where dates stand first, a short line above a date is a caption if a title follows the date."""
    return dates_first and date_at == 1 and len(lines) > 3 and can_be_title(lines[2])


def paragraphs_of(lines: Sequence[Line]) -> tuple[str, ...]:
    """Join the lines of each paragraph."""
    paragraphs: list[list[str]] = []
    for line in lines:
        if line.gap or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(line.text)
    return tuple(" ".join(parts) for parts in paragraphs)


def without_calls(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Leave out the short links at the end of a text: they lead away from it."""
    kept = list(lines)
    while (
        kept
        and kept[-1].link is not None
        and len(kept[-1].text.split()) <= _LINK_WORDS
        and not kept[-1].text.endswith(".")
    ):
        kept.pop()
    return tuple(kept)


def without_closing(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Leave out a last line that leads away, such as 'All news': short, no sentence, a paragraph of its own.

    For texts right before standing entries, where no setting names that line.
    """
    body = without_calls(lines)
    if len(body) < 2 or len(body[-1].text.split()) > _CLOSING_WORDS:
        return body
    last = body[-1]
    return body[:-1] if last.gap and can_be_title(last) and last.text[-1].isalpha() else body


def as_item(story: Story, page: Page, url: str | None = None) -> Item:
    """Make the item of a story; ``url`` stands where the story brings no address of its own."""
    return Item(
        title=story.title.text,
        paragraphs=paragraphs_of(story.body),
        date=story.stamp.date if story.stamp else None,
        url=story.title.link or story.continued or url,
        page_url=page.url,
        source=page.source,
        line=story.title.number,
        caption=story.caption,
        picture=story.picture,
        declared_undated=story.has_date_place and not (story.stamp and story.stamp.date),
    )
