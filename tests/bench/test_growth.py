"""Archives that are kept between two measurements."""

from pathlib import Path

from bench.archive import MadeArchive
from bench.growth import make_archive
from bench.site import make_site, now
from syndication.classify import load_taxonomy
from syndication.config import load_settings
from syndication.service import open_service


def test_an_archive_is_gone_on_with_where_its_making_was_interrupted(tmp_path: Path) -> None:
    whole, begun = tmp_path / "whole", tmp_path / "begun"
    assert make_archive(whole, 50) > 0
    settings = make_site(begun)
    with open_service(settings) as service:
        service.archive.absorb([MadeArchive(50, load_taxonomy(settings.folder)).bulletin(0).reading], now())
    assert make_archive(begun, 50) > 0
    assert make_archive(begun, 50) == 0
    assert read_contents(begun) == read_contents(whole)


def read_contents(folder: Path) -> object:
    with open_service(load_settings(folder / "config", environ={})) as service:
        return service.archive.contents()
