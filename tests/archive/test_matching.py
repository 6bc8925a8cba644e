from syndication.archive.identity import Told
from syndication.archive.matching import Content, find_home, group_contents
from syndication.models import SourceDate
from tests.archive.pages import TEXT


def content(
    key: str, title: str = "Water", text: str = TEXT, date: str | None = "2010-08-17", *, founded: str | None = None
) -> Content:
    return Content(key, Told(title, text, None if date is None else SourceDate.parse(date), None), founded)


def keys(groups: list[tuple[Content, ...]]) -> list[str]:
    return sorted("".join(sorted(content.key for content in group)) for group in groups)


def test_a_bare_title_joins_one_of_two_corrections_and_does_not_join_them() -> None:
    corrections = [content("a", "Correction", "The mine is in the north"), content("b", "Correction", "It rained")]
    assert len(group_contents([*corrections, content("c", "Correction", "")])) == 2


def test_items_that_exist_stay_apart_though_a_content_matches_both() -> None:
    one, other = content("a", text=TEXT[:35], founded="one"), content("b", "Rain", TEXT, founded="other")
    assert keys(group_contents([one, other, content("c", "Water", TEXT)])) == ["ac", "b"]


def test_the_same_contents_before_any_item_exists_are_one() -> None:
    assert keys(group_contents([content("a", text=TEXT[:35]), content("b", "Rain"), content("c")])) == ["abc"]


def test_a_month_joins_one_day_of_it_only() -> None:
    days = [content("a", date="2010-08-17"), content("b", "Rain", "It rained a lot", "2010-08-18")]
    assert keys(group_contents([*days, content("c", date="2010-08")])) == ["ac", "b"]


def test_two_days_never_meet_through_a_month() -> None:
    days = [content("a", date="2010-08-17"), content("b", date="2010-08-18")]
    assert len(group_contents([*days, content("c", date="2010-08")])) == 2


def test_an_undated_content_goes_to_the_best_match() -> None:
    teaser, full = (content("a", text=TEXT[:35], date="2009-08-17"),), (content("b"),)
    assert find_home(content("c", date=None), [teaser, full]) == full


def test_an_undated_content_without_a_match_has_no_home() -> None:
    assert find_home(content("c", "Rain", "It rained", None), [(content("a"),)]) is None
