"""What the status page tells: whether anybody looks at the inbox, what is held, how fresh the feeds are."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup

from syndication.archive import Poll
from syndication.models import ALL, Held, Reading, Selection
from syndication.web.pages import status
from syndication.web.pages.status import tell_looks
from tests.web.conftest import NOW

LOOK = Poll(NOW, NOW + timedelta(seconds=2), files=7, items=40)


def main(reply) -> BeautifulSoup:
    assert reply.status_code == 200
    return BeautifulSoup(reply.data, "lxml").main


@pytest.mark.parametrize(("after", "is_missing"), [(60, False), (90 + 299, False), (90 + 301, True)])
def test_a_look_is_missing_some_time_after_it_was_due(after, is_missing):
    looks = tell_looks(LOOK, 90, NOW + timedelta(seconds=after))
    assert (looks.next, looks.is_missing) == (NOW + timedelta(seconds=90), is_missing)


def test_a_look_that_took_long_is_not_missing_when_it_ends():
    slow = Poll(NOW, NOW + timedelta(hours=1), files=9000, items=9000)
    assert not tell_looks(slow, 90, NOW + timedelta(minutes=61)).is_missing


def test_it_tells_of_the_last_look_and_the_next(client, archive):
    assert "Nobody has looked at the inbox yet" in main(client.get("/status")).text
    now = datetime.now(UTC)
    archive.record_poll(now - timedelta(seconds=9), now, 7, 40)
    page = main(client.get("/status"))
    assert "7 files, 40 new items" in page.text
    assert page.select_one(".notice.good")
    assert page.select_one(f'time[datetime="{(now + timedelta(seconds=81)).isoformat(timespec="seconds")}"]')


def test_it_says_so_when_nobody_looks_any_more(client, archive):
    archive.record_poll(NOW, NOW, 7, 40)
    assert main(client.get("/status")).select_one(".notice.bad")


def test_what_is_held_is_told_with_its_reason_and_the_feeds_it_would_reach(client, archive):
    feeds = (ALL, Selection.of("water"))
    held = Held("bad <b>.html", 3, "dated ahead of today: 2099-01-01", "A <script> of tomorrow", feeds)
    archive.absorb([Reading("bad <b>.html", "f" * 64, None, (), (held,))], NOW)
    (entry,) = main(client.get("/status")).select(".held li")
    assert entry.strong.text == "A <script> of tomorrow"
    assert "dated ahead of today: 2099-01-01" in entry.text
    assert "bad <b>.html, line 3, since 1 June 2020, 12:00 UTC" in entry.text
    assert [link["href"] for link in entry("a")] == ["/all", "/topics/water"]


def test_what_a_person_drops_is_not_shown_any_more(client, archive):
    archive.absorb([Reading("bad.html", "f" * 64, None, (), (Held("bad.html", 3, "undecodable"),))], NOW)
    assert main(client.get("/status")).select(".held li")
    archive.drop(archive.quarantine()[0].number)
    assert not main(client.get("/status")).select(".held li")


def test_of_much_that_is_held_the_first_is_shown_and_the_rest_counted(client, archive):
    held = tuple(Held("bad.html", line, "no date") for line in range(1, status.HELD + 3))
    archive.absorb([Reading("bad.html", "f" * 64, None, (), held)], NOW)
    page = main(client.get("/status"))
    assert len(page.select(".held li")) == status.HELD
    assert "And 2 more." in page.text


def test_feeds_that_pause_unusually_long_come_first(client, archive, newsdesk):
    archive.record_poll(datetime(2012, 3, 12, tzinfo=UTC), datetime(2012, 3, 12, tzinfo=UTC), 0, 0)
    rows = main(client.get("/status")).select("tbody tr")
    assert len(rows) == len(archive.counts())
    told = [cell.text for cell in rows[0].select("th, td")]
    assert told == ["All news", "quiet", "2012-03-05", "7 days", "1 day", "1 day"]


def test_long_lists_are_cut_into_pages(client, archive, monkeypatch):
    monkeypatch.setattr(status, "ROWS", 3)
    first, second = main(client.get("/status")), main(client.get("/status?page=2"))
    named = [row.th.text for page in (first, second) for row in page.select("tbody tr")]
    assert len(named) == len(set(named)) == len(archive.counts())
    assert client.get("/status?page=3").status_code == 404


@pytest.mark.parametrize("page", ["0", "x", "-1", "", "²"])
def test_what_is_no_page_is_told(client, page):
    assert client.get("/status", query_string={"page": page}).status_code == 400


def test_it_names_no_place_of_the_machine(client, settings, archive):
    archive.record_poll(NOW, NOW, 7, 40)
    text = client.get("/status").text
    assert str(settings.root) not in text
    assert settings.archive_url not in text
