"""Outlines of regions, as a site's configuration gives them."""

from pathlib import Path

import pytest

from syndication.classify import Taxonomy, load_taxonomy
from syndication.config.settings import Settings
from syndication.errors import ConfigError
from syndication.models import REGIONS
from syndication.web.graphics.outlines import Outlines, find_missing, load_outlines
from tests.conftest import REPOSITORY

SIZE = "width = 100\nheight = 80\n"


@pytest.fixture
def taxonomy(settings: Settings) -> Taxonomy:
    return load_taxonomy(settings.folder)


def load(settings: Settings, taxonomy: Taxonomy, content: str) -> Outlines | None:
    (settings.folder / "outlines.toml").write_text(content, "utf-8")
    return load_outlines(settings.folder, taxonomy)


def faults(settings: Settings, taxonomy: Taxonomy, content: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(settings, taxonomy, content)
    return [str(fault) for fault in caught.value.faults]


def test_a_site_without_the_file_has_no_outlines(settings: Settings, taxonomy: Taxonomy) -> None:
    assert load_outlines(settings.folder, taxonomy) is None
    assert find_missing(None, taxonomy) == ()


def test_outlines_are_read_in_the_order_of_the_file(settings: Settings, taxonomy: Taxonomy) -> None:
    paths = 'south-coast = "M0 0l9 9 5-4z"\nnorth-coast = "m1.5,2 h3z"\n'
    outlines = load(settings, taxonomy, f"{SIZE}credit = 'Survey'\n[paths]\n{paths}")
    assert outlines is not None
    assert (outlines.width, outlines.height, outlines.credit) == (100, 80, "Survey")
    assert list(outlines.paths) == ["south-coast", "north-coast"]


def test_a_region_may_be_without_an_outline(settings: Settings, taxonomy: Taxonomy) -> None:
    outlines = load(settings, taxonomy, f'{SIZE}[paths]\nsouth-coast = "M0 0h9v9z"\n')
    assert find_missing(outlines, taxonomy) == ("north-coast",)


def test_an_outline_of_an_unknown_region_is_a_fault_with_its_line(settings: Settings, taxonomy: Taxonomy) -> None:
    [fault] = faults(settings, taxonomy, f'{SIZE}[paths]\nsouth-cost = "M0 0h9v9z"\n')
    assert "outlines.toml:4" in fault
    assert "found 'south-cost'; did you mean south-coast?; take it out, or delete the file" in fault


@pytest.mark.parametrize("path", ["", "0 0h9z", 'M0 0\\"/><script>', "M0 0h9z;fill:red", "Mpath"])
def test_what_is_no_path_is_refused(settings: Settings, taxonomy: Taxonomy, path: str) -> None:
    [fault] = faults(settings, taxonomy, f'{SIZE}[paths]\nsouth-coast = "{path}"\n')
    assert "outlines.toml:4: paths.south-coast" in fault


def test_every_fault_is_told_at_once(settings: Settings, taxonomy: Taxonomy) -> None:
    content = 'width = 0\ncredit_url = "javascript:alert(1)"\nscale = 3\n[paths]\n'
    told = "\n".join(faults(settings, taxonomy, content))
    assert all(name in told for name in ("width", "height", "credit_url", "scale", "paths"))


def test_the_ready_site_has_an_outline_of_every_region() -> None:
    folder: Path = REPOSITORY / "config"
    taxonomy = load_taxonomy(folder)
    outlines = load_outlines(folder, taxonomy)
    assert outlines is not None
    assert find_missing(outlines, taxonomy) == ()
    assert len(outlines.paths) == len(taxonomy.terms(REGIONS))
