"""Who holds what is still true is told 304, everybody else 200: through withdrawals, quick builds and bad clocks."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from syndication.models import ALL
from syndication.pipeline import build
from syndication.publishing import publish_due
from syndication.service import Service, open_service
from syndication.web import create_app

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TOUCHED, UNTOUCHED = "/topics/water.atom", "/topics/health.atom"


@pytest.fixture
def service(settings, data) -> Iterator[Service]:
    with open_service(settings) as service:
        build(service, NOW)
        yield service


@pytest.fixture
def client(service):
    return create_app(service.settings).test_client()


class Known:
    """What a reader keeps of its last poll."""

    def __init__(self, client, address: str) -> None:
        self._client, self._address = client, address
        reply = client.get(address)
        self.tag, self.date = reply.headers["ETag"], reply.headers["Last-Modified"]

    def poll(self) -> set[int]:
        """The statuses that it is answered by its tag, by its date, and by both."""
        time.sleep(0.3)  # the service looks at what is published several times a second
        conditions = {"If-None-Match": self.tag}, {"If-Modified-Since": self.date}
        asked = (*conditions, conditions[0] | conditions[1])
        return {self._client.get(self._address, headers=headers).status_code for headers in asked}


@pytest.fixture
def touched(client) -> Known:
    return Known(client, TOUCHED)


@pytest.fixture
def untouched(client) -> Known:
    return Known(client, UNTOUCHED)


def withdraw_newest(service, now: datetime) -> None:
    (newest,) = service.archive.newest(ALL, 1)
    service.archive.withdraw(newest.id, "a mistake", now)


def test_withdrawing_the_newest_item_is_news(service, client, touched, untouched):
    withdraw_newest(service, NOW + timedelta(hours=1))
    publish_due(service, NOW + timedelta(hours=1))
    assert touched.poll() == {200}
    assert untouched.poll() == {304}
    assert Known(client, TOUCHED).poll() == {304}


def test_two_changes_in_one_second_are_two(service, client, touched):
    withdraw_newest(service, NOW)
    publish_due(service, NOW)
    between = Known(client, TOUCHED)
    assert touched.poll() == {200}
    service.archive.correct(service.archive.newest(ALL, 1)[0].id, {"topics": ["water", "health"]}, NOW)
    publish_due(service, NOW)
    assert between.poll() == {200}
    assert touched.poll() == {200}
    assert Known(client, TOUCHED).poll() == {304}


def test_building_again_is_no_news(service, touched, untouched):
    build(service, NOW)
    build(service, NOW + timedelta(days=1))
    assert touched.poll() == untouched.poll() == {304}


def test_a_clock_set_back_hides_no_news(service, client, touched, untouched):
    yesterday = NOW - timedelta(days=1)
    withdraw_newest(service, yesterday)
    publish_due(service, yesterday)
    assert touched.poll() == {200}
    assert untouched.poll() == {304}
    assert Known(client, TOUCHED).poll() == {304}


@pytest.mark.parametrize("address", ["/topics/health+water.atom", "/all.atom?q=canal", "/topics/water/2012.atom"])
def test_what_is_made_on_demand_keeps_to_it_too(service, client, address):
    before = Known(client, address)
    assert before.poll() == {304}
    withdraw_newest(service, NOW - timedelta(days=1))
    assert 304 not in before.poll()


@pytest.mark.parametrize("zone", ["Asia/Kathmandu", "America/Lima", "Pacific/Kiritimati"])
def test_the_time_zone_of_the_machine_changes_nothing(service, touched, untouched, monkeypatch, zone):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        build(service, NOW + timedelta(hours=2))
        assert touched.poll() == untouched.poll() == {304}
    finally:
        monkeypatch.undo()
        time.tzset()
