"""The few words that the service itself adds to what feeds say, by language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from syndication.models import Retraction

_O = re.compile("h?[oó]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wording:
    """What names a feed that is not named by one term of the taxonomy, and says why an item has gone."""

    topic_in_region: str
    everything: str
    topics: str
    regions: str
    either: str
    with_words: str
    quoted: str
    taken_back: str
    """By the source of an item."""
    no_longer_in: str
    """What follows that, where it is known which file did."""
    found_wrong: str
    """What follows it where a person decided so."""
    either_before_o: str | None = None
    """Where the word between is another before an o."""

    def any_of(self, names: Sequence[str]) -> str:
        """``A``, ``A or B``, ``A, B or C``; nothing for no name."""
        if len(names) <= 1:
            return "".join(names)
        *first, last = names
        either = self.either_before_o if self.either_before_o and _O.match(last) else self.either
        return either.format(first=", ".join(first), last=last)

    def with_quoted(self, name: str, words: str) -> str:
        """``A with “words”``; without a name just ``“words”``. Quotes of phrases inside it are single ones."""
        quoted = self.quoted.format(words=re.sub('"([^"]*)"', r"‘\1’", words))
        return self.with_words.format(name=name, words=quoted) if name else quoted

    def tell_retraction(self, retraction: Retraction) -> str:
        """``Taken back by its source: no longer in F (2016-04-17)``, as far as it is known."""
        if retraction.source is None:
            return self.taken_back
        day = f" ({retraction.as_of})" if retraction.as_of else ""
        if retraction.is_disowned:
            return self.taken_back + self.found_wrong.format(file=retraction.source + day)
        return self.taken_back + self.no_longer_in.format(file=retraction.source) + day


_WORDINGS = {
    "de": Wording(
        topic_in_region="{topic} in {region}",
        everything="Alle",
        topics="Themen",
        regions="Regionen",
        either="{first} oder {last}",
        with_words="{name} mit {words}",
        quoted="„{words}“",
        taken_back="Von der Quelle zurückgenommen",
        no_longer_in=": steht nicht mehr in {file}",
        found_wrong=": {file} hat sich als falsch erwiesen",
    ),
    "en": Wording(
        topic_in_region="{topic} in {region}",
        everything="All",
        topics="Topics",
        regions="Regions",
        either="{first} or {last}",
        with_words="{name} with {words}",
        quoted="“{words}”",
        taken_back="Taken back by its source",
        no_longer_in=": no longer in {file}",
        found_wrong=": {file} was found to be wrong",
    ),
    "es": Wording(
        topic_in_region="{topic} en {region}",
        everything="Todo",
        topics="Temas",
        regions="Regiones",
        either="{first} o {last}",
        with_words="{name} con {words}",
        quoted="«{words}»",
        taken_back="Su fuente la ha retirado",
        no_longer_in=": ya no está en {file}",
        found_wrong=": se comprobó que {file} era un error",
        either_before_o="{first} u {last}",
    ),
    # In these the preposition and the article change with the place: a comma is right for every one.
    "fr": Wording(
        topic_in_region="{topic}, {region}",
        everything="Tout",
        topics="Thèmes",
        regions="Régions",
        either="{first} ou {last}",
        with_words="{name} avec {words}",
        quoted="« {words} »",
        taken_back="Retiré par sa source",
        no_longer_in=" : ne figure plus dans {file}",
        found_wrong=" : {file} s’est révélé erroné",
    ),
    "pt": Wording(
        topic_in_region="{topic}, {region}",
        everything="Tudo",
        topics="Temas",
        regions="Regiões",
        either="{first} ou {last}",
        with_words="{name} com {words}",
        quoted="“{words}”",
        taken_back="Retirada pela sua fonte",
        no_longer_in=": já não está em {file}",
        found_wrong=": verificou-se que {file} estava errado",
    ),
}


def wording(language: str) -> Wording:
    """The words in a language (a BCP 47 tag; its first part decides), in English where we have none."""
    return _WORDINGS.get(language.partition("-")[0].lower(), _WORDINGS["en"])
