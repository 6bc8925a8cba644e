"""Laying out the folder of a site of one's own: ``config/``, ``inbox/`` and ``data/``."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile, rmtree

from syndication.config import locate
from syndication.errors import FolderError


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


def _copy(name: str, source: Path | None, folder: Path) -> Iterator[str]:
    """Make a folder, with a copy of all that ``source`` holds, whole or not at all."""
    target, unfinished = folder / name, folder / f".{name}.unfinished"
    if target.exists():
        return
    rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    copied = list(_copy_files(source, unfinished)) if source else []
    unfinished.rename(target)
    yield from (f"{name}/{file}" for file in copied or [""])


def _copy_files(source: Path, target: Path) -> Iterator[str]:
    """Copy contents, not permissions: the package's own files may be read-only."""
    for path in sorted(path for path in source.rglob("*") if path.is_file()):
        file = path.relative_to(source)
        (target / file).parent.mkdir(parents=True, exist_ok=True)
        copyfile(path, target / file)
        yield file.as_posix()
