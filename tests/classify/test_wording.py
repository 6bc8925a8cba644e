"""A wording: what all words of an item say of each category, and which of them are shown as reasons."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndication.classify import Classifier, load_taxonomy
from syndication.classify.folding import Written
from syndication.classify.tallying import Tally
from syndication.classify.vocabulary import Wording
from syndication.classify.wording import Hearing, tell_apart
from syndication.errors import ConfigError
from syndication.models import TOPICS

TERMS = ("fish", "trade")
ROWS = {"cod": (200, 400, -100), "sold": (100, -50, 400), "the": (10, 0, 0)}


def hear(title, summary, times=3):
    return hear_with(Wording(title=times, terms=TERMS, words=ROWS), title, summary)


def hear_with(wording, title, summary):
    return Hearing(wording, TERMS).hear(Written.of(title), Written.of(summary))


@given(
    st.dictionaries(st.text(max_size=3), st.lists(st.integers(-(10**9), 10**9), min_size=2, max_size=2)),
    st.integers(1, 10),
)
def test_a_tally_adds_each_column_by_itself(rows, times):
    tally = Tally(rows, 2, times)
    columns = tuple(times * sum(row[column] for row in rows.values()) for column in (0, 1))
    assert tally.read(tally.add(set(rows) | {"unknown"}) * times) == columns


def test_a_tally_adds_rows_as_many_times_as_is_asked_for():
    tally = Tally({"cod": [2, -1], "eel": [0, 5]}, 2, times=30)
    assert tally.read(tally.mix([("cod", 30), ("eel", 7), ("unknown", 1)])) == (60, 5)


def test_words_speak_for_a_category_and_against_another():
    heard = hear("", "Cod.")
    assert heard.points == [2.0, -0.5]


def test_a_repeated_or_unknown_word_says_no_more():
    assert hear("", "Cod, cod and herring").points == hear("", "cod").points


def test_a_word_in_the_title_counts_so_many_times():
    said = hear("Cod", "is sold")
    length = (600**2 + 100**2) ** 0.5
    assert said.points[0] == pytest.approx((3 * 400 - 50) / length)


def test_a_word_of_the_title_counts_there_only():
    assert hear("Cod", "Cod sold").points == hear("Cod", "sold").points


def test_a_word_in_the_first_sentence_counts_so_many_times():
    wording = Wording(title=3, first=2, terms=TERMS, words=ROWS)
    first, further = (hear_with(wording, "", text) for text in ("Cod. Sold", "Sold. Cod"))
    assert first.points[0] == pytest.approx((2 * 400 - 50) / (400**2 + 100**2) ** 0.5)
    assert further.points[0] == pytest.approx((400 - 2 * 50) / (200**2 + 200**2) ** 0.5)


def test_a_word_counts_where_it_stands_first():
    title, first, further = tell_apart(Written.of("Cod"), Written.of("Cod is sold. Sold in nets"))
    assert (title, first, further) == ({"cod"}, {"is", "sold"}, {"in", "nets"})


def test_a_text_without_an_end_of_a_sentence_is_its_first_sentence():
    assert tell_apart(Written.of("Cod"), Written.of("cod is sold.")) == ({"cod"}, {"is", "sold"}, set())


def test_without_known_words_nothing_is_said():
    assert hear("Nothing", "else").points == [0, 0]


def test_reasons_are_the_most_telling_words_as_the_item_writes_them():
    heard = hear("Cód", "is sold")
    assert [(r.term, r.where) for r in heard.reasons(TOPICS, "fish", ())] == [("Cód", "title")]
    assert [(r.term, r.where) for r in heard.reasons(TOPICS, "trade", ())] == [("sold", "summary")]


@pytest.mark.parametrize(("points", "shown"), [(49, []), (50, ["cod"]), (-50, [])])
def test_a_word_with_few_points_is_no_reason(points, shown):
    wording = Wording(terms=("fish",), words={"cod": (100, points)})
    heard = hear_with(wording, "", "cod")
    assert [reason.term for reason in heard.reasons(TOPICS, "fish", ())] == shown


def test_in_a_long_text_a_reason_needs_more_points():
    wording = Wording(terms=("fish",), words={"cod": (100, 60), "sold": (200, 0)})
    assert hear_with(wording, "", "cod").reasons(TOPICS, "fish", ())
    assert not hear_with(wording, "", "cod sold").reasons(TOPICS, "fish", ())


def test_points_stand_in_the_order_asked_for_and_are_none_where_nothing_was_taught():
    heard = Hearing(Wording(terms=TERMS, words=ROWS), ["trade", "weather", "fish"]).hear(
        Written.of(""), Written.of("cod")
    )
    assert heard.points == [-0.5, 0.0, 2.0]


def test_nothing_is_a_reason_for_a_category_of_which_nothing_was_taught():
    assert hear("Cod", "").reasons(TOPICS, "weather", ()) == []


def test_a_reason_is_not_given_twice():
    heard = hear("", "cod")
    assert heard.reasons(TOPICS, "fish", ["Cod"]) == []


TAXONOMY = """\
include = ["wording.json"]

[choosing]
chance_at_least = 0.5

[[terms]]
slug = "fish"
labels = { en = "Fish" }

[[entries]]
words = ["herring"]
topics = ["fish"]

[[lessons]]
term = "fish"
start = 0
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "topics.toml").write_text(TAXONOMY, "utf-8")
    (tmp_path / "regions.toml").write_text('[[terms]]\nslug = "north"\nlabels = { en = "North" }\n', "utf-8")
    write(tmp_path, '{"wording": {"terms": ["fish"], "words": {"nets": [100, 200]}}}')
    return tmp_path


def write(folder: Path, wording: str) -> None:
    (folder / "wording.json").write_text(wording, "utf-8")


def test_a_wording_raises_the_chance_and_its_words_are_reasons(folder):
    classify = Classifier(load_taxonomy(folder)).classify
    (plain,) = classify("", "Herring!")
    (said,) = classify("", "Herring in nets")
    assert plain.score == 0.5 < said.score
    assert [piece.term for piece in said.evidence] == ["Herring", "nets"]


def test_a_wording_chooses_nothing_for_an_item_without_a_word_of_the_vocabulary(folder):
    assert Classifier(load_taxonomy(folder)).classify("Nets", "nets") == ()


@pytest.mark.parametrize(
    ("wording", "complaint"),
    [
        ('{"wording": {"terms": ["cod"], "words": {}}}', "'cod' is none of the topics"),
        ('{"wording": {"terms": ["fish"], "words": {"nets": [100]}}}', "expected 2 figures for 'nets'"),
        ('{"wording": {"terms": ["fish"], "words": {"nets": [0, 1]}}}', "the first above 0"),
        ('{"wording": ', "wording.json:1: not valid JSON"),
        ("[]", "expected an object"),
    ],
)
def test_a_faulty_file_is_named_with_what_is_wrong(folder, wording, complaint):
    write(folder, wording)
    with pytest.raises(ConfigError, match=complaint.replace("[", r"\[")) as caught:
        load_taxonomy(folder)
    assert "wording.json" in str(caught.value)


@pytest.mark.parametrize("content", [b"\xff", None])
def test_an_unreadable_file_is_named(folder, content):
    path = folder / "wording.json"
    path.unlink()
    if content:
        path.write_bytes(content)
    with pytest.raises(ConfigError, match=r"wording\.json"):
        load_taxonomy(folder)
