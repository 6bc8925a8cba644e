"""Laying out the folder of a site of one's own: ``config/``, ``inbox/`` and ``data/``."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile, rmtree

from syndication.config import Settings, blame, locate
from syndication.errors import FolderError
from syndication.files import make_folder


def lay_out(folder: Path, *, samples: bool) -> list[str]:
    """Make what is missing of a site's folder and return its names, such as ``config/syndication.toml``.

    The configuration is the ready one; with ``samples`` the inbox starts with the sample bulletins. What is there
    stays as it is: an existing ``config/`` or ``inbox/`` gets no file more. Raises FolderError when the folder
    cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [
            *_copy("config", locate.ready("config"), folder),
            *_copy("inbox", locate.ready("samples") / "bulletins" if samples else None, folder),
            *_copy("data", None, folder),
        ]
    except OSError as error:
        raise FolderError(folder, "expected a folder that can be written", error.strerror or str(error)) from error


def make_data_folder(settings: Settings) -> None:
    """Make the folder of the archive and the documents; raises ConfigError where that cannot be."""
    try:
        make_folder(settings.data_folder)
    except FolderError as error:
        raise blame(settings, "data.folder", str(error)) from error


def _copy(name: str, source: Path | None, folder: Path) -> Iterator[str]:
    """Make a folder, with a copy of every file in ``source``, whole or not at all."""
    target, unfinished = folder / name, folder / f".{name}.unfinished"
    if target.exists():
        return
    rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    files = sorted(path for path in source.iterdir() if path.is_file()) if source else []
    for file in files:
        copyfile(file, unfinished / file.name)  # not its permissions: the package may be read-only
    unfinished.rename(target)
    yield from (f"{name}/{file.name}" for file in files)
    if not files:
        yield f"{name}/"
