"""A site's folder with settings of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from syndication.config import Settings, load_settings

SITE = """\
[site]
title = "Bulletins"
description = "All bulletins."
publisher = "A publisher"
homepage = "https://example.org"
authority = "example.org"
"""


@pytest.fixture
def site_file(tmp_path: Path) -> Path:
    """A settings file with what is needed and nothing else."""
    path = tmp_path / "config" / "syndication.toml"
    path.parent.mkdir()
    path.write_text(SITE, "utf-8")
    return path


@pytest.fixture
def load(site_file: Path) -> Callable[..., Settings]:
    """Load the settings file after adding lines to it, under the given environment and flags."""

    def load(more: str = "", **layers: dict[str, object]) -> Settings:
        site_file.write_bytes(site_file.read_bytes() + more.encode())
        return load_settings(site_file.parent, environ=layers.get("environ", {}), flags=layers.get("flags"))  # type: ignore[arg-type]  # a test may give anything

    return load
