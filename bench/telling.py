"""Titles and texts of made-up news, in our own words: as long as real ones, and each item's its own."""

import random
from collections.abc import Sequence

_SYLLABLES = ("ba", "che", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "wo", "yu", "zan")
_TITLES = (
    "{name} and the question of {word}",
    "{word}: what {name} asks for",
    "In {region}, {name} waits for an answer on {word}",
    "A year after the promise to {name}, {region}",
    "{name} counts its losses",
    "Who decides on {word} in {region}?",
    "A new round of talks for {name}",
)
_WHO = (
    "the women of the market",
    "fishermen from the northern shore",
    "a delegation of eleven villages",
    "the teachers' federation",
    "nurses of the night shift",
    "two former ministers",
    "the assembly of tenants",
    "potato growers above the gorge",
    "the provincial council",
    "an inspector whom nobody had announced",
    "the widow of a bus driver",
    "students of geology",
    "the company's new director",
    "a judge of appeal",
    "the bishop's vicar",
    "herders on the high pastures",
    "the owners of the brick kilns",
    "a committee of elders",
    "engineers from the capital",
    "the harbour master",
    "the youngest of the councillors",
    "volunteers with borrowed scales",
    "the association of river pilots",
    "weavers who had walked for three days",
)
_DID = (
    "asked once more for an answer on",
    "published {number} pages of testimony about",
    "walked out of the talks on",
    "signed an agreement about",
    "put forward {number} questions concerning",
    "doubted every figure that was given for",
    "demanded that the treasury pay for",
    "burned their own petition about",
    "gave the radio an interview on",
    "promised to report by autumn on",
    "counted {number} households hurt by",
    "lost a lawsuit over",
    "won a stay of execution in the dispute about",
    "refused to sit at one table with those who profit from",
    "compared notes with neighbours on",
    "sent a telegram, the {number}th, about",
    "mapped what remains of",
    "took the floor for an hour to explain",
    "found no trace in the archives of",
    "painted the wall of the town hall with verses about",
)
_WHEN = (
    "before the rains set in",
    "while the road was closed for {number} hours",
    "on the eve of Saint John's day",
    "in a hall without electricity",
    "{number} days after the deadline",
    "as the price of fertiliser doubled",
    "though the bridge had been washed away",
    "without a lawyer and without an interpreter",
    "under the eyes of forty policemen",
    "for the first time in a generation",
    "at half past four in the morning",
    "and nobody contradicted",
    "with a quarter of the money that was voted",
    "against the advice of the ombudsman",
    "because an earlier survey had been mislaid",
    "until a hailstorm ended the meeting",
    "in front of visitors from abroad",
    "despite a fever that had emptied the school",
    "by {number} votes to nine",
    "once the harvest of quinces was in",
)
_WHERE = (
    "in {name}",
    "on the outskirts of {name}",
    "between {name} and the lake",
    "at the weir below {name}",
    "outside the clinic of {name}",
    "along the old railway to {name}",
    "in the upper quarter of {name}",
    "at the ferry of {name}",
)
_CHARACTERS = 240
"""Of an item's text, on average: as the labelled items (230) and the samples (245) have them."""


def name_place(number: int) -> str:
    """A made-up name for a number, another one for each."""
    syllables = [_SYLLABLES[number >> shift & 15] for shift in range(0, max(12, number.bit_length()), 4)]
    return "".join(syllables).title()


def tell(chance: random.Random, name: str, words: Sequence[str], regions: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """A title, and a text of one or two paragraphs that names all the words and regions."""
    region = " and ".join(regions) or "the capital"
    opening = _say(chance, name, " and ".join(words))
    sentences = [f"In {region}, {opening[0].lower()}{opening[1:]}"]
    while sum(map(len, sentences)) < _CHARACTERS * chance.uniform(0.4, 1.1):
        sentences.append(_say(chance, name, chance.choice(words)))
    title = chance.choice(_TITLES).format(name=name, region=region, word=words[0])
    parts = min(len(sentences), chance.choice((1, 1, 1, 2)))
    return title[:1].upper() + title[1:], tuple(" ".join(sentences[part::parts]) for part in range(parts))


def _say(chance: random.Random, name: str, subject: str) -> str:
    """A sentence; who speaks, and what was counted, is met once only, as in real news."""
    who, did, when, where = (chance.choice(parts) for parts in (_WHO, _DID, _WHEN, _WHERE))
    speaker = f"{name_place(chance.getrandbits(16))} {name_place(chance.getrandbits(20))}"
    told = f"{who} {did} {subject} {where}, {when}, says {speaker}."
    sentence = told.format(name=name, number=chance.randint(12, 9_000))
    return sentence[:1].upper() + sentence[1:]
