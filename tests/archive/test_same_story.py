"""Which contents are one story; each case is a line."""

import pytest

from syndication.archive.identity import Told, are_same_story, fold_address, mint_id, mint_slug, tell_apart
from syndication.models import SourceDate
from tests.archive.pages import TEXT

TITLE = "Council agrees on water tests"
OTHER_TEXT = "Builders will close both lanes of the northern road until the new culvert has been laid and paved over"


def told(
    title: str = TITLE,
    text: str = TEXT,
    date: str | None = "2010-08-17",
    url: str | None = None,
    pages: str = "",
) -> Told:
    return Told(title, text, None if date is None else SourceDate.parse(date), url, frozenset(pages.split()))


SAME = {
    "an accent, the case and punctuation in the title": (told(), told("COUNCIL agreés, on water tests!")),
    "a look-alike letter in the title": (told(), told("Council agrees οn water tests")),
    "a teaser that ends in dots": (told(), told(text=TEXT[:50] + "...")),
    "a teaser cut within a word": (told("Water"), told("Water", text=TEXT[:60] + "…")),
    "a short text that the long one begins with": (told("Water"), told("Water", text=TEXT[:35])),
    "no text on one side": (told("Water"), told("Water", text="")),
    "an edited title over the same opening": (told(), told(title="Testing to start in spring")),
    "an edited title over a teaser": (told(), told(title="Testing to start in spring", text=TEXT[:60] + "...")),
    "a distinctive title over an abstract": (told(pages="a"), told(text=OTHER_TEXT, pages="b")),
    "the same notice twice in one list": (told(pages="a"), told(pages="a")),
    "a month and a day in it": (told(), told(date="2010-08")),
    "no date on one side": (told(), told(date=None)),
    "another address": (told(url="https://example.org/a"), told(url="https://example.org/b")),
    "one address with a rewritten text": (
        told(url="http://www.example.org/a/"),
        told(title="Council agrees on tests", text=OTHER_TEXT, url="https://example.org/a"),
    ),
}

APART = {
    "another day": (told(), told(date="2010-08-18")),
    "a month without that day": (told(), told(date="2010-09")),
    "similar titles": (told(), told(title="Council agrees on water rates", text=OTHER_TEXT)),
    "a series": (told("Letter from the valley"), told("Letter from the valley (2)")),
    "a series by Roman numbers": (told("Letter from the valley"), told("Letter from the valley II")),
    "two corrections": (told("Correction"), told("Correction", text=OTHER_TEXT)),
    "one page that shows the same title over two texts": (told(pages="a b"), told(text=OTHER_TEXT, pages="b")),
    "one address with another story": (
        told(url="https://example.org/a"),
        told("Road closed by snow", OTHER_TEXT, url="https://example.org/a"),
    ),
    "few words in common at the start": (
        told("Invitation", "You are invited to the meeting"),
        told("Road closed", "You are invited to the meeting"),
    ),
}


@pytest.mark.parametrize("case", SAME)
def test_one_story(case: str) -> None:
    a, b = SAME[case]
    assert are_same_story(a, b)
    assert are_same_story(b, a)


@pytest.mark.parametrize("case", APART)
def test_two_stories(case: str) -> None:
    a, b = APART[case]
    assert not are_same_story(a, b)
    assert not are_same_story(b, a)


@pytest.mark.parametrize(
    "url",
    ["https://example.org/a?x=1&y=2", "http://www.example.org/a/?y=2&x=1", "https://EXAMPLE.org:443/a?x=1&y=2#top"],
)
def test_spellings_of_an_address_are_one(url: str) -> None:
    assert fold_address(url) == "example.org/a?x=1&y=2"


@pytest.mark.parametrize("url", [None, "https://example.org", "https://www.example.org/"])
def test_a_front_page_is_no_item_s_address(url: str | None) -> None:
    assert fold_address(url) is None


def test_a_broken_address_is_kept_as_it_is() -> None:
    assert fold_address("http://[broken/a") == "http://[broken/a"


def test_a_slug_is_readable_and_short() -> None:
    assert mint_slug(told(text="Tía María’s mine closed. It had been open for nine years.")).startswith(
        "tia marias-mine-closed-it-had-".replace(" ", "-")
    )


@pytest.mark.parametrize("words", range(8, len(TEXT.split())))
def test_a_teaser_of_eight_words_has_the_slug_of_its_full_text(words: int) -> None:
    assert mint_slug(told(text=" ".join(TEXT.split()[:words]) + "...")) == mint_slug(told())


def test_the_slug_of_an_item_without_text_comes_from_its_title() -> None:
    assert mint_slug(told(text="")).startswith("council-agrees-on-water-tests-")


def test_short_texts_that_are_equal_have_slugs_of_their_titles() -> None:
    assert mint_slug(told("Letter", "Dear friends")) != mint_slug(told("Letter (2)", "Dear friends"))
    assert mint_slug(told("Letter", "Dear friends")) == mint_slug(told("LETTER!", "Dear friends..."))


def test_stories_that_open_alike_are_told_apart_by_their_titles_whatever_stood_before() -> None:
    one, other = (tell_apart("a-b", told(title), "0123456789") for title in ("Letter", "Letter (2)"))
    assert one[0] != other[0]
    assert one[0] == tell_apart("a-b", told("letter"), "9876543210")[0]


def test_text_in_another_script_has_a_slug_too() -> None:
    assert mint_slug(told(title="水道検査", text="")).isalnum()


def test_an_id_is_a_tag() -> None:
    assert mint_id("example.org", "2010-08", "a-b") == "tag:example.org,2010-08:a-b"
