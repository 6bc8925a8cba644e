"""A site of one's own for each test: configuration, inbox and data in a temporary folder."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from syndication.config import Settings, load_settings
from syndication.pipeline import Service, open_service

REPOSITORY = Path(__file__).parent.parent
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC).timestamp()


class SiteFolder:
    """A site's folder, and what an editor does in it."""

    def __init__(self, root: Path, config: Path) -> None:
        self.root = root
        shutil.copytree(config, root / "config")
        (root / "inbox").mkdir()

    def settings(self, **flags: object) -> Settings:
        """Flags name settings with two underscores for the dot: ``feeds__items=3``."""
        dotted = {name.replace("__", "."): value for name, value in flags.items()}
        return load_settings(self.root / "config", environ={}, flags=dotted)

    def drop(self, name: str, content: str | bytes, *, at: float = LONG_AGO) -> Path:
        """Put a bulletin file into the inbox; by default it has stood still for long."""
        path = self.root / "inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        os.utime(path, (at, at))
        return path


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """The ready configuration, with an empty inbox."""
    return SiteFolder(tmp_path / "site", REPOSITORY / "config")


@pytest.fixture
def service(site: SiteFolder) -> Iterator[Service]:
    with open_service(site.settings()) as opened:
        yield opened
