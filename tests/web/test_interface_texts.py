"""The words of the interface are complete in every language."""

import re
import string
from pathlib import Path

import pytest

import syndication.web
from syndication.models import SourceDate
from syndication.web.texts import load_texts

WEB = Path(syndication.web.__file__).parent


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_language_says_the_same_things():
    english, spanish = load_texts("en"), load_texts("es")
    assert {key: places(text) for key, text in english.words.items()} == {
        key: places(text) for key, text in spanish.words.items()
    }
    assert english.counts.keys() == spanish.counts.keys()
    assert len(english.months) == len(spanish.months) == 12


def test_every_text_is_said_somewhere():
    texts = load_texts("en")
    said = re.compile("|".join(sorted(named_in_sources())))
    assert [key for key in (*texts.words, *texts.counts) if not said.fullmatch(key)] == []


def named_in_sources() -> set[str]:
    """Patterns of the keys that templates and modules name: whole, or put together as ``"pace_" ~ unit``."""
    files = [file for kind in ("*.py", "*.html") for file in WEB.rglob(kind)]
    source = "\n".join(file.read_text("utf-8") for file in files)
    whole = set(re.findall(r"""["']([a-z0-9_]+)["']""", source))
    begun = re.findall(r"""["']([a-z_]+_)["'] ~""", source) + re.findall(r"""f["']([a-z_]+_)\{[^"']*\}["']""", source)
    ended = re.findall(r"""~ ["'](_[a-z_]+)["']""", source)
    return whole | {f"{start}.+" for start in begun} | {f".+{end}" for end in ended}


@pytest.mark.parametrize(("tag", "word"), [("es-PE", "Temas"), ("en-GB", "Topics"), ("qu", "Topics")])
def test_a_region_takes_its_language_and_an_unknown_language_english(tag, word):
    assert load_texts(tag).say("topics") == word


def test_a_date_is_no_more_exact_than_its_source():
    texts = load_texts("en")
    assert texts.date(SourceDate.parse("2010-08-17")) == "17 August 2010"
    assert texts.date(SourceDate.parse("2010-08")) == "August 2010"


def test_no_two_files_of_a_language_have_the_same_key(tmp_path, monkeypatch):
    for name in ("home", "item"):
        folder = tmp_path / "xx"
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.toml").write_text('[words]\ntwice = "x"\n', "utf-8")
    monkeypatch.setattr("syndication.web.texts.files", lambda _: tmp_path)
    with pytest.raises(ValueError, match=r"item.toml: .* twice"):
        load_texts("xx")


def test_a_number_is_written_as_the_language_does():
    assert load_texts("en").count("items", 20_000) == "20,000 items"
    assert load_texts("es").count("items", 20_000) == "20\u202f000 noticias"
