"""What a review of a taxonomy finds: names that lack, places that lie elsewhere, rules that do nothing."""

import pytest

from syndication.classify.reviewing import find_idle_rules, review
from tests.classify.conftest import CONFIG
from tests.classify.test_another_site import OTHERLAND
from tests.classify.test_taxonomy_loading import are_all_at, change, faults, folder

__all__ = ["folder"]

POINT = "point = [60.0, 5.0]"
BOUNDED = f"{POINT}\nbounds = [59.0, 4.0, 61.0, 6.0]"


def reviewed(folder):
    return [str(fault).replace(f"{folder}/", "") for fault in review(folder)]


@pytest.mark.parametrize("config", [CONFIG, OTHERLAND], ids=["ready", "otherland"])
def test_there_is_nothing_to_find_in_our_own(config):
    assert review(config) == []


def test_every_region_of_the_ready_configuration_has_bounds():
    assert (CONFIG / "regions.toml").read_text("utf-8").count("\nbounds = [") == 25


def test_a_term_has_a_name_in_every_language_that_another_term_has(folder):
    change(folder, "topics.toml", 'labels = { en = "Fish" }', 'labels = { en = "Fish", no = "Fisk", fo = "Fiskur" }')
    assert reviewed(folder) == [
        "regions.toml:8: terms.0.labels: 'north' has no name in no, fo, as other terms have; add it"
    ]


def test_a_region_s_point_lies_within_its_bounds(folder):
    change(folder, "regions.toml", POINT, BOUNDED.replace("[60.0", "[61.5"))
    assert [found for found in reviewed(folder) if "terms" in found] == [
        "regions.toml:9: terms.0.point: 61.5, 5 lies outside the bounds of north; mend the one or the other"
    ]


def test_a_place_of_a_table_lies_within_its_region(folder):
    change(folder, "regions.toml", POINT, BOUNDED)
    assert reviewed(folder) == []
    change(folder, "places.csv", "5.3", "6.3")
    assert reviewed(folder) == [
        "places.csv:2: point: 60.4, 6.3 lies outside the bounds of north; mend the one or the other"
    ]


def test_a_place_of_an_entry_lies_in_one_of_its_regions(folder):
    south = '[[terms]]\nslug = "south"\nlabels = { en = "South" }\nbounds = [-61.0, 4.0, -59.0, 6.0]\n\n[[rules]]'
    change(folder, "regions.toml", POINT, BOUNDED)
    change(folder, "regions.toml", "[[rules]]", south)
    entry = '\n[[entries]]\nkind = "place"\nregions = ["north", "south"]\nwords = ["Pole"]\npoint = [-60.5, 5.0]\n'
    (folder / "regions.toml").write_text((folder / "regions.toml").read_text("utf-8") + entry, "utf-8")
    assert reviewed(folder) == []
    change(folder, "regions.toml", "[-60.5, 5.0]", "[-62.5, 5.0]")
    (found,) = reviewed(folder)
    assert "entries.0.point: -62.5, 5 lies outside the bounds of north, south;" in found


def test_a_place_of_a_region_without_bounds_lies_anywhere(folder):
    change(folder, "places.csv", "5.3", "-66.3")
    assert reviewed(folder) == []


@pytest.mark.parametrize(
    "bounds", ["[61.0, 4.0, 59.0, 6.0]", "[59.0, 6.0, 61.0, 4.0]", "[59.0, 4.0, 61.0]", "[1, 2, 91, 4]"]
)
def test_bounds_are_south_west_north_east(folder, bounds):
    change(folder, "regions.toml", POINT, f"{POINT}\nbounds = {bounds}")
    assert are_all_at("regions.toml:10: terms.0.bounds", faults(folder))


def test_a_row_has_both_coordinates_or_none(folder):
    change(folder, "places.csv", "60.4,5.3", "60.4,")
    (found,) = faults(folder)
    assert found == "places.csv:2: expected lat and lon, found one of them"


def test_a_rule_is_idle_until_a_text_is_told_otherwise_by_it(folder):
    texts = [("Herring from Bergen", ""), ("", "Thirty miles of rain.")]
    (found,) = find_idle_rules(folder, texts)
    assert str(found).replace(f"{folder}/", "") == (
        "regions.toml:11: rules.0: the rule 'bearing' changes nothing in any item of the archive"
    )
    assert list(find_idle_rules(folder, [*texts, ("", "Ten miles from Bergen.")])) == []
