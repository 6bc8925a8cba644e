"""Undated text met on several pages is standing text; an item that its page declares undated is not."""

from syndication.bulletins import parse_bulletin, set_apart_repeated
from syndication.config.settings import Bulletins
from syndication.models import Bulletin


def page(name: str, own: str, shared: str) -> Bulletin:
    ends = f"  • End of {own}\n\n    1 April 2010\n\n    Ends.\n"
    text = f"• {own}\n\n    1 May 2010\n\n    Text of {own}.\n\n{shared}{ends}"
    return parse_bulletin(text.encode(), name, Bulletins())


UNDATED = "  • Who we are\n\n    We watch the harbours.\n\n"
DECLARED = "  • Call for maps\n\n    31 December 1969\n\n    Send us maps.\n\n"


def test_undated_text_on_two_different_pages_is_set_apart() -> None:
    first, second = set_apart_repeated([page("a", "Nets", UNDATED), page("b", "Ropes", UNDATED)])
    assert "Who we are" not in {item.title for item in (*first.items, *second.items)}
    assert [omission.title for omission in first.omissions] == ["Who we are"]


def test_undated_text_on_one_page_stays_an_item_however_often_the_page_is_met() -> None:
    bulletins = set_apart_repeated([page("a", "Nets", UNDATED), page("copy of a", "Nets", UNDATED)])
    assert ["Who we are" in {item.title for item in bulletin.items} for bulletin in bulletins] == [True, True]


def test_an_item_expressly_without_a_date_stays_an_item_on_every_page() -> None:
    bulletins = set_apart_repeated([page("a", "Nets", DECLARED), page("b", "Ropes", DECLARED)])
    assert ["Call for maps" in {item.title for item in bulletin.items} for bulletin in bulletins] == [True, True]


def test_dated_items_are_never_set_apart() -> None:
    shared = "  • Shared\n\n    2 May 2010\n\n    The same.\n\n"
    bulletins = (page("a", "Nets", shared), page("b", "Ropes", shared))
    assert set_apart_repeated(bulletins) == bulletins
