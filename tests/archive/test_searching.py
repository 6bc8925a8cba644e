"""Search: the same answers from both engines, in the order of a feed, whatever is typed."""

import string
import sys
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syndication.archive import Archive
from syndication.archive.queries import canonical_words
from syndication.archive.searching import write_words
from syndication.archive.words import fold_to_search
from syndication.models import REGIONS, TOPICS, Category, Selection
from tests.archive.pages import NOW, page, tell

WATER, ROADS, NORTH = Category(TOPICS, "water", 2.0), Category(TOPICS, "roads", 2.0), Category(REGIONS, "north", 2.0)
STORIES = {
    "2010-01-05": ("Río Rímac floods Ñaña", "Las Bambas is far away; protests went on.", (WATER,)),
    "2010-02-07": ("A new road", "The bambas truck waits in the río.", (ROADS, NORTH)),
    "2011-03-09": ("Tests of water", "A protest about the road near Las  Bambas, said the mayor.", (WATER, ROADS)),
    "2012-04-11": ("Harvest", "Nothing but potatoes.", (NORTH,)),
}


def search(archive: Archive, words: str, **terms: list[str]) -> list[str]:
    """The days of the items that are found, in their order."""
    return [str(item.date) for item in archive.newest(Selection.union(**terms, words=words), 50)]


@pytest.fixture
def filled(archive: Archive) -> Archive:
    told = [tell(title, text, day, categories=categories) for day, (title, text, categories) in STORIES.items()]
    archive.absorb([page("stories.html", *told)], NOW)
    return archive


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("rio", ["2010-02-07", "2010-01-05"]),
        ("RÍO", ["2010-02-07", "2010-01-05"]),
        ("nana", ["2010-01-05"]),
        ("protest", ["2011-03-09"]),
        ("protest*", ["2011-03-09", "2010-01-05"]),
        ('"las bambas"', ["2011-03-09", "2010-01-05"]),
        ("bambas las", ["2011-03-09", "2010-01-05"]),
        ('"bambas las"', []),
        ("road water", ["2011-03-09"]),
        ("road -water", ["2011-03-09"]),
        ("category", []),
        ("unheard", []),
    ],
)
def test_all_words_must_be_there(filled, words, days):
    assert search(filled, words) == days


def test_words_are_looked_for_within_a_selection(filled):
    assert search(filled, "rio", topics=["water"]) == ["2010-01-05"]
    assert search(filled, "rio", topics=["water", "roads"]) == ["2010-02-07", "2010-01-05"]
    assert search(filled, "rio", topics=["roads"], regions=["north"]) == ["2010-02-07"]
    assert search(filled, "rio", topics=["water"], regions=["north"]) == []


def test_what_is_found_can_be_counted_cut_and_placed_in_time(filled):
    found = Selection.union(words="bambas")
    assert filled.count(found) == 3
    assert [str(item.date) for item in filled.newest(found, 1, offset=1)] == ["2010-02-07"]
    year = (date(2010, 1, 1), date(2011, 1, 1))
    assert [str(item.date) for item in filled.within(found, *year)] == ["2010-02-07", "2010-01-05"]
    assert filled.neighbours(found, date(2010, 2, 1), date(2010, 3, 1)) == (date(2010, 1, 5), date(2011, 3, 9))
    assert filled.neighbours(found, *year) == (None, date(2011, 3, 9))


def test_a_day_keeps_its_order(archive):
    archive.absorb([page("day.html", *(tell(f"Story {n}", f"Number {n} of the day.") for n in range(5)))], NOW)
    assert [item.title for item in archive.newest(Selection.union(words="story"), 9)] == [
        item.title for item in archive.newest(Selection.of("water"), 9)
    ]


