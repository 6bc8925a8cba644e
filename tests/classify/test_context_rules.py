"""Each rule of context does something: without it, its sentence is classified otherwise."""

from dataclasses import replace

import pytest

from syndication.classify import Classifier
from syndication.models import REGIONS, TOPICS

CASES = {
    "comparison": ("They fear an end as at Toromocho.", []),
    "bearing": ("The valley lies 40 km from Arequipa.", []),
    "distance from the seat of government": ("A march set out 80 miles from Lima.", []),
    "bearing from the seat of government": ("A march set out 80 miles east of Lima.", []),
    "seat of government": ("The protest left the government in Lima cold.", []),
    "what bears the capital's name": ("A march annoyed the Lima government.", []),
    "event in the capital": ("She was seen in Lima.", ["lima"]),
    "signs of an event in the capital": ("Lima saw a protest.", ["lima"]),
    "capital in a list of places": ("Cusco, Lima and Puno sent greetings.", ["cusco", "lima", "puno"]),
    "set apart": ("The VRAEM is another matter.", []),
    "office left for a higher one": ("The governor of Lambayeque will be prime minister.", []),
    "mayor of the capital among others": ("She has 30 per cent, followed by the mayor of Lima.", []),
    "life of the capital": ("Lima's buses are old.", ["lima"]),
    "how a group began": ("Friends founded it after news from Ayacucho.", []),
    "gift": ("The winner takes home a bottle of Ocucaje.", []),
    "family name": ("Edgar Huanta sings.", []),
    "what befalls a person": ("Chota had asked for protection.", []),
    "crimes of the pardoned": ("The pardon grieved the families of those killed at Barrios Altos.", []),
    "museum at work": ("The director of the Lugar de la Memoria resigned.", ["lima"]),
    "office left behind": ("The minister was hitherto mayor of Sicuani.", []),
    "reckoned from an event": ("The reform was promised after Conga and Bagua.", []),
    "where a guest comes from": ("Speakers from Ayacucho and Puno will be there.", []),
    "name beside its picture": ("Machu Picchu at dawn. Exporters want a second runway.", []),
    "where somebody comes from": ("Their spokesman is a teacher from Chota.", []),
    "honour": ("The year is dedicated to Machu Picchu.", []),
    "street": ("Buses left Avenida Ayacucho.", []),
    "one of many companies": ("Companies such as Antamina and Yanacocha paid more tax.", []),
    "city of the same name abroad": ("The conqueror came from Trujillo in Spain.", []),
    "name beside the word for what it is": ("He comes from the district of Cerro Azul.", ["lima"]),
    "name before the word for what it is": ("Bolognesi province has a new road.", ["ancash"]),
    "river of the oil fields": ("Crude reached the Marañón.", ["loreto"]),
    "name beside a word of its trade": ("The Corani deposit is large.", ["puno"]),
    "name at work": ("Santa Ana holds silver.", ["puno"]),
    "operation named after a monument": ("The soldiers of Chavín de Huántar paraded.", []),
    "people of the central forest": ("Asháninka villages remember Sendero.", ["junin"]),
}
TOPIC_CASES = {
    "legislature at work": (
        "Farmers get help from Congress after a long session.",
        ["land-and-agriculture", "politics-and-elections"],
    ),
    "what carries oil or waste breaks": (
        "Neighbours saw the duct when it broke.",
        ["environment-and-climate"],
    ),
    "vote on a project": ("They held a ballot on the mine and a vote of all voters.", ["mining"]),
}


def slugs_of(classifier, text, scheme):
    return sorted(c.slug for c in classifier.classify("", text) if c.scheme == scheme)


@pytest.fixture(scope="module")
def untaught(taxonomy):
    """What other words teach would blur what a rule does."""
    return Classifier(replace(taxonomy, lessons={}))


@pytest.mark.parametrize("name", CASES | TOPIC_CASES)
def test_the_rule_decides_its_sentence(taxonomy, untaught, name):
    scheme = TOPICS if name in TOPIC_CASES else REGIONS
    text, expected = (CASES | TOPIC_CASES)[name]
    [rule] = (rule for rule in taxonomy.rules if rule.name == name)
    assert slugs_of(untaught, text, scheme) == expected
    assert slugs_of(untaught.without(rule), text, scheme) != expected


def test_every_rule_has_its_sentence_here(taxonomy):
    assert {rule.name for rule in taxonomy.rules} == CASES.keys() | TOPIC_CASES.keys()
