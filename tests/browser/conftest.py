"""Chromium, and the sample site served to it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.serving import Served, serving_site
from tests.conftest import REPOSITORY

PICTURES = REPOSITORY / "build" / "screenshots"
"""Kept by continuous integration as artefacts; git ignores the folder."""
DATA = REPOSITORY / "tests" / "data" / "browser"
NAMES = ("chromium", "chromium-browser", "google-chrome")
NO_OTHER_HOST = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


def find_chromium() -> str:
    """The program; without it the test is skipped, and fails in continuous integration, which installs it."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        say = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        say("expected Chromium, found none of its names; run: apt-get install chromium")
    return str(found)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window, to which there is no host but this machine."""
    executable = find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=[NO_OTHER_HOST])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The ready configuration with the samples, and with news of water in Piura."""
    bulletins = [*(REPOSITORY / "samples" / "bulletins").iterdir(), DATA / "piura.txt"]
    with serving_site(tmp_path_factory.mktemp("browser") / "site", REPOSITORY / "config", bulletins) as served:
        yield served


@pytest.fixture
def pictures() -> Path:
    """The folder of pictures of pages, to be looked at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    return PICTURES
