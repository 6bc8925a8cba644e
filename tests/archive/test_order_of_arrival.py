"""THE law: the archive is a function of the set of its files, not of the order in which they came."""

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syndication.archive import Archive
from syndication.models import TOPICS, Category, ClassifiedItem, Picture, Reading
from tests.archive.conftest import AUTHORITY, LendAddress
from tests.archive.pages import NOW, page, tell

VOCABULARY = "river council water mine road school valley bridge court harvest union strike dam forest border"
WORDS = VOCABULARY.split()
DAYS = ("2010-08-17", "2010-08-18", "2010-09-02")
PICTURES = (None, None, Picture("https://example.org/a.jpg", "A dam", 640, 480), Picture("https://example.org/b.jpg"))


@st.composite
def stories(draw: st.DrawFn) -> list[ClassifiedItem]:
    """A few stories, each in all the shapes in which pages tell it."""
    told: list[ClassifiedItem] = []
    for number in range(draw(st.integers(1, 4))):
        body = [f"w{number}{draw(st.sampled_from(WORDS))}", *draw(st.lists(st.sampled_from(WORDS), min_size=14))]
        title = f"{' '.join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)))} {number}th"
        told += draw(st.lists(_variants_of(title, body, draw(st.sampled_from(DAYS))), min_size=1, max_size=4))
    return told


def _variants_of(title: str, body: list[str], day: str) -> st.SearchStrategy[ClassifiedItem]:
    texts = st.integers(8, len(body)).map(lambda length: " ".join(body[:length]))
    return st.builds(
        tell,
        title=st.sampled_from([title, f"{title}, edited", title.upper()]),
        text=st.one_of(st.just(" ".join(body)), texts.map(lambda text: f"{text}..."), texts),
        day=st.sampled_from([day, day, day[:7], None]),
        url=st.sampled_from([None, f"https://example.org/{body[0]}", f"http://www.example.org/old/{body[0]}/"]),
        modified=st.sampled_from([None, date(2010, 10, 1)]),
        line=st.integers(1, 9),
        picture=st.sampled_from(PICTURES),
    )


@st.composite
def archives(draw: st.DrawFn) -> list[Reading]:
    """Pages whose listings overlap."""
    told = draw(stories())
    listings = draw(st.lists(st.lists(st.sampled_from(told), min_size=1, max_size=6), min_size=1, max_size=5))
    dates = st.sampled_from([None, "2010-09-03", "2010-09-30", "2011-01-01"])
    return [page(f"page-{number}.html", *listing, as_of=draw(dates)) for number, listing in enumerate(listings)]


@st.composite
def scanty_archives(draw: st.DrawFn) -> list[Reading]:
    """Pages whose stories open alike, or say little or nothing beside their titles.

    A text that ends within an opening which two stories have in common is either's: the law promises nothing there
    (see :func:`test_what_only_a_later_content_connects_stays_two_items`). So such texts are left to stories with an
    opening of their own.
    """
    openings = draw(st.lists(st.lists(st.sampled_from(WORDS), min_size=9, max_size=9), min_size=1, max_size=3))
    chosen = draw(st.lists(st.sampled_from(openings), min_size=1, max_size=5))
    told: list[ClassifiedItem] = []
    for number, opening in enumerate(chosen):
        body = [*opening, *(f"w{number}{word}" for word in WORDS)]
        title = draw(
            st.sampled_from([f"Letter ({number})", f"{WORDS[number]} {WORDS[number + 5]} {WORDS[number + 9]}"])
        )
        is_shared = any(other[:8] == opening[:8] for place, other in enumerate(chosen) if place != number)
        lengths = st.sampled_from([0, 0, 2, 5, 12, 20] if is_shared else [0, 0, 2, 5, 8, 9, 12, 20])
        texts = lengths.map(lambda length, body=body: " ".join(body[:length]))
        shapes = st.builds(
            tell, title=st.sampled_from([title, title.upper()]), text=texts, day=st.just(draw(st.sampled_from(DAYS)))
        )
        told += draw(st.lists(shapes, min_size=1, max_size=4))
    listings = draw(st.lists(st.lists(st.sampled_from(told), min_size=1, max_size=6), min_size=1, max_size=5))
    return [page(f"page-{number}.html", *listing) for number, listing in enumerate(listings)]


