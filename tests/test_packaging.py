"""The wheel holds all that an installed service needs, and nothing else."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
LOCKS = sorted(PROJECT.glob("requirements*.txt"))


def files_below(folder: Path) -> set[str]:
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {path for path in paths if "__pycache__" not in path}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built anew."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=PROJECT,
        check=True,
        capture_output=True,
    )
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages in which the wheel's content stands."""
    folder = tmp_path_factory.mktemp("site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_the_wheel_holds_the_package_the_ready_configuration_and_the_samples(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert names == {
        *(f"syndication/{name}" for name in files_below(PROJECT / "syndication")),
        *(f"syndication/ready/config/{name}" for name in files_below(PROJECT / "config")),
        *(f"syndication/ready/samples/{name}" for name in files_below(PROJECT / "samples")),
    }


@pytest.mark.parametrize("kind", ["*.py", "*.html", "*.css", "py.typed"])
def test_the_package_has_files_of_every_kind(installed: Path, kind: str) -> None:
    assert any((installed / "syndication").rglob(kind))


def test_the_wheel_carries_the_licence_and_names_the_command(installed: Path) -> None:
    [info] = installed.glob("*.dist-info")
    assert (info / "licenses" / "LICENSE").read_bytes() == (PROJECT / "LICENSE").read_bytes()
    assert "syndication = syndication.cli:main" in (info / "entry_points.txt").read_text("utf-8")


def test_an_installed_service_lays_out_a_folder_of_ones_own(installed: Path, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-c", "from syndication.cli import main; main()", "init", "--samples", "site"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        check=True,
        capture_output=True,
    )
    assert {"syndication.toml", "topics.toml", "regions.toml"} <= files_below(tmp_path / "site" / "config")
    assert files_below(tmp_path / "site" / "inbox") == files_below(PROJECT / "samples" / "bulletins")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_digests_and_no_address(lock: Path) -> None:
    text = lock.read_text("utf-8")
    assert re.findall(r"\w+://\S+|--(?:index|extra-index|find-links)\S*", text) == []
    entries = re.split(r"\n(?=[a-z])", text)[1:]
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_runtime_lock_holds_every_dependency() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    # Normalised as PEP 503 wants it: "backports.zstd" is locked as "backports-zstd".
    names = {re.split(r"[^\w.-]", requirement)[0].replace(".", "-") for requirement in project["dependencies"]}
    locked = set(re.findall(r"^([\w-]+)==", (PROJECT / "requirements.txt").read_text("utf-8"), re.MULTILINE))
    assert names <= locked
