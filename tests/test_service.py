"""The parts of a site, opened together."""

import pytest

from syndication.archive import Archive
from syndication.config import Settings
from syndication.errors import ConfigError
from syndication.pipeline import build, run_cycle
from syndication.service import open_service
from tests.archive.pages import NOW, page, tell
from tests.conftest import SiteFolder
from tests.test_pipeline import LISTING

OTHER = "other.example"


@pytest.fixture
def used(site: SiteFolder) -> SiteFolder:
    """A site that has items."""
    site.drop("listing.txt", LISTING)
    with open_service(site.settings()) as service:
        run_cycle(service, NOW)
    return site


def refusal(settings: Settings) -> str:
    with pytest.raises(ConfigError) as refused, open_service(settings):
        pass
    return str(refused.value)


def test_a_folder_for_data_that_cannot_be_made_is_named_with_its_setting(site: SiteFolder) -> None:
    (site.root / "data").write_text("in the way")
    told = refusal(site.settings())
    assert told.startswith(f"{site.root / 'config' / 'syndication.toml'}:")
    assert f": data.folder: {site.root / 'data'}: expected a folder" in told


def test_an_archive_of_another_authority_is_not_opened(used: SiteFolder) -> None:
    file, ours = used.root / "config" / "syndication.toml", used.settings().site.authority
    file.write_text(file.read_text("utf-8").replace(f'"{ours}"', f'"{OTHER}"'), "utf-8")
    [line] = [number for number, text in enumerate(file.read_text("utf-8").split("\n"), 1) if OTHER in text]
    assert refusal(used.settings()) == (
        f"{file}:{line}: site.authority: expected {ours}, as in the ids of this site's items, found {OTHER}; set it "
        "back, or, where nobody has subscribed yet, begin anew with an empty folder in the place of "
        f"{used.root / 'data'} (data.folder)"
    )


def test_who_set_another_authority_is_named_before_the_file(used: SiteFolder) -> None:
    assert refusal(used.settings(site__authority=OTHER)).startswith("--authority: site.authority: expected ")


def test_an_archive_without_items_is_of_any_authority(site: SiteFolder) -> None:
    with open_service(site.settings()):
        pass
    with open_service(site.settings(site__authority=OTHER)) as service:
        assert service.archive.foreign_authorities() == frozenset()


def test_items_of_another_authority_beside_ours_are_no_reason_to_refuse(used: SiteFolder) -> None:
    other = used.settings(site__authority=OTHER)
    with Archive.open(other.archive_url, authority=OTHER) as archive:
        archive.absorb([page("other.txt", tell())], NOW)
    for settings in (used.settings(), other):
        with open_service(settings) as service:
            assert service.archive.foreign_authorities() == frozenset()


def break_words(site: SiteFolder) -> None:
    (site.root / "config" / "topic-words.toml").write_text("[[entries]]\nwords = []\n", "utf-8")


def test_who_publishes_alone_reads_no_words(used: SiteFolder) -> None:
    break_words(used)
    with open_service(used.settings()) as service:
        assert build(service, NOW)


def test_who_takes_in_is_told_what_is_wrong_with_the_words_and_takes_in_nothing(site: SiteFolder) -> None:
    break_words(site)
    site.drop("listing.txt", LISTING)
    with open_service(site.settings()) as service:
        with pytest.raises(ConfigError, match=r"topic-words\.toml:2: entries\.0\.words"):
            run_cycle(service, NOW)
        assert service.archive.digests() == {}


def test_a_service_that_stays_tells_at_once_what_is_wrong_with_the_words(site: SiteFolder) -> None:
    break_words(site)
    with pytest.raises(ConfigError, match=r"topic-words\.toml"), open_service(site.settings(), stays=True):
        pass


def test_a_service_that_stays_classifies_by_the_words_of_its_start(site: SiteFolder) -> None:
    with open_service(site.settings(), stays=True) as service:
        break_words(site)
        site.drop("listing.txt", LISTING)
        assert run_cycle(service, NOW).absorption.added
