"""A small site; one in a folder that another user than root may enter, and being that user for a while."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import pytest

from tests.conftest import HARBOUR, SiteFolder

NOBODY = 65_534


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """Of few feeds."""
    return SiteFolder(tmp_path / "site", HARBOUR)


@pytest.fixture
def open_site() -> Iterator[SiteFolder]:
    """The same in a folder whose parents everybody may enter; pytest's own are root's alone."""
    with tempfile.TemporaryDirectory(prefix="site-") as folder:
        Path(folder).chmod(0o755)
        yield SiteFolder(Path(folder) / "site", HARBOUR)


@pytest.fixture
def without_writing() -> Callable[[Path], AbstractContextManager[None]]:
    """Makes a folder, with all in it, one that this process may read and not write, for a while.

    Permissions do not bind root, so root is another user meanwhile.
    """

    @contextmanager
    def forbid(folder: Path) -> Iterator[None]:
        inside = [folder, *folder.rglob("*")]
        modes = {path: path.stat().st_mode for path in inside}
        for path, mode in modes.items():
            path.chmod(mode & ~0o222 | (0o555 if path.is_dir() else 0o444))
        with _being_nobody(folder):
            yield
        for path, mode in modes.items():
            path.chmod(mode)

    return forbid


@contextmanager
def _being_nobody(folder: Path) -> Iterator[None]:
    """Be another user, to whom all of the site but the folder belongs, if this one is root."""
    if os.geteuid() != 0:
        yield
        return
    site = next(parent for parent in folder.parents if (parent / "config").is_dir())
    theirs = [path for path in (site, *site.rglob("*")) if not path.is_relative_to(folder)]
    for path in theirs:
        os.chown(path, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        for path in (site, *site.rglob("*")):
            with suppress(FileNotFoundError):  # what a thread of the service has just put in place
                os.chown(path, 0, 0)
