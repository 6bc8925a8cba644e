"""How long a document is good, and what is linked to it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndication.config import Settings
from syndication.config.settings import Feeds, Inbox
from syndication.documents.policy import link_of, max_age_of
from tests.feeds.making import make_settings


def with_schedule(interval: int, ceiling: int) -> Settings:
    changed = {"inbox": Inbox(interval_seconds=interval, settle_seconds=0), "feeds": Feeds(max_age_seconds=ceiling)}
    return make_settings().model_copy(update=changed)


@settings(deadline=None)
@given(path=st.text(), interval=st.integers(1, 86_400), ceiling=st.integers(1, 86_400))
def test_a_document_is_good_until_about_the_next_poll(path: str, interval: int, ceiling: int) -> None:
    found = max_age_of(path, with_schedule(interval, ceiling))
    assert found == max_age_of(path, with_schedule(interval, ceiling))
    assert 1 <= found <= ceiling
    assert min(interval, ceiling * 0.9) <= found <= interval * 1.1


@pytest.mark.parametrize(("interval", "ceiling"), [(600, 3600), (86_400, 3600)])
def test_feeds_do_not_all_end_at_the_same_second(interval: int, ceiling: int) -> None:
    schedule = with_schedule(interval, ceiling)
    assert len({max_age_of(f"/topics/{number}.atom", schedule) for number in range(200)}) > 40


def test_a_document_links_to_itself() -> None:
    assert link_of("/all.atom", make_settings()) == '<https://feeds.harbour.example/news/all.atom>; rel="self"'


def test_a_document_links_to_the_hub_of_the_site() -> None:
    assert link_of("/all.atom?q=a", make_settings(hub="https://hub.example/")) == (
        '<https://feeds.harbour.example/news/all.atom?q=a>; rel="self", <https://hub.example/>; rel="hub"'
    )
