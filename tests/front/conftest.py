"""A front over a published tree with one document."""

import pytest

from syndication.config import Settings
from syndication.delivery import Desk
from syndication.front import Answers
from tests.delivery.conftest import BODY, Press, make_desk


@pytest.fixture
def settings(site) -> Settings:
    loaded: Settings = site.settings()
    return loaded


@pytest.fixture
def press(settings: Settings) -> Press:
    """One that has published a document."""
    press = Press(settings)
    press.publish("/all.atom", BODY)
    return press


@pytest.fixture
def desk(settings: Settings, press: Press) -> Desk:
    return make_desk(settings)


@pytest.fixture
def answers(desk: Desk) -> Answers:
    return Answers(desk, prefix="")
