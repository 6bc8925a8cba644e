"""The traps that tests/data/labelled names: what looks like a place or a topic and is none, and the reverse."""

import pytest

from syndication.models import REGIONS, TOPICS

NAMED_PARTS = {
    "The villagers beside Las Bambas want a say.": ["apurimac"],
    "No gold will come out of Conga.": ["cajamarca"],
    "Máxima Acuña won her appeal.": ["cajamarca"],
    "GRUFIDES has a new director.": ["cajamarca"],
    "Boats were stopped at Saramurillo.": ["loreto"],
    "In Espinar nobody was surprised.": ["cusco"],
    "Tintaya had to close its gates.": ["cusco"],
    "The price of Camisea gas will rise.": ["cusco"],
    "Tía María is on hold once more.": ["arequipa"],
    "La Oroya coughs.": ["junin"],
    "Bagua was never the same again.": ["amazonas"],
    "Two soldiers died in the VRAEM.": ["ayacucho", "cusco", "huancavelica", "junin"],
    "The march left from Iquitos, Pucallpa, Puno and Tacna.": ["loreto", "puno", "tacna", "ucayali"],
    "Chavín de Huántar drew more visitors than ever to its carved stones.": ["ancash"],
    "The commandos of Operation Chavín de Huántar go on trial.": ["lima"],
    "The arrested mayor was driven to Ica.": ["ica"],
    "Farmers came to the capital for a march.": ["lima"],
    "Nobody speaks of 5 June 2009 any more.": ["amazonas"],
    "The refinery of La Pampilla has a new owner.": ["callao"],
    "Gold from Rinconada is sold without a receipt.": ["puno"],
    "Boats tie up at Canaán de Cachiyacu.": ["loreto"],
    "The sugar workers of Andahuasi won.": ["lima"],
    "Rice is grown beside the Chira.": ["piura"],
    "Fields spread along the Bajo Amazonas.": ["loreto"],
    "Barges will pass on the Ucayali, Marañón and Amazonas rivers.": ["loreto", "ucayali"],
    "Brazil nuts are late this year.": ["madre-de-dios"],
    "Schools on the altiplano are cold.": ["puno"],
    "The growers from Pampas sell to a factory.": ["huancavelica"],
    "The women of Frías have bought a press.": ["piura"],
    "Bankers and ministers met in the Peruvian capital.": ["lima"],
    "What comes out of lot 56 is shipped abroad.": ["cusco"],
}
NO_PLACES = {
    "owners of mines": "MMG, Chinalco and Shougang paid less tax.",
    "a crime named for its victims": "Relatives of the victims of La Cantuta were outraged.",
    "a museum's board": "The writer left the board of the Place of Memory.",
    "the Amazon is a basin": "Fires burn across the Amazon, and Amazonian peoples of the Amazon region flee.",
    "a bearing": "The quake was felt 80 miles east of Lima.",
    "the political class": "The government in Lima has heard nothing of it.",
    "a byline": "Lima, Reuters: The sol fell again.",
    "a former office": "The former mayor of Lima is on the list of candidates.",
    "a university": "He teaches at Lima's Catholic University.",
    "a surname": "Roxana Cuzcano and Juan Manuel Santos signed; Luis Miguel Castilla did not.",
    "a party": "Tierra y Libertad will not stand.",
    "an organisation": "ILO experts were asked for advice.",
    "a company": "Southern Peru will pay no dividend.",
    "a comparison": "There will be no deal, as at Toromocho.",
    "a comparison with a list": "It could all end like Tía María and Conga.",
    "a drink": "They drank a Pisco Sour to that.",
    "a court of the state": "A court in Lima will hear the appeal.",
    "a prisoner's cell": "He was elected while in jail in Lima.",
    "the capital of another place": "Crowds met in the capital of Bolivia.",
    "a comparison after a preposition": "Unlike in Espinar, nobody was hurt.",
    "a region's old governor": "The man who governed Lambayeque is the new prime minister.",
    "a drink at a party": "Come to our quiz and Pisco evening.",
    "a congressman": "It was Alberto Kouri who took the money.",
    "the peoples of the highlands": "Quechua and Aymara are taught at last.",
    "the whole country": "Rain fell from Tumbes to Tacna.",
    "a company of old": "The Cerro de Pasco Corporation left papers.",
    "a school far away": "She studied in Cusco.",
    "a year's name": "It was the Year of Machu Picchu.",
    "a poll for the presidency": "The mayor of Lima led every survey.",
    "those who judge from afar": "Critics in Lima found the film too slow.",
    "a name given to a year": "The government named it for Machu Picchu.",
    "a fever": "Two children had Oroya fever.",
    "an operation's name": "Operation Amazonas found stolen timber.",
    "a group's beginnings": "The group came into being when the dead lay on the roads of Ayacucho.",
    "a small letter": "The moral of it is puno, said he.",
}
NO_TOPICS = {
    "oil-and-gas": "The palm oil magnate likes olive oil.",
    "mining": "The Energy and Mining Commission has a new chair, and the minister of energy and mines smiled.",
    "labour": "The Labour Party asked the question.",
    "economy-and-trade": "The archbishop teaches Canon Law.",
    "social-conflict": "It all began on 6 March, when an earthquake strikes the coast; the minister strikes a balance.",
    "water": "The police have a new water cannon.",
}


@pytest.mark.parametrize(("text", "regions"), NAMED_PARTS.items())
def test_a_part_of_a_region_stands_for_the_region(slugs, text, regions):
    assert sorted(slugs(REGIONS, text)) == regions


@pytest.mark.parametrize("text", NO_PLACES.values(), ids=NO_PLACES)
def test_what_only_looks_like_a_place_is_none(slugs, text):
    assert slugs(REGIONS, text) == []


@pytest.mark.parametrize(
    "text", ["Thousands marched through central Lima.", "A fire in Lima killed four.", "The forum takes place in Lima."]
)
def test_what_happened_in_the_capital_is_in_its_region(slugs, text):
    assert slugs(REGIONS, text) == ["lima"]


@pytest.mark.parametrize(("topic", "text"), NO_TOPICS.items())
def test_what_only_looks_like_a_topic_is_none(slugs, topic, text):
    assert topic not in slugs(TOPICS, text)


def test_spellings_without_accents_and_old_ones_are_known(slugs):
    assert slugs(REGIONS, "Cuzco") == slugs(REGIONS, "Cusco") == ["cusco"]
    assert slugs(REGIONS, "Apurimac") == slugs(REGIONS, "Apurímac") == ["apurimac"]
    assert slugs(REGIONS, "Saramillo") == ["loreto"]
    assert slugs(REGIONS, "Macchu Pichu") == ["cusco"]
