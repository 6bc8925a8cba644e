"""Items that simply follow each other: each date line anchors one, its neighbours tell where the title is."""

from collections.abc import Collection, Sequence

from syndication.bulletins.page import Line
from syndication.config.settings import Bulletins

_TITLE_WORDS = 40
_SECTION_WORDS = 2
_SENTENCE_WORDS = 20
"""A title that is a sentence is no longer than this."""
_CAPTION_WORDS = 8
_NAME_WORDS = 3
_TOLD_OUT = (".", "!", "?", "…", ")", "’", "”", "'", '"')
_TEXT_WORDS = 12
_TEXT_END = (".", ",", ";", ":")


def is_named(line: Line, names: Sequence[str]) -> bool:
    """Whether a line says nothing but one of the names."""
    return line.text.casefold().rstrip(" .:»›→>") in {name.casefold().rstrip(" .:") for name in names}


def can_be_title(line: Line) -> bool:
    """Whether a line has the build of a title: short, and no sentence (three dots may end a title)."""
    text = line.text
    if line.stamp or line.nested or len(text.split()) > _TITLE_WORDS:
        return False
    return bool(line.heading) or text.endswith(("...", "…")) or not text.endswith((".", ",", ";"))


def _can_be_sentence_title(line: Line) -> bool:
    """Whether a line could be a title by its length, whatever it ends in."""
    return not line.stamp and not line.nested and len(line.text.split()) <= _SENTENCE_WORDS


def are_set_alike(line: Line, title: Line) -> bool:
    """Whether a line stands out in the way of a title."""
    if line.heading or title.heading:
        return line.heading == title.heading
    if line.strong or title.strong:
        return line.strong and title.strong and line.style == title.style
    return line.link is not None and title.link is not None and line.style == title.style


def is_text(line: Line) -> bool:
    """Whether a line has the build of running text."""
    words = len(line.text.split())
    return not line.stands_out and (words > _TEXT_WORDS or (words > 3 and line.text.endswith(_TEXT_END)))


def split_by_dates(
    lines: Sequence[Line], told: Sequence[int], end: int, points: Collection[int], settings: Bulletins
) -> list[tuple[int, int]]:
    """Cut the lines ``told`` at the titles that their date lines point to; give start and end of each stretch.

    ``points`` are the lines at which list items with a text of their own begin: after the dated items, these are
    stretches too.
    """
    anchors = [place for place, index in enumerate(told) if lines[index].stamp]
    here = [lines[index] for index in told]
    after = _dates_stand_first(here, anchors)
    anchors = _alike(here, anchors, after)
    if not anchors:
        return []
    titles = [place + 1 if after else place - 1 for place in anchors]
    starts = {place if after else _with_captions(here, title) for place, title in zip(anchors, titles, strict=True)}
    listed = {place for place, index in enumerate(told) if index in points}
    starts |= _undated_starts(here, anchors, titles, listed, settings)
    ordered = [_before_pictures(lines, told[max(0, place)]) for place in sorted(starts)]
    return list(zip(ordered, [*ordered[1:], end], strict=True))


def _dates_stand_first(here: Sequence[Line], anchors: Sequence[int]) -> bool:
    """Whether titles follow their dates: by what stands out, else by what has the build of a title."""
    builds = words = 0
    for place in anchors[1:] if len(anchors) > 2 else anchors:  # the first may stand below the page's own name
        before = here[place - 1] if place else None
        after = here[place + 1] if place + 1 < len(here) else None
        (build, length), (other_build, other_length) = _title_weight(after), _title_weight(before)
        builds += (build > other_build) - (build < other_build)
        words += (length > other_length) - (length < other_length) if build == other_build else 0
    return (builds or words) > 0 if builds or words else anchors[0] == 0


def _title_weight(line: Line | None) -> tuple[int, int]:
    """How much a line looks like a title beside another: what stands out first, then the shorter one.

    Of headings the one that says more: the other is that of the page, or of a section.
    """
    if line is None or not (can_be_title(line) or _can_be_sentence_title(line)):
        return (0, 0)
    if line.heading:
        return (3 if names_section(line) else 5, 0)
    build = 4 if line.stands_out else 2 if can_be_title(line) else 1
    return (build, -len(line.text.split()))


def names_section(line: Line) -> bool:
    """Whether a heading is so short that it would name a page or a section beside another: News, Latest articles."""
    return len(line.text.split()) <= _SECTION_WORDS


