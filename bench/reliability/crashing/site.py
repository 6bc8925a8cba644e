"""A small site on which a cycle is disturbed: an archive with published documents, and five files that have arrived.

Small, so that a cycle makes hundreds of calls and not ten thousand: each is a point of the sweep, and each point runs
two cycles. Every kind of call is among them.
"""

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from syndication.config import Settings, load_settings
from syndication.pipeline import build, run_cycle
from syndication.service import open_service

BEFORE = datetime(2026, 3, 1, 9, tzinfo=UTC)
NOW = BEFORE + timedelta(hours=1)
"""When the five files are taken in, in whichever run: what depends on the clock is the same in all."""
_ARRIVED = datetime(2026, 2, 28, tzinfo=UTC).timestamp()


def _list(*items: tuple[str, str, str]) -> bytes:
    listed = "".join(f"• {title}\n\n    {day}\n\n    {text}\n\n" for title, day, text in items)
    return f"# URL: https://islands.example/news\n{listed}".encode()


_AUCTION = "An auction hall for Newport", "2026-02-05"
_KNOWN = {
    "jan.txt": _list(
        ("The tuna are back", "2026-01-20", "Fishing for tuna has begun again off Goat Island."),
        ("A launch for the doctors", "2026-01-22", "The hospital was given a launch by its friends."),
    ),
    "feb.txt": _list(
        (*_AUCTION, "Fishermen of Goat Island have a hall with ice and scales of its own."),
        ("General assembly in May", "2026-02-06", "Members meet at the old school, and bring bread."),
    ),
}
_ARRIVALS = {
    # New items.
    "march-1.txt": _list(
        ("New nets in Newport", "2026-02-20", "The fishing cooperative bought nets with wide meshes."),
        ("A school of fishing", "2026-02-21", "Twelve young people of Goat Island learn to take tuna by the line."),
    ),
    # One that can be published, one dated ahead, which is held.
    "march-2.txt": _list(
        ("Ice gets cheaper", "2026-02-22", "The hall in Newport sells ice for fish at half the price."),
        ("Feast of the sea", "2062-02-22", "The fish hall in Newport puts out its flags."),
    ),
    # A known item, with a longer text.
    "march-3.txt": _list(
        (*_AUCTION, "Fishermen of Goat Island have a hall with ice and scales of its own. The quay will follow in May.")
    ),
    # A known file with words mended in place.
    "jan.txt": _KNOWN["jan.txt"].replace(b"The tuna are back", b"The tuna have come back"),
    # No bulletin at all.
    "map.txt": b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj",
}
"""They touch four of the six feeds: the others must stand as they are."""


def lay_out(folder: Path) -> Settings:
    """Make the site with all that it published; the five files wait in its inbox."""
    shutil.copytree(Path(__file__).with_name("config"), folder / "config")
    _fill_inbox(folder, _KNOWN)
    settings = settings_of(folder)
    with open_service(settings) as service:
        run_cycle(service, BEFORE)
        build(service, BEFORE)
    _fill_inbox(folder, _ARRIVALS)
    return settings


def settings_of(folder: Path) -> Settings:
    """The settings of a site at this place."""
    return load_settings(folder / "config", environ={})


def _fill_inbox(folder: Path, files: dict[str, bytes]) -> None:
    inbox = folder / "inbox"
    inbox.mkdir(exist_ok=True)
    for name, content in files.items():
        (inbox / name).write_bytes(content)
        os.utime(inbox / name, (_ARRIVED, _ARRIVED))
