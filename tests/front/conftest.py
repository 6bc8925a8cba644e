"""A front over a published tree with one document."""

import pytest

from syndication.config import Settings
from syndication.delivery import Library
from syndication.front import Answers
from tests.delivery.conftest import BODY, Press


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
def library(settings: Settings, press: Press) -> Library:
    return Library(settings.documents_folder)


@pytest.fixture
def answers(library: Library) -> Answers:
    return Answers(library, prefix="")
