from datetime import UTC, date, datetime

import pytest

from syndication.archive.identity import Told
from syndication.archive.merging import Sighting, Variant, choose_founder, is_materially_different, merge
from syndication.models import Picture, SourceDate
from tests.archive.pages import TEXT

OLD, NEW = date(2010, 9, 1), date(2011, 1, 1)
DAM, MILL = Picture("https://example.org/dam.jpg", "A dam"), Picture("https://example.org/mill.jpg")
PUBLISHED = datetime(2010, 8, 17, 12, tzinfo=UTC)


def variant(
    key: str,
    text: str = TEXT,
    met: date | None = OLD,
    *,
    title: str = "Water",
    day: str | None = "2010-08-17",
    url: str | None = None,
    modified: date | None = None,
    picture: Picture | None = None,
) -> Variant:
    told = Told(title, text, None if day is None else SourceDate.parse(day), url)
    sighting = Sighting("a.html", "d", met, f"https://example.org/{met}", modified, picture=picture)
    return Variant(ord(key), key, told, (sighting,))


def test_the_longest_text_wins() -> None:
    assert merge([variant("a", met=NEW), variant("b", TEXT + " on")]).winner.key == "b"


def test_of_equal_texts_the_newest_page_wins() -> None:
    assert merge([variant("a", met=NEW), variant("b")]).winner.key == "a"


def test_else_a_fixed_order_decides() -> None:
    assert merge([variant("a"), variant("b")]) == merge([variant("b"), variant("a")])


def test_a_day_is_better_than_a_month() -> None:
    assert str(merge([variant("a", TEXT + " on", day="2010-08"), variant("b")]).date) == "2010-08-17"


def test_the_address_may_come_from_another_variant() -> None:
    assert merge([variant("a", TEXT + " on"), variant("b", url="https://example.org/w")]).url == "https://example.org/w"


def test_the_winner_s_picture_is_shown() -> None:
    assert merge([variant("a", TEXT + " on", picture=DAM), variant("b", picture=MILL)]).picture == DAM


def test_a_picture_may_come_from_another_variant_that_stands() -> None:
    others = [variant("a", picture=DAM), variant("b", met=NEW, picture=MILL)]
    taken_back = Variant(1, "c", others[0].told, (Sighting("b.html", "e", NEW, None, None, False, picture=DAM),))
    winner = variant("d", TEXT + " on")
    assert merge([winner, *others, taken_back]).picture == MILL
    assert merge([taken_back, *reversed(others), winner]).picture == MILL


def test_of_a_variant_s_pictures_the_newest_page_s_is_shown() -> None:
    old, new = variant("a", picture=DAM).sightings[0], variant("a", met=NEW, picture=MILL).sightings[0]
    both = [Variant(1, "a", variant("a").told, seen) for seen in ((old, new), (new, old))]
    assert [merge([each]).picture for each in both] == [MILL, MILL]


def test_another_picture_alone_is_no_update() -> None:
    assert merge([variant("a", picture=DAM), variant("b", met=NEW, picture=MILL)]).updated == PUBLISHED


def test_a_page_s_date_alone_is_no_update() -> None:
    assert merge([variant("a", met=NEW)]).updated == PUBLISHED


def test_a_longer_text_on_a_later_page_is_an_update() -> None:
    longer = merge([variant("a"), variant("b", TEXT + " and so on", met=NEW)])
    assert longer.updated == datetime(2011, 1, 1, 12, tzinfo=UTC)


def test_a_full_text_after_its_teaser_is_no_update() -> None:
    assert merge([variant("a", TEXT[:40] + "..."), variant("b", met=NEW)]).updated == PUBLISHED


def test_a_day_stated_by_the_source_is_an_update() -> None:
    assert merge([variant("a", modified=NEW)]).updated == datetime(2011, 1, 1, 12, tzinfo=UTC)


def test_nothing_is_updated_before_it_was_published() -> None:
    assert merge([variant("a", modified=date(2009, 1, 1))]).updated == PUBLISHED


def test_a_variant_that_no_page_shows_any_more_does_not_win() -> None:
    gone = Variant(1, "b", Told("Water", TEXT + " on and on", SourceDate.parse("2010-08-17"), None), ())
    assert merge([variant("a"), gone]).winner.key == "a"
    assert merge([gone]).winner.key == "b"


def test_an_item_without_a_date_is_refused() -> None:
    with pytest.raises(ValueError, match="one of them with a date"):
        merge([variant("a", day=None)])


@pytest.mark.parametrize("title", ["water!", "WATER", "Wáter"])
def test_punctuation_case_and_accents_are_not_material(title: str) -> None:
    assert not is_materially_different(variant("a").told, variant("b", title=title).told)


def test_another_title_is_material() -> None:
    assert is_materially_different(variant("a").told, variant("b", title="Rain").told)


def test_the_oldest_page_gives_a_new_item_its_id() -> None:
    assert choose_founder([variant("a", met=NEW), variant("b"), variant("c", "")])[0].key == "b"
