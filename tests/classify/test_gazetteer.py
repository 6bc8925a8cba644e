"""The places of the ready configuration: complete, and where they say they are."""

import csv
from pathlib import Path

import pytest

from syndication.models import REGIONS, TOPICS

PLACES = Path(__file__).resolve().parents[2] / "config" / "places.csv"
ROWS = list(csv.DictReader(PLACES.read_text("utf-8").splitlines()))

ONE_SENTENCE_EACH = {
    "mining": "The pit will be dug by a mining firm.",
    "oil-and-gas": "Crude gushed from the well.",
    "environment-and-climate": "Glaciers melt as the climate warms.",
    "water": "Taps are dry: there is no drinking water.",
    "indigenous-peoples": "Indigenous elders spoke first.",
    "human-rights": "The massacre was never punished.",
    "social-conflict": "Protesters put up roadblocks.",
    "politics-and-elections": "The election has a clear winner.",
    "justice-and-corruption": "He took bribes, prosecutors say.",
    "economy-and-trade": "Inflation rose and exports fell.",
    "land-and-agriculture": "Coffee farmers lost their harvest.",
    "labour": "The trade union wants higher wages.",
    "gender-and-women": "Women asked for an end to femicide.",
    "health": "The hospital has run out of vaccines.",
    "education": "Teachers went back to their classrooms.",
    "drugs-and-coca": "Cocaine was found in a shed.",
    "international": "The foreign minister called in the ambassador of Chile.",
    "culture-and-society": "The poet read at the film festival.",
    "psg": "The Peru Support Group holds its annual conference.",
}
PLACES_AND_REGIONS = {
    "Cotabambas": "apurimac",
    "Espinar": "cusco",
    "Islay": "arequipa",
    "Celendín": "cajamarca",
    "Condorcanqui": "amazonas",
    "Oxapampa": "pasco",
    "Challhuahuacho": "apurimac",
    "Urarinas": "loreto",
    "Nasca": "ica",
    "Nazca": "ica",
    "Quimbiri": "cusco",
    "Ananea": "puno",
    "Iñapari": "madre-de-dios",
    "Huarochirí": "lima",
    "Tocache": "san-martin",
    "Zarumilla": "tumbes",
    "Ferreñafe": "lambayeque",
    "Wawico": "amazonas",
    "Punta Lobitos": "ancash",
    "Barrio Chino": "ica",
    "Ciudad Pachacútec": "callao",
    "Puerto Callao": "ucayali",
    "San Francisco on the Apurímac": "ayacucho",
    "Codo de Pozuzo": "huanuco",
    "the upper Tambopata": "puno",
    "Yapatera": "piura",
    "Casa Grande": "la-libertad",
    "Tierra Blanca": "loreto",
}


@pytest.mark.parametrize("topic", ONE_SENTENCE_EACH)
def test_each_topic_is_reached_by_a_sentence(slugs, topic):
    assert slugs(TOPICS, ONE_SENTENCE_EACH[topic])[0] == topic


def test_each_topic_has_its_sentence_here(taxonomy):
    assert {term.slug for term in taxonomy.terms(TOPICS)} == ONE_SENTENCE_EACH.keys()


def test_each_region_is_reached_by_its_name(taxonomy, slugs):
    for term in taxonomy.terms(REGIONS):
        assert slugs(REGIONS, f"A meeting was held in {term.label('es')}.") == [term.slug]


@pytest.mark.parametrize(("place", "region"), PLACES_AND_REGIONS.items())
def test_provinces_and_districts_are_in_their_region(slugs, place, region):
    assert slugs(REGIONS, f"The road to {place} is open.") == [region]


@pytest.mark.parametrize("name", ["Santa Rosa", "Independencia", "Bambas", "Vice", "Progreso", "Pausa", "Bolívar"])
def test_a_name_that_tells_no_region_counts_for_none(slugs, name):
    assert slugs(REGIONS, f"They spoke of {name} for an hour.") == []


def test_every_place_of_the_table_lies_in_the_country():
    located = [(float(row["lat"]), float(row["lon"])) for row in ROWS if row["lat"]]
    assert len(located) > 1_000
    assert all(-18.4 < lat < 0.1 and -81.4 < lon < -68.6 for lat, lon in located)
