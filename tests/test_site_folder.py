"""Laying out a site's folder."""

from pathlib import Path

import pytest

from syndication.config import load_settings, locate
from syndication.errors import FolderError
from syndication.site_folder import lay_out


def files_below(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_new_folder_gets_the_ready_configuration(tmp_path: Path) -> None:
    lay_out(tmp_path / "site", samples=False)
    assert files_below(tmp_path / "site" / "config") == files_in(locate.ready("config"))


def test_the_settings_of_a_new_folder_can_be_loaded_and_point_into_it(tmp_path: Path) -> None:
    lay_out(tmp_path, samples=False)
    settings = load_settings(environ={}, working_folder=tmp_path)
    assert settings.inbox_folders == (tmp_path / "inbox",)


def test_samples_go_into_the_inbox(tmp_path: Path) -> None:
    lay_out(tmp_path, samples=True)
    assert files_below(tmp_path / "inbox") == files_below(locate.ready("samples") / "bulletins")


def test_without_samples_inbox_and_data_are_empty(tmp_path: Path) -> None:
    lay_out(tmp_path, samples=False)
    assert [list((tmp_path / name).iterdir()) for name in ("inbox", "data")] == [[], []]


def test_what_was_made_is_named(tmp_path: Path) -> None:
    made = lay_out(tmp_path, samples=False)
    assert made[-2:] == ["inbox/", "data/"]
    assert "config/syndication.toml" in made


def test_a_second_time_makes_nothing(tmp_path: Path) -> None:
    lay_out(tmp_path, samples=True)
    before = files_below(tmp_path)
    assert lay_out(tmp_path, samples=True) == []
    assert files_below(tmp_path) == before


def test_an_inbox_in_use_gets_no_samples(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "mine.txt").write_text("mine")
    lay_out(tmp_path, samples=True)
    assert files_below(tmp_path / "inbox") == {"mine.txt": b"mine"}


def test_a_configuration_of_ones_own_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "syndication.toml").write_text("# mine")
    lay_out(tmp_path, samples=False)
    assert files_below(tmp_path / "config") == {"syndication.toml": b"# mine"}


def test_a_folder_left_half_made_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / ".config.unfinished").mkdir()
    (tmp_path / ".config.unfinished" / "half.toml").write_text("half")
    lay_out(tmp_path, samples=False)
    assert files_below(tmp_path / "config") == files_in(locate.ready("config"))


def test_a_file_in_the_folders_place_is_named_in_the_error(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file")
    with pytest.raises(FolderError, match=r"site: expected a folder that can be written, but File exists"):
        lay_out(tmp_path / "site", samples=False)
