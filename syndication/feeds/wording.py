"""The few words that the service itself adds to a feed's title, by language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """What names a feed that is not named by one term of the taxonomy."""

    topic_in_region: str
    everything: str
    topics: str
    regions: str


_WORDINGS = {
    "de": Wording("{topic} in {region}", "Alle", "Themen", "Regionen"),
    "en": Wording("{topic} in {region}", "All", "Topics", "Regions"),
    "es": Wording("{topic} en {region}", "Todo", "Temas", "Regiones"),
    # In these the preposition and the article change with the place: a comma is right for every one.
    "fr": Wording("{topic}, {region}", "Tout", "Thèmes", "Régions"),
    "pt": Wording("{topic}, {region}", "Tudo", "Temas", "Regiões"),
}


def wording(language: str) -> Wording:
    """The words in a language (a BCP 47 tag; its first part decides), in English where we have none."""
    return _WORDINGS.get(language.partition("-")[0].lower(), _WORDINGS["en"])
