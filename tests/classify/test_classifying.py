"""From an item to its categories: evidence, order, weights of the parts, and what never changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndication.classify import Classifier
from syndication.models import REGIONS, SCHEMES, TOPICS

TITLE = "Strike at a copper mine in Moquegua"
SUMMARY = "Workers of Quellaveco downed tools. Union leaders in Ilo expect talks; Puno may follow."


@pytest.fixture(scope="module")
def another(taxonomy) -> Classifier:
    return Classifier(taxonomy)


@given(st.text(max_size=200), st.text(max_size=200), st.none() | st.text(max_size=50))
def test_the_same_item_always_has_the_same_categories(classifier, another, title, summary, caption):
    assert classifier.classify(title, summary, caption) == another.classify(title, summary, caption)


@given(st.lists(st.sampled_from(["lorem", "ipsum", "dolor", "zyx", "\n", ".", "1999", "Qwerty"])).map(" ".join))
def test_text_that_says_nothing_has_no_category(classifier, text):
    assert classifier.classify(text, text, text) == ()


def test_topics_come_before_regions_and_the_best_comes_first(classifier):
    found = classifier.classify(TITLE, SUMMARY)
    assert [c.scheme for c in found] == sorted((c.scheme for c in found), key=SCHEMES.index)
    for scheme in SCHEMES:
        scores = [c.score for c in found if c.scheme == scheme]
        assert scores == sorted(scores, reverse=True)


def test_every_category_shows_the_words_as_they_stand_in_the_item(classifier):
    parts = {"title": TITLE, "summary": SUMMARY, "caption": "The port of Ilo"}
    found = classifier.classify(*parts.values())
    assert found
    for category in found:
        assert category.evidence
        for piece in category.evidence:
            assert piece.term in parts[piece.where]
            assert (piece.scheme, piece.slug) == (category.scheme, category.slug)


def test_a_place_in_the_title_weighs_more_than_in_the_text_and_more_than_in_a_caption(classifier):
    scores = [
        next(c.score for c in classifier.classify(*parts) if c.scheme == REGIONS)
        for parts in (("Puno", ""), ("", "Puno"), ("", "", "Puno, Juliaca"))
    ]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_a_caption_alone_does_not_place_a_story(slugs):
    assert slugs(REGIONS, "The minister promised new hospitals.", caption="A market in Puno") == []


def test_a_list_of_places_ends_with_its_sentence(slugs):
    assert "lima" in slugs(REGIONS, "Cusco, Lima and Puno.")
    assert "lima" not in slugs(REGIONS, "Cusco. Lima. Puno.")


def test_a_sign_in_another_sentence_is_none(slugs):
    assert slugs(REGIONS, "Lima saw a protest.") == ["lima"]
    for text in ("Lima is grey. A protest was held.", "A protest was held. Lima is grey.", "A protest\nLima is grey"):
        assert slugs(REGIONS, text) == []


def test_a_name_beside_a_word_for_something_else_stands_in_no_list(classifier):
    places, other = (
        next(c.score for c in classifier.classify("", text) if c.slug == "lima")
        for text in ("In Lima, Puno was praised.", "In Lima, the mining was praised.")
    )
    assert places > other


def test_the_same_word_met_again_counts_once(classifier):
    once, often = (classifier.classify("", "Puno. " * times) for times in (1, 5))
    assert [c.score for c in once] == [c.score for c in often]


def test_no_item_has_more_than_three_topics(slugs):
    everything = (
        "Police shot at protesters on strike against the copper mine, and the prosecutor opened a trial for human "
        "rights abuses; indigenous women walked out of the talks."
    )
    assert len(slugs(TOPICS, everything)) == 3


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_term_has_a_name_in_both_languages(taxonomy, scheme):
    assert all(term.labels.keys() >= {"en", "es"} for term in taxonomy.terms(scheme))


def test_there_are_nineteen_topics_and_twenty_five_regions_with_a_place(taxonomy):
    assert len(taxonomy.terms(TOPICS)) == 19
    assert len(taxonomy.terms(REGIONS)) == 25
    assert all(term.point for term in taxonomy.terms(REGIONS))


def test_an_unknown_term_is_none(taxonomy):
    assert taxonomy.term(REGIONS, "atlantis") is None
    assert taxonomy.term(REGIONS, "puno").label("en") == "Puno"
