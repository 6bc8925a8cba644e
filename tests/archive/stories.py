"""Two stories with their categories, and what an archive shows of them."""

from datetime import timedelta

from syndication.archive import Archive
from syndication.models import ALL, REGIONS, TOPICS, ArchivedItem, Category, Evidence, Selection
from tests.archive.pages import NOW

WATER = Category(TOPICS, "water", 2.0, (Evidence("water", "title", TOPICS, "water", 2.0),))
WATER_ALONE = Category(TOPICS, "water", 2.0)
ROADS = Category(TOPICS, "roads", 1.0)
NORTH = Category(REGIONS, "north", 1.0)
IN_WATER, IN_ROADS, IN_NORTH = Selection.of("water"), Selection.of("roads"), Selection.of(region="north")
SNOW = "The pass has been shut since Friday and nobody can say when lorries may use it again"
LATER = NOW + timedelta(days=1)


def only(archive: Archive) -> ArchivedItem:
    [item] = archive.newest(ALL, 10)
    return item


def titles(archive: Archive, selection: Selection = ALL) -> list[str]:
    return [item.title for item in archive.newest(selection, 50)]
