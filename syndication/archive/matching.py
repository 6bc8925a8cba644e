"""Which contents are one item: a pure function of the contents and of the items that already exist."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from syndication.archive.identity import Told, affinity, are_same_story, are_shown_apart, have_compatible_dates
from syndication.models import Precision


@dataclass(frozen=True)
class Content:
    """A variant on its way to its item."""

    key: str
    told: Told
    founded: str | None = None
    """Id of the item that exists because of this content; it keeps it."""
    stands: bool = True
    """Whether a source still tells it."""


Group = tuple[Content, ...]
_Clue = tuple[str, str | None, str]
"""What kind it is, the month, and a key that contents of one item can have in common."""


def group_contents(contents: Iterable[Content]) -> list[Group]:
    """Put dated contents together that are one item; the order in which they are given does not count.

    Contents come fullest first, and each joins the best match that is there or starts an item: so nothing short or
    vague decides what belongs together. Items that exist already stay apart: no content can join two of them.
    """
    return [group for related in _neighbourhoods(contents) for group in _group_neighbours(related)]


def join_redated(groups: Iterable[Group], redated: Mapping[tuple[str, str], bool]) -> list[Group]:
    """Put the groups together that are one story of which a source has mended the date.

    ``redated`` are keys, of a content and of one that its source told in its place; with whether that is sure: else it
    counts only where the former stands no more. What one page shows under both dates is two stories, such as a notice
    that comes each week; and items that exist already stay apart.
    """
    contents = {content.key: (content, group) for group in groups for content in group}
    home = {key: group for key, (_, group) in contents.items()}

    def closest_first(pair: tuple[str, str]) -> tuple[object, ...]:
        old, new = (contents[key][0].told for key in pair)
        return *(-each for each in affinity(old, new)), pair

    for old, new in sorted(redated, key=closest_first):
        one, other = home[old], home[new]
        is_sure = redated[old, new] or not any(content.stands for content in one)
        if is_sure and one is not other and _may_be_joined(one, other):
            home |= dict.fromkeys((content.key for content in one + other), one + other)
    return list({id(group): group for group in home.values()}.values())


def _may_be_joined(one: Group, other: Group) -> bool:
    ours, theirs = (frozenset[str]().union(*(content.told.pages for content in group)) for group in (one, other))
    return ours.isdisjoint(theirs) and sum(content.founded is not None for content in one + other) < 2


def find_home(content: Content, groups: Sequence[Group]) -> Group | None:
    """The best match of an undated content, if there is one."""
    best = _best(content, groups)
    return None if best is None else groups[best]


def _group_neighbours(contents: list[Content]) -> list[Group]:
    gathered: list[Group] = []
    for group in _gather(contents, []):
        founders = [content for content in group if content.founded]
        if len(founders) > 1:
            others = [content for content in group if not content.founded]
            gathered += _gather(others, [(founder,) for founder in founders])
        else:
            gathered.append(group)
    return gathered


def _gather(contents: list[Content], groups: list[Group]) -> list[Group]:
    groups = list(groups)
    for content in sorted(contents, key=_fullest_first):
        best = _best(content, groups)
        if best is None:
            groups.append((content,))
        else:
            groups[best] += (content,)
    return groups


def _fullest_first(content: Content) -> tuple[bool, bool, int, str]:
    told = content.told
    vague = told.date is None or told.date.precision is Precision.MONTH
    return vague, not told.passage, -len(told.passage), content.key


def _best(content: Content, groups: Sequence[Group]) -> int | None:
    fitting = [
        number
        for number, group in enumerate(groups)
        if _admits(group, content) and any(are_same_story(content.told, member.told) for member in group)
    ]
    if len(fitting) < 2:  # how well it fits is dear to tell
        return fitting[0] if fitting else None

    def fit(number: int) -> tuple[object, ...]:
        matches = [member for member in groups[number] if are_same_story(content.told, member.told)]
        return max(affinity(content.told, member.told) for member in matches), groups[number][0].key, number

    return max(fitting, key=fit)


def _admits(group: Group, content: Content) -> bool:
    return all(
        have_compatible_dates(content.told.date, member.told.date) and not are_shown_apart(content.told, member.told)
        for member in group
    )


def _neighbourhoods(contents: Iterable[Content]) -> list[list[Content]]:
    """Cut contents into sets between which nothing can match: no title, opening or address of a month in common."""
    unique = {content.key: content for content in contents}
    clues = {key: _clues_of(content.told) for key, content in unique.items()}
    by_clue: dict[_Clue, list[str]] = defaultdict(list)
    for key, own in clues.items():
        for clue in own:
            by_clue[clue].append(key)
    found: list[list[Content]] = []
    seen: set[str] = set()
    for key in sorted(unique):
        if key not in seen:
            reached = _reach(key, clues, by_clue)
            seen.update(reached)
            found.append([unique[each] for each in reached])
    return found


def _clues_of(told: Told) -> list[_Clue]:
    own = (("title", told.title_key), ("opening", told.opening_key), ("url", told.url_key))
    return [(kind, told.month, clue) for kind, clue in own if clue is not None]


def _reach(start: str, clues: Mapping[str, Sequence[_Clue]], by_clue: dict[_Clue, list[str]]) -> list[str]:
    """All that have a clue in common with one of them; a clue that has led to its contents is used up."""
    reached, seen = [start], {start}
    for key in reached:  # grows while it is walked through
        for clue in clues[key]:
            fresh = [other for other in by_clue.pop(clue, ()) if other not in seen]
            seen.update(fresh)
            reached += fresh
    return reached
