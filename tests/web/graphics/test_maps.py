"""Where regions stand on the home page, and how strongly they are shaded."""

from hypothesis import given
from hypothesis import strategies as st

from syndication.models import REGIONS, Selection, Term
from syndication.web.graphics.maps import LEVELS, arrange_tiles, lay_out_map, make_legend
from syndication.web.graphics.outlines import Outlines


def region(slug: str, point: tuple[float, float] | None = None) -> Term:
    return Term(REGIONS, slug, {"en": slug.title()}, point)


NORTH, SOUTH, EAST = region("north", (10, 0)), region("south", (-10, 1)), region("east", (0, 8))
OUTLINES = Outlines(100, 80, "", None, {"south": "M0 0h9v9z", "north": "M0 9h9v9z"})
IN_NORTH, IN_SOUTH = Selection.of(region="north"), Selection.of(region="south")


def test_regions_are_drawn_in_the_order_of_their_outlines_and_told_in_that_of_the_taxonomy() -> None:
    found = lay_out_map([NORTH, SOUTH, EAST], {IN_NORTH: 4}, OUTLINES)
    assert [(each.selection, path) for each, path in found.drawn] == [
        (IN_SOUTH, "M0 0h9v9z"),
        (IN_NORTH, "M0 9h9v9z"),
    ]
    assert [(each.selection.regions[0], each.items) for each in found.regions] == [
        ("north", 4),
        ("south", 0),
        ("east", 0),
    ]
    assert found.tiles == ()


def test_a_site_without_outlines_has_every_region_on_a_tile() -> None:
    found = lay_out_map([NORTH, SOUTH, EAST], {IN_SOUTH: 4}, None)
    assert sorted(each.selection.path for row in found.tiles for each in row) == sorted(
        each.selection.path for each in found.regions
    )
    assert found.drawn == ()


def test_tiles_lie_as_the_regions_do() -> None:
    west = region("west", (1, -8))
    assert [[term.slug for term in row] for row in arrange_tiles([SOUTH, EAST, NORTH, west])] == [
        ["west", "north"],
        ["south", "east"],
    ]


def test_tiles_stand_in_the_taxonomys_order_where_a_point_is_missing() -> None:
    terms = [SOUTH, region("nowhere"), NORTH]
    assert [[term.slug for term in row] for row in arrange_tiles(terms)] == [["south", "nowhere"], ["north"]]


def test_no_region_is_no_tile() -> None:
    assert arrange_tiles([]) == []
    assert lay_out_map([], {}, None).regions == ()


def test_a_few_items_have_a_few_shades_and_the_strongest_is_for_the_most() -> None:
    assert [(each.level, each.least, each.most) for each in make_legend(0)] == [(0, 0, 0)]
    assert [(each.level, each.least, each.most) for each in make_legend(2)] == [(0, 0, 0), (3, 1, 1), (5, 2, 2)]
    assert [(each.least, each.most) for each in make_legend(100)] == [
        (0, 0),
        (1, 4),
        (5, 16),
        (17, 36),
        (37, 64),
        (65, 100),
    ]


@given(st.integers(0, 100_000), st.data())
def test_every_number_has_one_shade_and_a_greater_one_none_that_is_weaker(most: int, data: st.DataObject) -> None:
    less, more = sorted(data.draw(st.integers(0, most)) for _ in range(2))
    counts = {IN_NORTH: less, IN_SOUTH: more, Selection.of(region="east"): most}
    levels = [each.level for each in lay_out_map([NORTH, SOUTH, EAST], counts, None).regions]
    assert levels == sorted(levels)
    assert levels[-1] == (LEVELS if most else 0)
    legend = make_legend(most)
    assert [shade.least for shade in legend[1:]] == [shade.most + 1 for shade in legend[:-1]]
