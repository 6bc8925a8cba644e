"""Laws of the values that travel the road."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndication.models import ALL, Category, Period, Precision, Selection, SourceDate, Span, Term, selections_of

DATES = st.builds(SourceDate, st.dates()) | st.builds(
    lambda day: SourceDate(day.replace(day=1), Precision.MONTH), st.dates()
)


@given(DATES)
def test_a_source_date_reads_back_from_what_it_writes(value: SourceDate) -> None:
    assert SourceDate.parse(str(value)) == value


@pytest.mark.parametrize("text", ["", "2016", "2016-13", "16 April 2016", "2016-04-31"])
def test_anything_else_is_no_source_date(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        SourceDate.parse(text)


def test_a_day_is_published_at_noon_utc() -> None:
    assert SourceDate(date(2016, 4, 17)).instant == datetime(2016, 4, 17, 12, tzinfo=UTC)


def test_a_selection_says_its_address() -> None:
    assert ALL.path == "/all"
    assert Selection.of("mining").path == "/topics/mining"
    assert Selection.of(region="puno").path == "/regions/puno"
    assert Selection.of("mining", "puno").path == "/topics/mining/regions/puno"


def test_an_item_stands_in_every_feed_of_its_categories() -> None:
    categories = (Category("topics", "water", 1.0), Category("regions", "puno", 1.0), Category("regions", "ica", 1.0))
    assert {selection.path for selection in selections_of(categories)} == {
        "/all",
        "/topics/water",
        "/regions/puno",
        "/regions/ica",
        "/topics/water/regions/puno",
        "/topics/water/regions/ica",
    }


def test_a_label_falls_back_to_english_and_then_to_any() -> None:
    term = Term("topics", "water", {"en": "Water", "es": "Agua"})
    assert (term.label("es"), term.label("es-PE"), term.label("fr")) == ("Agua", "Agua", "Water")
    assert Term("topics", "water", {"qu": "Unu"}).label("fr") == "Unu"


def test_a_union_has_one_address_however_it_is_spelt():
    asked = Selection.union(["water", "mining", "water"], ["puno", "cusco"])
    assert asked == Selection.union(["mining", "water"], ["cusco", "puno"])
    assert asked.path == "/topics/mining+water/regions/cusco+puno"


def test_words_stand_in_the_query_of_an_address():
    assert Selection.union(["water"], words="río rímac").query == "?q=r%C3%ADo+r%C3%ADmac"
    assert not Selection.of("water").query


def test_a_union_is_made_of_feeds_of_the_catalogue():
    asked = Selection.union(["mining", "water"], ["puno"])
    assert set(asked.members) == {Selection.of("mining", "puno"), Selection.of("water", "puno")}
    assert not asked.is_catalogued
    assert all(member.is_catalogued and member.members == (member,) for member in asked.members)


def test_an_address_names_the_format_the_period_and_the_words() -> None:
    asked = Selection.union(["water"], words="conga")
    assert asked.address() == "/topics/water?q=conga"
    assert asked.address(".rss") == "/topics/water.rss?q=conga"
    assert ALL.address(".atom", Period.parse("2016")) == "/all/2016.atom"


@given(st.dates(max_value=date(9998, 12, 31)), st.sampled_from(Span))
def test_a_period_reads_back_from_what_it_writes(day: date, span: Span) -> None:
    period = Period.of(day, span)
    assert Period.parse(str(period)) == period
    assert len(str(period)) == {Span.YEAR: 4, Span.MONTH: 7, Span.DAY: 10}[span]


@given(st.dates(max_value=date(9998, 12, 31)), st.sampled_from(Span))
def test_a_period_holds_its_days_and_ends_where_the_next_begins(day: date, span: Span) -> None:
    period = Period.of(day, span)
    assert period.start <= day < period.end
    assert Period.of(period.end - timedelta(days=1), span) == period
    assert Period.of(period.end, span).start == period.end


@pytest.mark.parametrize(
    "text", ["", "16", "9999", "2016-4", "2016-13", "2016-W01-1", "20160417", "2016-04-31", "٢٠١٦"]
)
def test_anything_else_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Period.parse(text)
