"""The home page: regions on a map, topics over the years, the newest items."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, Response

from syndication.models import ALL, REGIONS, TOPICS, Selection
from syndication.web.addressing import addresses
from syndication.web.graphics.charts import YearsChart, chart_years
from syndication.web.graphics.maps import lay_out_map
from syndication.web.ondemand.showing import show
from syndication.web.shelf import shelf

blueprint = Blueprint("home", __name__)
NEWEST = 8


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic in the list."""

    selection: Selection
    items: int
    chart: YearsChart | None
    """None for a topic without items, and in an archive of one year."""


@blueprint.get("/")
def home() -> Response:
    return show("home.html", _find, path="/", is_charged=False)


def _find() -> dict[str, object]:
    taxonomy = shelf().taxonomy
    topics, regions = (addresses.narrower(ALL, scheme, taxonomy) for scheme in (TOPICS, REGIONS))
    with shelf().reading_room.archive() as archive:
        newest = archive.newest(ALL, NEWEST)
        years = archive.years([ALL, *topics])
        last_year = archive.last_year(regions)
    counts = last_year.counts if last_year else {}
    return {
        "newest": newest,
        "items": sum(years[ALL].values()),
        "years": years[ALL],
        "feeds": (len(topics) + 1) * (len(regions) + 1),
        "topics": _list_topics(topics, years),
        "last_year": last_year,
        "map": lay_out_map(taxonomy.terms(REGIONS), counts, shelf().outlines),
    }


def _list_topics(topics: tuple[Selection, ...], years: Mapping[Selection, Mapping[int, int]]) -> list[Topic]:
    """Topics with charts that show a year in the same place; without charts where there is but one year."""
    first, last = min(years[ALL], default=0), max(years[ALL], default=0)
    return [
        Topic(each, sum(years[each].values()), chart_years(years[each], first, last) if first < last else None)
        for each in topics
    ]
