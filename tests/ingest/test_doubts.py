"""Which items a person should see first."""

from datetime import UTC, date, datetime

import pytest

from syndication.config.settings import Inbox
from syndication.ingest.doubts import doubt_bulletin, find_doubts
from syndication.models import Bulletin, Item, SourceDate

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
LIMITS = Inbox(max_items=20, item_characters=1000, date_gap_years=8)


def item(year: int | None = 2017, *, title: str = "Nets", text: str = "They are mended.") -> Item:
    day = SourceDate(date(year, 8, 17)) if year else None
    return Item(title, (text,), day, None, None, "page.txt", 1)


def doubts(*items: Item, damaged: bool = False) -> list[str | None]:
    found = find_doubts(Bulletin("page.txt", None, items, (), is_damaged=damaged), items, LIMITS, NOW)
    return [doubt and doubt.reason for doubt in found]


def test_ordinary_items_raise_no_doubt() -> None:
    assert doubts(item(2017), item(2016), item(None)) == [None, None, None]


@pytest.mark.parametrize("year", [2007, 1917])
def test_one_date_far_from_all_others_is_doubted(year: int) -> None:
    *others, far = doubts(item(2017), item(2017), item(2016), item(year))
    assert others == [None, None, None]
    assert far is not None and f"dated {year}-08-17" in far and "2016-08-17" in far


@pytest.mark.parametrize("years", [(2017, 2007), (2017, 2016, 2007, 2007), range(1990, 2020, 7)])
def test_pages_that_reach_far_back_are_not_doubted(years: list[int]) -> None:
    assert set(doubts(*map(item, years))) == {None}


def test_a_text_or_a_title_of_absurd_size_is_doubted() -> None:
    long_text, long_title = doubts(item(text="x" * 1001), item(title="x" * 501))
    assert long_text is not None and "1,001 characters, more than inbox.item_characters" in long_text
    assert long_title is not None and "its title has 501 characters" in long_title


def test_damage_is_doubted_only_where_our_reading_did_it() -> None:
    assert doubts(item(title="Caf\ufffd")) == [None]
    [doubt] = doubts(item(title="Caf\ufffd"), damaged=True)
    assert doubt is not None and "undecodable bytes (1)" in doubt


def test_a_file_of_too_many_items_is_doubted_as_a_whole() -> None:
    many = Bulletin("page.txt", None, (item(),) * 21, ())
    doubt = doubt_bulletin(many, LIMITS)
    assert doubt is not None and "21 items found, more than inbox.max_items (20)" in doubt
