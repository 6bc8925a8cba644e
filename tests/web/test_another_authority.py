"""Serving where the settings name another authority than the archive's: what is published stays published."""

import logging
import time

import pytest

from syndication.config import Settings
from syndication.scheduler import Poller
from syndication.web import create_app


@pytest.fixture
def settings(site) -> Settings:
    """Of another authority than that of the published site."""
    loaded: Settings = site.settings(site__authority="other.example")
    return loaded


def test_the_documents_are_served_and_the_poller_says_why_it_adds_nothing(
    settings: Settings, data, caplog: pytest.LogCaptureFixture
) -> None:
    before = (settings.documents_folder / "all.atom").read_bytes()
    poller = Poller(settings)
    poller.start()
    while "poller_failed" not in caplog.messages:
        time.sleep(0.01)
    poller.stop()
    [refused, *_] = [record for record in caplog.records if record.message == "poller_failed"]
    assert refused.levelno == logging.ERROR
    assert "site.authority: expected harbour.example.org" in str(refused.__dict__)
    response = create_app(settings).test_client().get("/all.atom")
    assert (response.status_code, response.data) == (200, before)