def test_no_beginning_finds_a_category(archive):
    archive.absorb([page("bare.html", tell("!", "?", categories=(WATER, ROADS, NORTH)))], NOW)
    marks = write_words("", "", [(TOPICS, "water"), (TOPICS, "roads"), (REGIONS, "north")]).split()
    letters = {*string.ascii_letters, *string.digits, *"αγикςſ"}
    beginnings = {mark[:length] for mark in marks for length in range(1, len(mark) + 1)}
    for typed in letters | beginnings | {"category"}:
        assert search(archive, typed) == search(archive, f"{typed}*") == [], typed
    assert archive.count(Selection.union(topics=["water", "roads"], regions=["north"])) == 1


def test_no_text_has_the_letter_that_the_words_for_categories_begin_with():
    [mark] = write_words("", "", [(TOPICS, "water")]).split()
    assert mark[0] not in "".join(fold_to_search(" ".join(map(chr, range(sys.maxunicode + 1)))))


def test_a_word_in_another_alphabet_is_found_as_it_is_written(archive):
    archive.absorb([page("greek.html", tell("ΓΑΛΑ", "ΕΓΓΡΑΦΟ γάλα"))], NOW)
    assert len(search(archive, "ΓΑΛΑ")) == len(search(archive, canonical_words("ΕΓΓΡΑΦΟ"))) == 1


def test_a_withdrawn_item_is_not_found(filled):
    (item,) = filled.newest(Selection.union(words="potatoes"), 1)
    filled.withdraw(item.id, "a mistake", NOW)
    assert search(filled, "potatoes") == []


def test_a_longer_text_is_found_by_its_words_and_a_correction_by_its_category(filled):
    filled.absorb([page("more.html", tell("Harvest", "Nothing but potatoes. And maize.", "2012-04-11"))], NOW)
    assert search(filled, "maize") == ["2012-04-11"]
    (item,) = filled.newest(Selection.union(words="maize"), 1)
    filled.correct(item.id, {TOPICS: ["roads"]}, NOW)
    assert search(filled, "maize", topics=["roads"]) == ["2012-04-11"]
    assert search(filled, "maize", topics=["water"]) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.lists(st.text(max_size=12), min_size=1, max_size=6).map(" ".join).map(canonical_words).filter(bool))
def test_anything_may_be_typed(filled, typed):
    said = {word for title, text, _ in STORIES.values() for word in fold_to_search(f"{title} {text}")}
    if not any(word.startswith(part) for part in fold_to_search(typed) for word in said):
        assert search(filled, typed) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(day=st.sampled_from(sorted(STORIES)), data=st.data())
def test_an_item_is_found_by_each_of_its_words(filled, day, data):
    title, text, _ = STORIES[day]
    word = data.draw(st.sampled_from(fold_to_search(f"{title} {text}")))
    assert day in search(filled, word)


@pytest.mark.parametrize(
    "words",
    [
        ["word"] * 100_000,
        [f"{n:x<76}" for n in range(16_000)],
        [f"{n:中<64}" for n in range(16_000)],
        ["中" * 64, "x" * 3_000],
    ],
    ids=["many", "long", "of many bytes", "few"],
)
def test_an_item_of_many_or_long_words_is_found_by_the_first(archive, words):
    archive.absorb([page("long.html", tell("Long", " ".join(["begin", *words])))], NOW)
    assert len(search(archive, f'"begin {words[0]}"')) == 1


def test_words_that_follow_each_other_are_found_up_to_one_bound_on_both_engines(archive):
    text = " ".join(str(n) for n in range(1, 20_000))
    archive.absorb([page("long.html", tell("Title", text))], NOW)
    assert len(search(archive, '"15998 15999"')) == 1
    assert search(archive, '"15999 16000"') == search(archive, "16000") == []


def test_a_word_is_found_by_its_beginning_however_long_it_is(archive):
    archive.absorb([page("long.html", tell("Long", "x" * 90))], NOW)
    assert len(search(archive, "x" * 90)) == len(search(archive, "x" * 80 + "*")) == len(search(archive, "x*")) == 1