def _alike(here: Sequence[Line], anchors: list[int], after: bool) -> list[int]:
    """Keep the dates set like the first one, with titles set like the first one's: others stand inside texts."""
    step = 1 if after else -1
    valid = [place for place in anchors if 0 <= place + step < len(here) and not here[place + step].stamp]
    if not valid:
        return []
    kept = [valid[0]]
    title = here[kept[0] + step]
    for place in valid[1:]:
        candidate = here[place + step]
        fits = are_set_alike(candidate, title) if title.stands_out else _heads_text(here, place, kept, after)
        if fits and here[place].style == here[kept[0]].style:
            kept.append(place)
    return kept


def _heads_text(here: Sequence[Line], place: int, kept: Sequence[int], after: bool) -> bool:
    """Whether a date has a plain title beside it and a text below, or no text as the first one has none.

    A title that ends like a sentence must be laid out like the first one. Where that one is no sentence, it must not
    be dated later than the item before it either: a date that jumps ahead inside a text is that of an event.
    """
    step = 1 if after else -1
    title, text = here[place + step], place + (2 if after else 1)
    if _has_style_of_titles(title, here, kept[0], step):
        return can_be_title(title)
    if not _has_text_at(here, text):
        return not _has_text_at(here, kept[0] + text - place) and _gaps_alike(here, place, kept[0], step)
    if can_be_title(title):
        return True
    if not _can_be_sentence_title(title) or not _gaps_alike(here, place, kept[0], step):
        return False
    return not can_be_title(here[kept[0] + step]) or not _is_later(here[place], here[kept[-1]])


def _has_style_of_titles(title: Line, here: Sequence[Line], first: int, step: int) -> bool:
    """Whether a line is set in a style sheet's class that the first title has and its text has not."""
    style, text = here[first + step].style, first + (2 if step == 1 else 1)
    return "." in style and title.style == style and text < len(here) and here[text].style != style


def _has_text_at(here: Sequence[Line], place: int) -> bool:
    return place < len(here) and is_text(here[place])


def _gaps_alike(here: Sequence[Line], place: int, first: int, step: int) -> bool:
    """Whether a date and its title are set apart like the first ones; the page's first line follows nothing."""
    pairs = ((place, first), (place + step, first + step))
    return all(other == 0 or here[one].gap == here[other].gap for one, other in pairs)


def _is_later(line: Line, before: Line) -> bool:
    dates = [one.stamp.date if one.stamp else None for one in (line, before)]
    return dates[0] is not None and dates[1] is not None and dates[0] > dates[1]


def _with_captions(here: Sequence[Line], title: int) -> int:
    """The first line of an item: its title, or a short line above it that names what a picture shows."""
    if title < 1 or here[title - 1].stands_out:
        return max(0, title)
    above, before = here[title - 1], here[title - 2] if title > 1 else None
    is_short = (
        (above.gap or before is None)
        and len(above.text.split()) <= _CAPTION_WORDS
        and not above.text.endswith(_TEXT_END)
    )
    if before is None:
        return title - 1 if is_short and not here[title].stands_out else title
    set_apart = not here[title].gap or above.block != before.block or _is_name(above.text)
    told_out = is_text(before) and before.text.endswith(_TOLD_OUT)
    return title - 1 if is_short and set_apart and told_out and here[title].stands_out else title


def _is_name(text: str) -> bool:
    """Whether a line is a name, such as a picture's of a person, and not the short end of a text."""
    words = text.split()
    return len(words) <= _NAME_WORDS and all(word[0].isupper() for word in words if len(word) > _NAME_WORDS)


def _before_pictures(lines: Sequence[Line], start: int) -> int:
    """Take in the words of pictures that stand directly above."""
    while start and lines[start - 1].caption:
        start -= 1
    return start


def _undated_starts(
    here: Sequence[Line], anchors: Sequence[int], titles: Sequence[int], listed: Collection[int], settings: Bulletins
) -> set[int]:
    """Lines set like the titles that no date belongs to, list items, and standing text known by name."""
    pattern = next((here[title] for title in titles if here[title].stands_out), None)
    closing = next((p for p, line in enumerate(here) if p > anchors[0] and is_named(line, settings.closing)), None)
    starts = set()
    for place in range(max(anchors[0], titles[0]) + 1, len(here)):
        line = here[place]
        in_one_article = len(anchors) == 1 and closing is not None and place < closing
        set_alike = pattern is not None and are_set_alike(line, pattern) and line.gap and can_be_title(line)
        beside = place in titles or place + 1 in anchors or place in anchors
        if is_named(line, settings.standing) or ((place in listed or set_alike) and not beside and not in_one_article):
            starts.add(place)
    return starts
