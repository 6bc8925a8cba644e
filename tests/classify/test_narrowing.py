"""A name of several regions speaks only for those that a narrower name of the item names, too."""

from dataclasses import replace

import pytest

from syndication.classify import Classifier
from syndication.models import REGIONS

WIDE = "Coca is being pulled up in the Upper Huallaga"
"""The valley lies in two regions."""


def test_a_wide_name_alone_speaks_for_all_its_regions(slugs):
    assert sorted(slugs(REGIONS, f"{WIDE}.")) == ["huanuco", "san-martin"]


@pytest.mark.parametrize(("near", "region"), [("Tocache", "san-martin"), ("Tingo María", "huanuco")])
def test_a_narrower_name_decides_for_which_of_its_regions_a_wide_one_speaks(slugs, near, region):
    assert slugs(REGIONS, f"{WIDE}, near {near}.") == [region]


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("Crude leaked from the northern Peruvian pipeline.", ["loreto"]),  # most of it is there
        ("Crude leaked from the Northern Peruvian pipeline at Chiriaco.", ["amazonas"]),
        ("Crude leaked from the Northern Peruvian pipeline at Morona.", ["loreto"]),
        ("Wampis boats went up the Morona.", ["loreto"]),
        ("Shipibo boats went down to Contamana.", ["loreto"]),
        ("Mashco Piro were seen on the Alto Purús.", ["ucayali"]),
        ("No water for Tía María comes from the Tambo river.", ["arequipa"]),
        ("Fish died in the Tambo river.", ["junin"]),
        ("The Wampis Nation met on the Morona.", ["amazonas", "loreto"]),  # whole
        ("Trout died in the Mantaro.", ["junin"]),
        ("Slurry from Cobriza ran into the Mantaro.", ["huancavelica"]),
        ("Taps in Cocachacra draw on the Río Tambo.", ["arequipa"]),
        ("Yanesha pupils came down to Atalaya.", ["ucayali"]),
        ("Coca creeps into Bahuaja Sonene.", ["madre-de-dios", "puno"]),  # whole
    ],
)
def test_pipelines_rivers_and_peoples_are_narrowed_by_what_is_named_beside_them(slugs, text, regions):
    assert sorted(slugs(REGIONS, text)) == regions


def test_narrower_names_decide_together(slugs):
    assert sorted(slugs(REGIONS, f"{WIDE}, near Tocache and Tingo María.")) == ["huanuco", "san-martin"]


def test_a_name_of_another_region_narrows_nothing(slugs):
    assert sorted(slugs(REGIONS, f"{WIDE} and in Puno.")) == ["huanuco", "puno", "san-martin"]


def test_a_name_that_a_rule_silences_narrows_nothing(slugs):
    assert sorted(slugs(REGIONS, f"{WIDE}, unlike Tocache.")) == ["huanuco", "san-martin"]


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("Patrols in the VRAEM found a camp near Ayacucho.", ["ayacucho", "cusco", "huancavelica", "junin"]),  # a kind
        ("Lorries queue in the mining corridor at Challhuahuacho.", ["apurimac", "cusco"]),  # an entry
    ],
)
def test_what_is_whole_keeps_all_its_regions_beside_a_narrower_name(slugs, text, regions):
    assert sorted(slugs(REGIONS, text)) == regions


def test_where_the_scheme_does_not_ask_for_it_nothing_is_narrowed(taxonomy):
    choosing = dict(taxonomy.choosing) | {REGIONS: taxonomy.choosing[REGIONS].model_copy(update={"narrow": False})}
    found = Classifier(replace(taxonomy, choosing=choosing)).classify("", f"{WIDE}, near Tocache.")
    assert sorted(c.slug for c in found if c.scheme == REGIONS) == ["huanuco", "san-martin"]
