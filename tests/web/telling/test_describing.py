import pytest

from syndication.archive import canonical_words
from syndication.classify import load_taxonomy
from syndication.models import ALL, Selection
from syndication.web.telling.describing import describe
from syndication.web.texts import load_texts
from tests.conftest import HARBOUR

WATER, BOTH = Selection.of("water"), Selection.union(["water", "health"], ["north-coast", "south-coast"])
WORDS = Selection.union(["water"], ["north-coast"], canonical_words('dam* "river council"'))


@pytest.fixture(scope="module")
def taxonomy():
    return load_taxonomy(HARBOUR)


@pytest.mark.parametrize(
    ("selection", "language", "text"),
    [
        (ALL, "en", "Everything in the archive, newest first."),
        (WATER, "en", "News about Water, newest first."),
        (Selection.of(region="north-coast"), "en", "All news, in North Coast, newest first."),
        (BOTH, "en", "News about Health or Water, in North Coast or South Coast, newest first."),
        (WORDS, "en", "News about Water, in North Coast, with all the words “dam…”, “river council”, newest first."),
        (Selection(words="dam"), "en", "All news, with the word “dam”, newest first."),
        (BOTH, "es", "Noticias sobre Salud o Agua, en Costa Norte o Costa Sur; primero las más recientes."),
        (Selection(words="dam"), "es", "Todas las noticias, con la palabra «dam»; primero las más recientes."),
    ],
)
def test_a_feed_says_plainly_what_it_holds(taxonomy, selection, language, text):
    assert describe(selection, taxonomy, load_texts(language), language) == text
