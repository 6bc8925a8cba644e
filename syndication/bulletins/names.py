"""The capitals of names, from a text that holds them."""

import re
import unicodedata
from collections import Counter, defaultdict

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]\s|[\n•“\"(]\s*)[“\"'‘(¿¡]*$")


def restore_names(words: str, text: str) -> str:
    """Write words of an address as the text writes them inside its sentences: names, and letters of a short name.

    A word that the text also writes small is no name. Accents that an address drops come back with the name.
    """
    written = _written_inside(text)
    return " ".join(_as_written(word, written) for word in words.split())


def _as_written(word: str, written: dict[str, Counter[str]]) -> str:
    forms = written.get(_folded(word))
    if not forms or any(form.islower() for form in forms):
        return word
    return forms.most_common(1)[0][0]


def _written_inside(text: str) -> dict[str, Counter[str]]:
    """How often each word is written in which form, but at the start of a sentence, where all are capitalised."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for found in _WORD.finditer(text):
        word = found[0]
        at_start = _SENTENCE_START.search(text[max(0, found.start() - 4) : found.start()])
        if not at_start or (word.isupper() and len(word) > 1):
            forms[_folded(word)][word] += 1
    return forms


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
