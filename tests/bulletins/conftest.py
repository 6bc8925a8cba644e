"""The settings that the labelled pages and the specimens are read with."""

import pytest

from syndication.config.settings import Bulletins


@pytest.fixture(scope="session")
def settings() -> Bulletins:
    return Bulletins(
        standing=("PSG Aims", "Historical Overview", "Human Rights", "Why join the PSG?"),
        closing=("All news", "All articles"),
        names=("Update", "Peru Update", "Peru News"),
    )
