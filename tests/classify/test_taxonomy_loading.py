"""Reading a taxonomy: all faults of all files at once, each with its file, key and line."""

from pathlib import Path

import pytest

from syndication.classify import Classifier, load_taxonomy, load_terms
from syndication.errors import ConfigError

TOPICS = """\
[[terms]]
slug = "fish"
labels = { en = "Fish" }

[[entries]]
words = ["cod", "herring*"]
topics = ["fish"]
"""
REGIONS = """\
include = ["places.csv"]

[kinds.place]
letters = "capital"

[[terms]]
slug = "north"
labels = { en = "North" }
point = [60.0, 5.0]

[[rules]]
name = "bearing"
kinds = ["place"]
before = ["miles from"]
times = 0
"""
PLACES = "words,kind,regions,lat,lon,note\nBergen|Bjørgvin,place,north,60.4,5.3,a port\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "topics.toml").write_text(TOPICS, "utf-8")
    (tmp_path / "regions.toml").write_text(REGIONS, "utf-8")
    (tmp_path / "places.csv").write_text(PLACES, "utf-8")
    return tmp_path


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def faults(folder: Path) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_taxonomy(folder)
    return [str(fault).replace(f"{folder}/", "") for fault in caught.value.faults]


def are_all_at(place: str, found: list[str]) -> bool:
    return found != [] and all(fault.startswith(place) for fault in found)


def test_words_come_from_the_scheme_and_from_what_it_includes(folder):
    found = Classifier(load_taxonomy(folder)).classify("Herrings from Bjørgvin", "")
    assert [(c.scheme, c.slug) for c in found] == [("topics", "fish"), ("regions", "north")]


def test_a_slug_has_small_letters_and_hyphens(folder):
    change(folder, "topics.toml", 'slug = "fish"', 'slug = "Fish & chips"')
    (found,) = faults(folder)
    assert found.startswith("topics.toml:2: terms.0.slug: ")


def test_a_slug_stands_once(folder):
    with (folder / "topics.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[terms]]\nslug = "fish"\nlabels = { en = "Fish again" }\n')
    (found,) = faults(folder)
    assert found == "topics.toml:10: terms.1.slug: slug 'fish' stands twice; each category needs its own"


def test_a_word_has_one_meaning(folder):
    with (folder / "topics.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[entries]]\nwords = ["COD"]\n')
    (found,) = faults(folder)
    assert found.startswith("topics.toml:10: entries.1.words: 'COD' is claimed twice, first in topics.toml:6")


def test_letters_keep_two_meanings_of_a_word_apart(folder):
    with (folder / "topics.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[entries]]\nwords = ["COD"]\nletters = "exact"\n')
    classifier = Classifier(load_taxonomy(folder))
    assert classifier.classify("Cash and COD", "") == ()
    assert [c.slug for c in classifier.classify("Cod", "")] == ["fish"]


def test_a_category_must_exist(folder):
    change(folder, "places.csv", "north", "nroth")
    (found,) = faults(folder)
    assert found.startswith("places.csv:2: regions: 'nroth' is none of the regions")


@pytest.mark.parametrize("point", ["[91.0, 5.0]", "[60.0, 181.0]", "[60.0]"])
def test_a_point_lies_on_the_earth(folder, point):
    change(folder, "regions.toml", "[60.0, 5.0]", point)
    assert are_all_at("regions.toml:9: terms.0.point", faults(folder))


def test_a_name_in_a_table_lies_on_the_earth_too(folder):
    change(folder, "places.csv", "60.4", "604")
    (found,) = faults(folder)
    assert found.startswith("places.csv:2: lat: ")


@pytest.mark.parametrize("words", ["[]", '["", "cod"]', '["..."]'])
def test_a_word_holds_letters_and_an_entry_words(folder, words):
    change(folder, "topics.toml", '["cod", "herring*"]', words)
    assert are_all_at("topics.toml:6: entries.0.words", faults(folder))


def test_a_kind_must_exist(folder):
    change(folder, "regions.toml", 'kinds = ["place"]', 'kinds = ["plaice"]')
    (found,) = faults(folder)
    assert found == "regions.toml:13: rules.0.kinds: expected kinds of place, word, found 'plaice'"


def test_a_scheme_without_terms_is_refused(folder):
    (folder / "topics.toml").write_text("terms = []\n", "utf-8")
    (found,) = faults(folder)
    assert found.startswith("topics.toml:1: terms: ")


def test_a_missing_file_is_named(folder):
    (folder / "places.csv").unlink()
    (found,) = faults(folder)
    assert found.startswith("places.csv: expected a readable table")


def test_all_faults_of_all_files_come_at_once(folder):
    change(folder, "topics.toml", 'slug = "fish"', 'slug = "FISH"')
    change(folder, "regions.toml", "times = 0", "times = -1")
    change(folder, "places.csv", "60.4", "north pole")
    assert [found.split(":")[0] for found in faults(folder)] == ["topics.toml", "regions.toml", "places.csv"]


def test_a_lesson_about_no_topic_is_a_fault(folder):
    change(folder, "topics.toml", "[[entries]]", '[[lessons]]\nterm = "whales"\nstart = 1\n\n[[entries]]')
    assert len(faults(folder)) == 1
    assert "'whales' is none of the topics" in faults(folder)[0]


def test_the_terms_can_be_read_without_the_words(folder):
    whole = load_taxonomy(folder)
    (folder / "places.csv").write_text("this is no list of names\n", "utf-8")
    assert load_terms(folder).listed == whole.listed


def test_the_terms_are_checked_without_the_words(folder):
    change(folder, "topics.toml", "labels", "label")
    change(folder, "regions.toml", "[60.0, 5.0]", "[600.0, 5.0]")
    with pytest.raises(ConfigError) as caught:
        load_terms(folder)
    assert {Path(fault.source).name for fault in caught.value.faults} == {"topics.toml", "regions.toml"}


def test_a_slug_stands_once_among_the_terms(folder):
    with (folder / "topics.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[terms]]\nslug = "fish"\nlabels = { en = "Fish again" }\n')
    with pytest.raises(ConfigError, match="'fish' stands twice"):
        load_terms(folder)
