"""Where a command finds its configuration."""

from pathlib import Path

import pytest

from syndication.config import locate
from syndication.errors import ConfigError


@pytest.fixture
def folders(tmp_path: Path) -> dict[str, Path]:
    """Three folders that each hold a settings file: of the flag, of the variable, of the working folder."""
    made = {name: tmp_path / name / "config" for name in ("flag", "variable", "here")}
    for folder in made.values():
        folder.mkdir(parents=True)
        (folder / "syndication.toml").touch()
    return made


def test_what_was_given_goes_before_the_variable(folders: dict[str, Path]) -> None:
    found = locate.find(folders["flag"], {"SYNDICATION_CONFIG": str(folders["variable"])}, folders["here"].parent)
    assert found == (folders["flag"], folders["flag"].parent)


def test_the_variable_goes_before_the_working_folder(folders: dict[str, Path]) -> None:
    found = locate.find(None, {"SYNDICATION_CONFIG": str(folders["variable"])}, folders["here"].parent)
    assert found == (folders["variable"], folders["variable"].parent)


def test_the_working_folder_goes_before_the_ready_configuration(folders: dict[str, Path]) -> None:
    assert locate.find(None, {}, folders["here"].parent) == (folders["here"], folders["here"].parent)


def test_the_ready_configuration_serves_an_empty_folder(tmp_path: Path) -> None:
    assert locate.find(None, {}, tmp_path) == (locate.ready("config"), tmp_path)


def test_the_file_may_be_named_instead_of_its_folder(folders: dict[str, Path], tmp_path: Path) -> None:
    found = locate.find(folders["flag"] / "syndication.toml", {}, tmp_path)
    assert found == (folders["flag"], folders["flag"].parent)


def test_a_relative_folder_belongs_to_where_the_command_runs(
    folders: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert locate.find(Path("flag/config"), {}, tmp_path)[1] == folders["flag"].parent


def test_a_named_folder_without_settings_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"expected a folder that holds syndication\.toml, found none"):
        locate.find(tmp_path, {}, tmp_path)


@pytest.mark.parametrize("name", ["config", "samples"])
def test_what_comes_with_the_package_is_there(name: str) -> None:
    assert any(locate.ready(name).iterdir())
