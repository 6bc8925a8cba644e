"""Lessons: points for and against a category, and the chance that decides."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndication.classify.choosing import Chooser
from syndication.classify.folding import Written
from syndication.classify.lessons import HOPELESS, Lessons, chance_of, points_below
from syndication.classify.vocabulary import Choosing, Lesson, Wording
from syndication.models import TOPICS, Term

TERMS = tuple(Term(TOPICS, slug, {"en": slug}) for slug in ("fish", "trade", "weather"))
PLAIN = Lesson(term="fish", start=0.0)
CHOOSING = Choosing(most=2, chance_at_least=0.4)


def likely(lesson, *, others=None, words=(), score=1.0, title=0.0):
    scored = {lesson.term: (score, title)} | (others or {})
    return chance_of(Lessons([lesson]).points(scored, words)[lesson.term])


@pytest.mark.parametrize(
    ("points", "given"),
    [
        ({"start": 1}, {}),
        ({"score": 1}, {"score": 4}),
        ({"capped": 1}, {"score": 1}),
        ({"title": 1}, {"title": 2}),
        ({"share": 1}, {"others": {"trade": (3, 0)}}),
        ({"beside": {"trade": 1}}, {"others": {"trade": (3, 0)}}),
        ({"words": {"cod": 1}}, {"words": {"cod"}}),
    ],
)
def test_each_kind_of_points_counts_for_and_against(points, given):
    def lesson(times):
        scaled = {
            k: {n: times * p for n, p in v.items()} if isinstance(v, dict) else times * v for k, v in points.items()
        }
        return Lesson.model_validate({"term": "fish", "start": 0} | scaled)

    assert likely(lesson(-1), **given) < likely(PLAIN, **given) == 0.5 < likely(lesson(1), **given)


def test_beyond_two_a_score_counts_no_further_for_capped_points():
    lesson = Lesson(term="fish", start=-1, capped=1)
    assert likely(lesson, score=1) < likely(lesson, score=2) == likely(lesson, score=5)


@pytest.mark.parametrize(("start", "chance"), [(-1e6, 0.0), (-8, 0.0), (-7.6, 0.001), (1e6, 1.0)])
def test_however_many_points_there_are_the_chance_is_between_0_and_1(start, chance):
    assert likely(Lesson(term="fish", start=start)) == chance


@given(st.floats(0.0001, 0.9999), st.floats(HOPELESS, 20))
def test_points_that_do_not_come_near_a_chance_are_told_before_it_is_reckoned(chance, points):
    assert points > points_below(chance) or chance_of(points) < chance


def said(**weights):
    return {slug: [(slug, slug, "summary", weight)] for slug, weight in weights.items()}


def chosen(lessons, **weights):
    return [category.slug for category in Chooser(TERMS, CHOOSING, Lessons(lessons)).choose(said(**weights))]


def test_the_likely_come_first_and_the_unlikely_are_left_out():
    lessons = [Lesson(term="fish", start=0.5), Lesson(term="trade", start=2), Lesson(term="weather", start=-2)]
    assert chosen(lessons, fish=2, trade=1.5, weather=3) == ["trade", "fish"]


def test_the_likeliest_stands_even_where_none_is_likely():
    lessons = [Lesson(term="fish", start=-2), Lesson(term="trade", start=-1)]
    assert chosen(lessons, fish=2, trade=1) == ["trade"]


def test_without_enough_evidence_lessons_choose_nothing():
    assert chosen([Lesson(term="fish", start=5)], fish=0.1) == []


def test_no_more_than_allowed_are_chosen():
    assert chosen([Lesson(term=term.slug, start=3) for term in TERMS], fish=1, trade=1, weather=1) == ["fish", "trade"]


def test_a_category_without_a_lesson_waits_behind_those_with_one():
    assert chosen([Lesson(term="fish", start=0.5)], fish=1, trade=3) == ["fish"]


def chosen_beside_fish(text, **starts):
    wording = Wording(terms=("fish", "trade"), words={"sold": (100, 0, 200), "the": (100, 0, 0)})
    lessons = Lessons([Lesson(term=slug, start=start) for slug, start in starts.items()], wording)
    heard = lessons.hear(Written.of(""), Written.of(text))
    return Chooser(TERMS, CHOOSING, lessons).choose(said(fish=1), heard)


def test_a_category_that_no_vocabulary_names_is_chosen_for_what_all_words_say():
    _, trade = chosen_beside_fish("sold", fish=3, trade=-1)
    assert trade.slug == "trade"
    assert [(piece.term, piece.where) for piece in trade.evidence] == [("sold", "summary")]


@pytest.mark.parametrize(("text", "start"), [("sold", -3), ("the", 3)], ids=["unlikely", "without a reason"])
def test_else_it_is_not_chosen(text, start):
    assert [category.slug for category in chosen_beside_fish(text, fish=1, trade=start)] == ["fish"]


def test_the_score_of_a_category_is_its_chance():
    (category,) = Chooser(TERMS, CHOOSING, Lessons([PLAIN])).choose(said(fish=2))
    assert category.score == 0.5


def test_the_same_evidence_stands_with_and_without_lessons(classifier, taxonomy):
    text = "Strike at the copper mine: two miners were hurt in Moquegua."
    without = type(classifier)(replace(taxonomy, lessons={}))
    assert classifier.weigh("", text) == without.weigh("", text)


def test_every_topic_of_the_ready_taxonomy_was_learnt_about(taxonomy):
    assert {lesson.term for lesson in taxonomy.lessons[TOPICS]} == {term.slug for term in taxonomy.terms(TOPICS)}
