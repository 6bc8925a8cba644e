"""Counting how far the classifier agrees with people."""

from hypothesis import given
from hypothesis import strategies as st

from syndication.classify.agreement import Score, compare
from syndication.classify.labels import LabelledItem
from syndication.models import REGIONS, SCHEMES, TOPICS, Category

SLUGS = st.frozensets(st.sampled_from(["a", "b", "c"]))
PAIRS = st.lists(st.tuples(SLUGS, SLUGS), max_size=8)


def labelled(title, topics=(), regions=()):
    return LabelledItem(None, title, "", {TOPICS: frozenset(topics), REGIONS: frozenset(regions)})


def answering(**slugs):
    """A classifier that gives these topics for each title."""
    return lambda title, summary: tuple(Category(TOPICS, slug, 1.0) for slug in slugs[title])


def test_figures_follow_from_what_is_right_extra_and_missing():
    score = Score(right=3, extra=1, missing=2)
    assert (score.precision, score.recall, score.f1) == (3 / 4, 3 / 5, 6 / 9)


def test_there_is_no_figure_where_there_is_nothing_to_count():
    assert (Score(0, 0, 2).precision, Score(0, 2, 0).recall, Score(0, 0, 0).f1) == (None, None, None)
    assert Score(0, 0, 2).f1 == 0


def test_each_slug_is_counted_apart_and_all_together():
    agreement = compare([labelled("one", "ab"), labelled("two", "a")], answering(one="ac", two="a"))
    assert agreement.by_slug[TOPICS] == {"a": Score(2, 0, 0), "b": Score(0, 0, 1), "c": Score(0, 1, 0)}
    assert (agreement.items, agreement.overall[TOPICS]) == (2, Score(2, 1, 1))
    assert agreement.overall[REGIONS] == Score(0, 0, 0)


def test_disagreements_tell_what_only_one_side_says():
    items = [labelled("one", "ab"), labelled("two", "a", ["north"])]
    first, second = compare(items, answering(one="ac", two="a")).disagreements
    assert (first.item, first.scheme, [c.slug for c in first.extra], first.missing) == (items[0], TOPICS, ["c"], ("b",))
    assert (second.item, second.scheme, second.extra, second.missing) == (items[1], REGIONS, (), ("north",))


@given(PAIRS)
def test_slugs_add_up_to_the_whole_and_to_the_disagreements(pairs):
    items = [labelled(str(number), wanted) for number, (wanted, _) in enumerate(pairs)]
    agreement = compare(items, answering(**{str(number): sorted(given) for number, (_, given) in enumerate(pairs)}))
    overall = agreement.overall[TOPICS]
    scores = agreement.by_slug[TOPICS].values()
    for part in ("right", "extra", "missing"):
        assert getattr(overall, part) == sum(getattr(score, part) for score in scores)
    assert overall.extra == sum(len(found.extra) for found in agreement.disagreements)
    assert overall.missing == sum(len(found.missing) for found in agreement.disagreements)
    assert (overall.f1 in (1, None)) == (not agreement.disagreements)


@given(PAIRS)
def test_who_is_compared_with_whom_makes_no_difference_to_f1(pairs):
    def f1(pairs):
        items = [labelled(str(number), wanted) for number, (wanted, _) in enumerate(pairs)]
        answers = {str(number): sorted(given) for number, (_, given) in enumerate(pairs)}
        return [compare(items, answering(**answers)).overall[scheme].f1 for scheme in SCHEMES]

    assert f1(pairs) == f1([(other, one) for one, other in pairs])
