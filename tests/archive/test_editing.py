"""An editor saves one page again and again: a story that is mended step by step stays one item."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syndication.archive import Archive
from syndication.models import ALL, ArchivedItem, ClassifiedItem
from tests.archive.conftest import AUTHORITY, LendAddress
from tests.archive.pages import NOW, TEXT, page, tell
from tests.archive.stories import SNOW, only

LONG = f"{TEXT}. Farmers had asked for it since the spring"
REOPENED = LONG.replace("The river council met on Monday", "Both sides shook hands on Tuesday")


@pytest.mark.parametrize("top", [(), (tell("Snow", SNOW, "2010-09-01"),)], ids=["alone", "newer on top"])
@pytest.mark.parametrize(
    "saves",
    [
        [tell(text=LONG), tell("Rivers measured", LONG), tell("Rivers measured", REOPENED)],
        [tell(text=LONG), tell(text=REOPENED), tell("Rivers measured", REOPENED)],
        [tell(text=LONG), tell("Rivers measured", LONG), tell("Rivers measured", REOPENED, "2010-08-16")],
    ],
    ids=["title, then opening", "opening, then title", "title, then opening and date"],
)
def test_words_that_have_nothing_in_common_with_the_first_are_of_the_same_item(
    archive: Archive, saves: list[ClassifiedItem], top: tuple[ClassifiedItem, ...]
) -> None:
    archive.absorb([page("a.html", saves[0])], NOW)
    before = only(archive)
    for hours, told in enumerate(saves[1:], 1):
        archive.absorb([page("a.html", *top, told)], NOW + timedelta(hours=hours))
    assert [item.id for item in archive.newest(ALL, 9)[len(top) :]] == [before.id]


def test_a_story_reworded_while_its_site_moves_to_https_is_the_same_item(archive: Archive) -> None:
    title = "Rivers of the north measured"
    archive.absorb([page("a.html", tell(text=LONG, url="http://www.example.org/rivers"))], NOW)
    before = only(archive)
    for hours, text in enumerate([REOPENED, f"{SNOW}. {SNOW} again"], 1):
        moved = tell(title, text, url="https://example.org/rivers/")
        archive.absorb([page("a.html", moved)], NOW + timedelta(hours=hours))
    assert only(archive).id == before.id


WORDS = ("river", "mine", "bridge", "court", "nurse", "union", "lake", "road", "market", "school", "wool", "coffee")


@dataclass(frozen=True)
class Story:
    """As its page tells it; the name of its place stands in every sentence, so that no two stories are alike."""

    place: str
    title: str
    day: date
    first: str
    last: str

    @property
    def headline(self) -> str:
        return f"{self.title} of {self.place}"

    @property
    def text(self) -> str:
        return f"{self.first} in {self.place}. All {self.place} had asked for it in spring. {self.last} by {self.place}"


Mend = Callable[[Story], Story]


def _sentences(words: int) -> st.SearchStrategy[str]:
    return st.permutations(WORDS).map(lambda order: " ".join(order[:words]))


def _move(days: int) -> Mend:
    return lambda story: replace(story, day=story.day + timedelta(days=days))


def _retitle(title: str) -> Mend:
    return lambda story: replace(story, title=title)


def _open_with(first: str) -> Mend:
    return lambda story: replace(story, first=f"{first} {story.first}")


def _end_with(last: str) -> Mend:
    return lambda story: replace(story, last=last)


DAYS = st.integers(0, 40).map(lambda days: date(2010, 8, 1) + timedelta(days=days))
MENDS = st.one_of(
    _sentences(5).map(_retitle),
    _sentences(6).map(_open_with),
    _sentences(9).map(_end_with),
    st.integers(-3, 3).map(_move),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    told=st.lists(st.tuples(_sentences(5), DAYS, _sentences(10), _sentences(9)), min_size=1, max_size=4),
    saves=st.lists(st.tuples(st.integers(0, 9), MENDS, st.none() | _sentences(10)), min_size=1, max_size=6),
)
def test_every_save_shows_each_story_once_as_it_is_told_now_under_its_id(
    lend_address: LendAddress, told: list[tuple[str, date, str, str]], saves: list[tuple[int, Mend, str | None]]
) -> None:
    stories = [Story(f"Place{number}", *each) for number, each in enumerate(told)]
    with lend_address() as address, Archive.open(address, authority=AUTHORITY) as archive:
        before = _save(archive, stories, 0)
        for hours, (chosen, mend, news) in enumerate(saves, 1):
            stories[chosen % len(stories)] = mend(stories[chosen % len(stories)])
            if news:
                newest = max(story.day for story in stories)
                stories.append(Story(f"Place{len(stories)}", "News", newest + timedelta(days=1), news, TEXT))
            after = _save(archive, stories, hours)
            assert {place: after[place].id for place in before} == {place: item.id for place, item in before.items()}
            assert all(after[place].updated >= item.updated for place, item in before.items())
            before = after


def _save(archive: Archive, stories: Sequence[Story], hours: int) -> dict[str, ArchivedItem]:
    """The page is read, the newest on top; each place with its item, of which there is one, as it is told."""
    newest_first = sorted(stories, key=lambda story: story.day, reverse=True)
    told = [tell(each.headline, each.text, str(each.day), line=line) for line, each in enumerate(newest_first, 1)]
    archive.absorb([page("a.html", *told, digest=f"{hours}")], NOW + timedelta(hours=hours))
    items = {item.paragraphs[0]: item for item in archive.newest(ALL, 99)}
    assert archive.count(ALL) == len(stories)
    assert all((items[e.text].title, items[e.text].date.day) == (e.headline, e.day) for e in stories)
    return {story.place: items[story.text] for story in stories}
