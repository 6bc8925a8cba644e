"""A small site over three days."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from syndication.config import Settings
from tests.conftest import HARBOUR, SiteFolder
from tests.test_pipeline import LISTING

MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
OTHER = LISTING.replace("Teachers end their strike in Tacna", "Nurses begin a strike in Tacna")


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    return SiteFolder(tmp_path / "site", HARBOUR)


@pytest.fixture
def configured(site: SiteFolder) -> Settings:
    return site.settings()
