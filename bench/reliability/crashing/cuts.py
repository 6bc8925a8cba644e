"""A cycle whose power goes after each of its calls: what is left of the disk, and what the next cycle makes of it."""

import hashlib
import random
import shutil
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bench.reliability.crashing.apart import run_apart
from bench.reliability.crashing.disk import Disk, File, Step, Tree
from bench.reliability.crashing.faults import Call
from bench.reliability.crashing.judging import Outcome, Reader, differences, look_at
from bench.reliability.crashing.site import BEFORE, NOW, settings_of
from bench.reliability.crashing.trials import Site
from syndication.documents.manifest import MANIFEST

_YESTERDAY = BEFORE - timedelta(days=1)
"""What a clock may say that lost its power."""
_DOCUMENTS = "data/documents/"

NOTHING, NAMES, SOME = "nothing is left of it", "names are left, and empty files", "any part is left"
FATES = (NOTHING, NAMES, SOME)
"""What becomes of that which nobody waited for."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A disk as a power cut leaves it."""

    after: int
    """So many calls. Of equal disks this is the last: what readers had been shown by then is the most."""
    fate: str
    left: Tree
    shown: Tree
    """What readers could see before."""

    def __str__(self) -> str:
        return f"power cut after call {self.after}, {self.fate}"


def cut_after(moments: Container[int], base: Path, calls: Sequence[Call]) -> Iterator[Cut]:
    """The different disks that a power cut can leave after these numbers of calls, for each fate."""
    disk = Disk(Tree.read(base))
    found: dict[object, Cut] = {}
    for after in range(len(calls) + 1):
        if after:
            disk.make(calls[after - 1])
        for fate in FATES if after in moments else ():
            left = disk.cut(_keeper(fate, after))
            found[fate, left.state()] = Cut(after, fate, left, disk.now())
    return iter(found.values())


def _keeper(fate: str, seed: int) -> Callable[[Step], bool]:
    chance = random.Random(seed)  # noqa: S311  # the same disks each time
    share = chance.random()
    keepers: dict[str, Callable[[Step], bool]] = {
        NOTHING: lambda step: False,
        NAMES: lambda step: step.folder is not None,
        SOME: lambda step: chance.random() < share,
    }
    return keepers[fate]


def try_cut(cut: Cut, site: Site, wanted: Outcome, work: Path) -> list[str]:
    """What is lost by a power cut, in words."""
    return [*_heal(cut, site, wanted, work), *_go_back(cut, site, wanted, work)]


def _heal(cut: Cut, site: Site, wanted: Outcome, work: Path) -> Iterator[str]:
    """The next cycle gives what it would have given, and readers miss nothing meanwhile."""
    folder = _lay(cut, work)
    reader = Reader(settings_of(folder).documents_folder, site.old, wanted.documents)
    reader.poll()
    end = run_apart(lambda: look_at(folder, now=NOW), work / "answer", reader.poll)
    if isinstance(end.answer, Outcome):
        yield from differences(wanted, end.answer)
    else:
        yield f"the next cycle failed: {end}"
    yield from reader.complaints


def _go_back(cut: Cut, site: Site, wanted: Outcome, work: Path) -> Iterator[str]:
    """What readers were shown stays, though the files are gone from the inbox and the clock has lost its time."""
    seen = {name: file for name, file in cut.shown.shown().items() if _is_new(name, file, site)}
    if not seen:
        return
    folder = _lay(cut, work)
    for file in (folder / "inbox").iterdir():
        file.unlink()
    end = run_apart(lambda: look_at(folder, now=_YESTERDAY), work / "answer")
    if not isinstance(end.answer, Outcome):
        yield f"the next cycle failed, with an empty inbox and a clock set back: {end}"
        return
    if end.answer.contents != wanted.contents:
        yield "readers were shown documents whose items the archive has lost"
    for name, shown in seen.items():
        if end.answer.dates.get(name.removeprefix(_DOCUMENTS), 0) < (shown.modified or 0):
            yield f"{name}: Last-Modified went back"


def _is_new(name: str, file: File, site: Site) -> bool:
    """Whether this is a document, or a copy of one, that the cycle has put in place."""
    path = Path(name)
    if not name.startswith(_DOCUMENTS) or path.name == MANIFEST or path.name.startswith("."):
        return False
    return site.old.get(name.removeprefix(_DOCUMENTS)) != hashlib.sha256(file.body).hexdigest()


def _lay(cut: Cut, work: Path) -> Path:
    folder = work / "site"
    shutil.rmtree(folder, ignore_errors=True)
    cut.left.write(folder)
    return folder
