"""A disk that is full for real: a small file system in memory, with less room each time than the cycle needs."""

import shutil
import subprocess
from pathlib import Path
from typing import cast

import click

from bench.reliability.crashing.apart import run_apart
from bench.reliability.crashing.cycles import take_in
from bench.reliability.crashing.judging import Outcome, Reader, differences, look_at
from bench.reliability.crashing.site import NOW, settings_of
from bench.reliability.crashing.trials import Site

_ENOUGH = 64 * 1024 * 1024
_PAGE = 4096
_STEP = 8
"""Pages by which the room grows from one try to the next."""


def try_rooms(site: Site, wanted: Outcome, work: Path) -> int:
    """Run the cycle with no room, and with more each time until it suffices; how often something was lost."""
    mounted = work / "disk"
    mounted.mkdir()
    _run("mount", "-t", "tmpfs", "-o", f"size={_ENOUGH}", "tmpfs", str(mounted))
    try:
        return _try_all(site, wanted, mounted, work)
    finally:
        _run("umount", str(mounted))


def _try_all(site: Site, wanted: Outcome, mounted: Path, work: Path) -> int:
    lost, room, told = 0, 0, "not yet tried"
    while told:
        told, losses = _try_room(room * _PAGE, site, wanted, mounted, work)
        click.echo(f"{room * _PAGE // 1024:5} KB of room: {told or 'enough'}")
        for loss in losses:
            click.echo(f"LOST: {loss}")
        lost += bool(losses)
        room += _STEP
    return lost


def _try_room(room: int, site: Site, wanted: Outcome, mounted: Path, work: Path) -> tuple[str, list[str]]:
    """What the cycle says with so many bytes left, and what is lost when there is room again."""
    folder = mounted / "site"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(site.base, folder)
    reader = Reader(settings_of(folder).documents_folder, site.old, wanted.documents)
    _run("mount", "-o", f"remount,size={shutil.disk_usage(mounted).used + room}", str(mounted))
    end = run_apart(lambda: take_in(folder), work / "answer", reader.poll)
    _run("mount", "-o", f"remount,size={_ENOUGH}", str(mounted))
    again = run_apart(lambda: look_at(folder, now=NOW), work / "answer", reader.poll)
    if end.trace or again.trace:
        return "", [end.trace, again.trace]
    return cast(str, end.answer), [*differences(wanted, cast(Outcome, again.answer)), *reader.complaints]


def _run(*words: str) -> None:
    subprocess.run(words, check=True)  # noqa: S603  # mount and umount, of a folder of ours