def without_ids(contents: dict[str, list[dict[str, Any]]]) -> object:
    return {
        **contents,
        "items": [{k: v for k, v in item.items() if k not in ("id", "path")} for item in contents["items"]],
    }


def contents_after(lend_address: LendAddress, batches: list[list[Reading]]) -> dict[str, list[dict[str, Any]]]:
    with lend_address() as address, Archive.open(address, authority=AUTHORITY) as archive:
        for batch in batches:
            archive.absorb(batch, NOW)
        return archive.contents()


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data(), pages=archives())
def test_any_order_at_once_or_one_by_one_gives_the_same_archive(
    lend_address: LendAddress, data: st.DataObject, pages: list[Reading]
) -> None:
    expected = contents_after(lend_address, [pages])
    order = data.draw(st.permutations(pages))
    assert contents_after(lend_address, [[each] for each in order]) == expected


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data(), pages=scanty_archives())
def test_any_order_of_scanty_stories_gives_the_same_but_for_ids(
    lend_address: LendAddress, data: st.DataObject, pages: list[Reading]
) -> None:
    expected = without_ids(contents_after(lend_address, [pages]))
    order = data.draw(st.permutations(pages))
    assert without_ids(contents_after(lend_address, [[each] for each in order])) == expected


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pages=archives())
def test_a_second_absorb_touches_nothing(lend_address: LendAddress, pages: list[Reading]) -> None:
    with lend_address() as address, Archive.open(address, authority=AUTHORITY) as archive:
        archive.absorb(pages, NOW)
        before = archive.contents()
        again = archive.absorb(pages, NOW)
        assert (again.added, again.revised, again.held, again.touched) == ((), (), 0, frozenset())
        assert archive.contents() == before


def test_a_listing_by_month_and_one_by_day_make_one_item_in_either_order(lend_address: LendAddress) -> None:
    by_month, by_day = page("post.html", tell(day="2010-08")), page("list.html", tell(day="2010-08-17"))
    assert contents_after(lend_address, [[by_month], [by_day]]) == contents_after(lend_address, [[by_day], [by_month]])


def test_an_undated_copy_may_come_first(lend_address: LendAddress) -> None:
    undated, dated = page("home.html", tell(day=None)), page("list.html", tell())
    assert contents_after(lend_address, [[undated], [dated]]) == contents_after(lend_address, [[dated], [undated]])


def test_what_only_a_later_content_connects_stays_two_items(lend_address: LendAddress) -> None:
    """Ids that are out are kept: the title alone and the other title's teaser came as two stories."""
    opening = "the river council met on monday and agreed to"
    title, teaser = tell("River school harvest", ""), tell("Letter (3)", opening)
    both = tell("River school harvest", f"{opening} measure the water twice a year")
    pages = [page("title.html", title), page("teaser.html", teaser), page("both.html", both)]
    assert len(contents_after(lend_address, [pages])["items"]) == 1
    assert len(contents_after(lend_address, [[each] for each in pages])["items"]) == 2


def test_one_content_under_two_names_adds_a_source_and_nothing_else(archive: Archive) -> None:
    items = (tell(), tell("Road closed by snow", "The pass is shut", categories=(Category(TOPICS, "roads", 1.0),)))
    archive.absorb([page("a.html", *items, digest="d")], NOW)
    again = archive.absorb([page("b.html", *items, digest="d")], NOW)
    assert (again.added, again.revised, again.touched) == ((), (), frozenset())
    assert {each["sources"] == ["a.html", "b.html"] for each in archive.contents()["items"]} == {True}
