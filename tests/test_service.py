"""The parts of a site, opened together."""

import pytest

from syndication.errors import FolderError
from syndication.service import open_service
from tests.conftest import SiteFolder


def test_a_folder_for_data_that_cannot_be_made_is_named(site: SiteFolder) -> None:
    (site.root / "data").write_text("in the way")
    with pytest.raises(FolderError, match="data: expected a folder"), open_service(site.settings()):
        pass
