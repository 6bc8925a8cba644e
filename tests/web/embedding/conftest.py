"""A client of the built site for tests that change nothing: one for all of them."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from syndication.config import load_settings
from syndication.models import ALL
from syndication.web import create_app
from syndication.web.reading_room import ReadingRoom


@pytest.fixture(scope="session")
def visitor(published_data: Path) -> FlaskClient:
    return create_app(load_settings(published_data.parent / "config", environ={})).test_client()


@pytest.fixture(scope="session")
def newest(published_data: Path):
    """The newest item that the visitor can see."""
    with ReadingRoom(load_settings(published_data.parent / "config", environ={})).archive() as archive:
        return archive.newest(ALL, 1)[0]
