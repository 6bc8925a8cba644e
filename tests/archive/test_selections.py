"""Which items stand in a feed: of the catalogue, or a union of several."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syndication.archive import Archive, Withdrawn
from syndication.models import ALL, REGIONS, TOPICS, ArchivedItem, Category, Selection
from tests.archive.conftest import AUTHORITY, LendAddress
from tests.archive.pages import NOW, page, tell

SLUGS = {TOPICS: ("roads", "snow", "water"), REGIONS: ("north", "south")}
DAYS = ("2009-12-31", "2010-01-01", "2010-01", "2010-06-15", "2010-12-31", "2011-01-01")
START, END = date(2010, 1, 1), date(2011, 1, 1)


def categories_of(*slugs: str) -> tuple[Category, ...]:
    return tuple(Category(scheme, slug, 1.0) for scheme in SLUGS for slug in SLUGS[scheme] if slug in slugs)


def fill(archive: Archive, *stories: tuple[str, str, str]) -> None:
    """Title, day and slugs of each story, on one page."""
    told = [
        tell(title, f"{title} is told in a text", day, categories=categories_of(*slugs.split()))
        for title, day, slugs in stories
    ]
    archive.absorb([page("a.html", *told)], NOW)


@pytest.fixture
def filled(archive: Archive) -> Archive:
    fill(
        archive,
        ("Bridge", "2010-06-15", "roads north"),
        ("Avalanche", "2010-06-15", "roads snow south"),
        ("Dam", "2011-01-01", "water north"),
        ("Drought", "2009-12-31", "water south"),
        ("Flood", "2010-12-31", "water roads"),
    )
    return archive


def titles(archive: Archive, selection: Selection, limit: int = 50, offset: int = 0) -> list[str]:
    return [item.title for item in archive.newest(selection, limit, offset)]


def test_a_union_has_each_item_once_in_the_order_of_all(filled: Archive) -> None:
    roads_or_snow = Selection.union(topics=("roads", "snow"))
    assert titles(filled, roads_or_snow) == ["Flood", "Bridge", "Avalanche"]
    assert filled.count(roads_or_snow) == 3


def test_a_union_in_both_schemes_asks_for_one_of_each(filled: Archive) -> None:
    dry_or_white = Selection.union(topics=("snow", "water"), regions=("south",))
    assert titles(filled, dry_or_white) == ["Avalanche", "Drought"]


def test_a_union_is_cut_into_pages_without_gap_or_repetition(filled: Archive) -> None:
    union = Selection.union(topics=("roads", "snow", "water"))
    assert [title for start in range(6) for title in titles(filled, union, 1, start)] == titles(filled, union)


def test_a_union_with_an_unknown_term_has_the_items_of_the_others(filled: Archive) -> None:
    assert titles(filled, Selection.union(topics=("nothing", "snow"))) == ["Avalanche"]
    assert (titles(filled, Selection.of("nothing")), filled.count(Selection.of("nothing"))) == ([], 0)


def test_a_period_has_its_first_day_and_not_its_end(filled: Archive) -> None:
    assert [item.title for item in filled.within(ALL, START, END)] == ["Flood", "Bridge", "Avalanche"]
    assert [item.title for item in filled.within(Selection.of("water"), START, END)] == ["Flood"]


def test_the_neighbours_of_a_period_are_the_next_days_with_an_item_of_the_feed(filled: Archive) -> None:
    assert filled.neighbours(ALL, START, END) == (date(2009, 12, 31), date(2011, 1, 1))
    assert filled.neighbours(Selection.of(region="north"), START, END) == (None, date(2011, 1, 1))
    assert filled.neighbours(Selection.of("roads"), START, END) == (None, None)
    assert filled.neighbours(Selection.union(topics=("snow", "water")), END, END) == (
        date(2010, 12, 31),
        date(2011, 1, 1),
    )


def test_a_withdrawn_item_is_neither_listed_nor_counted(filled: Archive) -> None:
    filled.withdraw(filled.newest(Selection.of("snow"), 1)[0].id, "asked for", NOW)
    assert Selection.of("snow") not in filled.counts()
    assert titles(filled, Selection.union(topics=("roads", "snow"))) == ["Flood", "Bridge"]


def test_a_tombstone_stands_in_the_feeds_of_its_item_and_in_their_unions(filled: Archive) -> None:
    [avalanche] = filled.newest(Selection.of("snow"), 1)
    filled.withdraw(avalanche.id, "asked for", NOW)
    tombstone = Withdrawn(avalanche.id, avalanche.path, avalanche.date, NOW, "asked for")
    unions = (Selection.union(topics=("roads", "snow")), Selection.union(("snow", "water"), ("south",)))
    for selection in (ALL, Selection.of("snow", "south"), *unions):
        assert filled.withdrawn(selection, None, None, 9) == [tombstone]
    assert filled.withdrawn(Selection.of("water"), None, None, 9) == []


def test_a_search_shows_no_tombstone(filled: Archive) -> None:
    filled.withdraw(filled.newest(Selection.of("snow"), 1)[0].id, "asked for", NOW)
    for words in ("avalanche", "unheard"):
        for selection in (Selection(words=words), Selection.union(topics=("snow",), words=words)):
            assert filled.withdrawn(selection, None, None, 9) == []


def test_a_tombstone_stays_where_the_item_stood_when_it_was_withdrawn(filled: Archive) -> None:
    filled.withdraw(filled.newest(Selection.of("snow"), 1)[0].id, "asked for", NOW)
    filled.reclassify(lambda *item: categories_of("water"), NOW)
    assert len(filled.withdrawn(Selection.of("snow"), None, None, 9)) == 1
    assert filled.withdrawn(Selection.of("water"), None, None, 9) == []


def test_the_last_withdrawn_comes_first_and_those_of_a_moment_by_id(filled: Archive) -> None:
    first, *others = [item.id for item in filled.newest(ALL, 3)]
    filled.withdraw(first, "asked for", NOW)
    for id_ in others:
        filled.withdraw(id_, "asked for", NOW + timedelta(seconds=1))
    assert [each.id for each in filled.withdrawn(ALL, None, None, 9)] == [*sorted(others), first]
    assert [each.id for each in filled.withdrawn(ALL, None, None, 1)] == [min(others)]


def test_tombstones_of_a_period_are_those_of_its_items(filled: Archive) -> None:
    for item in filled.newest(ALL, 9):
        filled.withdraw(item.id, "asked for", NOW)
    assert {str(each.date) for each in filled.withdrawn(ALL, START, END, 9)} == {"2010-06-15", "2010-12-31"}


@pytest.mark.parametrize(("later", "told"), [(0, True), (1, False)], ids=["since", "before"])
def test_tombstones_since_a_day_are_also_those_of_old_items_that_left_since(
    filled: Archive, later: int, told: bool
) -> None:
    oldest = filled.newest(ALL, 9)[-1]
    filled.withdraw(oldest.id, "asked for", NOW)
    since = NOW.date() + timedelta(days=later)
    assert [each.id for each in filled.withdrawn(ALL, since, None, 9)] == ([oldest.id] if told else [])


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    told=st.lists(
        st.tuples(st.sampled_from(DAYS), st.sets(st.sampled_from([*SLUGS[TOPICS], *SLUGS[REGIONS]]))), max_size=12
    ),
    asked=st.builds(Selection.union, st.sets(st.sampled_from(SLUGS[TOPICS])), st.sets(st.sampled_from(SLUGS[REGIONS]))),
)
def test_a_selection_has_just_the_items_that_its_terms_ask_for(
    lend_address: LendAddress, told: list[tuple[str, set[str]]], asked: Selection
) -> None:
    with lend_address() as address, Archive.open(address, authority=AUTHORITY) as archive:
        fill(archive, *((f"Story w{n}", day, " ".join(slugs)) for n, (day, slugs) in enumerate(told)))
        wanted = [item for item in archive.newest(ALL, 50) if _is_asked_for(item, asked)]
        assert archive.newest(asked, 50) == wanted
        assert archive.count(asked) == len(wanted)
        assert archive.within(asked, START, END) == [item for item in wanted if START <= item.date.day < END]
        assert archive.months(asked) == Counter(item.date.day.replace(day=1) for item in wanted)


def _is_asked_for(item: ArchivedItem, asked: Selection) -> bool:
    has = {category.slug for category in item.categories}
    return all(not slugs or has.intersection(slugs) for slugs in (asked.topics, asked.regions))
