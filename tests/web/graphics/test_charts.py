"""Charts: what numbers become before they are drawn."""

from datetime import date

from flask import Flask, render_template_string
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement, fromstring

from syndication.web.graphics.charts import chart_months, chart_years

MONTHS = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(lambda day: day.replace(day=1))
NUMBERS = st.dictionaries(MONTHS, st.integers(1, 1_000_000), min_size=1, max_size=40)


def test_nothing_is_no_chart() -> None:
    assert chart_months({}) is None
    assert chart_years({}, 2009, 2016) is None


def test_a_bar_stands_in_the_place_of_its_month_and_is_as_high_as_its_number() -> None:
    chart = chart_months({date(2010, 1, 1): 3, date(2011, 7, 1): 6})
    assert chart is not None
    january, july = chart.bars
    assert (january.height, july.height) == (50, 100)
    assert (january.x // (100 / 24), july.x // (100 / 24)) == (0, 18)
    assert chart.busiest is july


def test_lines_stand_at_round_numbers() -> None:
    chart = chart_months({date(2010, 1, 1): 47})
    assert chart is not None
    assert [(line.number, line.at) for line in chart.lines] == [(20, 66.67), (40, 33.33), (60, 0)]


def test_few_years_are_all_named_and_of_many_the_round_ones() -> None:
    few = chart_months({date(2010, 1, 1): 1, date(2012, 1, 1): 1})
    many = chart_months({date(1998, 1, 1): 1, date(2016, 1, 1): 1})
    assert few is not None
    assert many is not None
    assert [label.number for label in few.years] == [2010, 2011, 2012]
    assert [label.number for label in many.years] == [2000, 2005, 2010, 2015]


def test_the_table_has_the_newest_year_first_and_no_empty_one() -> None:
    chart = chart_months({date(2010, 3, 1): 2, date(2010, 12, 1): 5, date(2012, 1, 1): 1})
    assert chart is not None
    assert [(row.year, row.items) for row in chart.table] == [(2012, 1), (2010, 7)]
    assert chart.table[1].months == (0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 5)


@given(NUMBERS)
def test_every_bar_is_on_the_surface_and_every_number_in_the_table(numbers: dict[date, int]) -> None:
    chart = chart_months(numbers)
    assert chart is not None
    assert all(bar.x >= 0 and bar.x + bar.width <= 100.1 and 0 <= bar.y <= 100 for bar in chart.bars)
    assert sum(row.items for row in chart.table) == sum(numbers.values())
    assert 1 <= len(chart.lines) <= 3
    assert len(chart.years) <= 7


def test_small_charts_of_one_axis_show_a_year_in_one_place() -> None:
    first, second = chart_years({2010: 4, 2012: 2}, 2009, 2012), chart_years({2012: 9}, 2009, 2012)
    assert first is not None
    assert second is not None
    assert first.path == "M5 24v-24h4v24zM15 24v-12h4v12z"
    assert second.path == "M15 24v-24h4v24z"
    assert (first.width, first.busiest, first.told) == (19, (2010, 4), "2010: 4; 2012: 2")


def test_a_year_with_one_item_beside_a_thousand_can_be_seen() -> None:
    chart = chart_years({2010: 1, 2011: 1000}, 2010, 2011)
    assert chart is not None
    assert chart.path.startswith("M0 24v-1h4")


def draw(app: Flask, macro: str, *given: object) -> HtmlElement:
    """The element that a macro of _charts.html writes."""
    source = f"{{% import '_charts.html' as charts with context %}}{{{{ charts.{macro}(*given) }}}}"
    with app.test_request_context():
        return fromstring(render_template_string(source, given=given))


def test_a_drawn_chart_has_a_name_a_sentence_and_a_number_on_each_bar(app: Flask) -> None:
    chart = chart_months({date(2010, 3, 1): 2, date(2011, 4, 1): 1})
    figure = draw(app, "months_chart", chart, "chart", "Water")
    assert figure.xpath("string(//svg/title)") == "Items per month: Water"
    assert figure.xpath("string(//svg/desc)") == "The most in one month: 2 items, in March 2010."
    assert figure.xpath("//rect/title/text()") == ["March 2010: 2 items", "April 2011: 1 item"]


def test_the_table_below_a_chart_says_the_same(app: Flask) -> None:
    table = draw(app, "months_chart", chart_months({date(2010, 3, 1): 2}), "chart", "Water").find(".//table")
    assert table is not None
    assert table.xpath("//tbody//text()[normalize-space()]") == ["2010", *"002000000000", "2"]


def test_a_small_chart_says_its_numbers(app: Flask) -> None:
    svg = draw(app, "years_chart", chart_years({2010: 4, 2012: 2}, 2009, 2012), "Water")
    assert svg.xpath("string(title)") == "Water, 2009 to 2012: the most in 2010, 4 items"
    assert svg.xpath("string(desc)") == "2010: 4; 2012: 2"


def test_a_hostile_name_stays_text(app: Flask) -> None:
    name = "<script>alert(1)</script>"
    figure = draw(app, "months_chart", chart_months({date(2010, 3, 1): 2}), "chart", name)
    assert figure.xpath("//script") == []
    assert figure.xpath("string(//svg/title)").endswith(name)
