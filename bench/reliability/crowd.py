"""Two of everything: two services and commands by hand on one archive, while rsync fills the inbox.

    python -m bench.reliability crowd

Meanwhile a reader polls, and must never see less than a whole document, nor from one service a newer one followed by an
older. In the end archive and documents must be those that one quiet ``ingest`` of the same files gives. Needs rsync.
"""

import itertools
import shutil
import subprocess
import tempfile
import threading
import time
import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import click

from bench.archive import MadeArchive
from bench.machine import free_port, running
from bench.reliability.round_trip import State, look
from bench.site import ROOT, command, drop, make_site, now
from syndication.classify import load_taxonomy
from syndication.config import Settings
from syndication.pipeline import build
from syndication.service import open_service

_KILOBYTES_A_SECOND = 60
"""So that rsync is at it for long."""
_UPDATED = "{http://www.w3.org/2005/Atom}updated"


@dataclass
class Reader:
    """Polls a document, one service after the other, and notes what is wrong with it."""

    ports: list[int]
    path: str = "/all.atom"
    polls: int = 0
    states: int = 0
    faults: list[str] = field(default_factory=list)

    def poll(self, over: threading.Event) -> None:
        """Until it is over."""
        newest, former = dict.fromkeys(self.ports, ""), b""  # two may see a new one a fifth of a second apart
        for port in itertools.cycle(self.ports):
            if over.wait(0.05):
                return
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}{self.path}", timeout=30) as reply:
                    body = reply.read()
                updated = ElementTree.fromstring(body).findtext(_UPDATED, "")  # noqa: S314  # our own
            except (OSError, ElementTree.ParseError) as error:
                self.faults.append(repr(error))
                continue
            self.polls += 1
            self.states += body != former
            if updated < newest[port]:
                self.faults.append(f"{updated} after {newest[port]}")
            newest[port], former = updated, body


@click.command()
@click.option("--items", default=1_500, show_default=True, type=click.IntRange(100))
def main(items: int) -> None:
    """Let everybody work at once; compare with what one quiet ingest gives."""
    with tempfile.TemporaryDirectory(prefix="crowd-") as folder:
        source = Path(folder) / "source"
        source.mkdir()
        quiet, crowded = make_site(Path(folder) / "quiet"), make_site(Path(folder) / "crowded")
        files = _write_files(source, items, crowded)
        expected = _take_in_quietly(quiet, source)
        reader, ingests, seconds = _crowd(crowded, source)
        found = look(crowded)
        click.echo(
            f"{files:,} files by rsync in {seconds:.0f} s, 2 services, {ingests} ingests by hand; {reader.polls:,} "
            f"polls saw {reader.states:,} states of {reader.path}, {len(reader.faults)} faults {reader.faults[:3]}"
        )
        same = (found.contents == expected.contents, found.documents == expected.documents)
        click.echo(
            f"{len(found.contents['items']):,} items, {len(found.documents):,} documents: contents "
            f"{'equal' if same[0] else 'NOT EQUAL'}, documents {'equal' if same[1] else 'NOT EQUAL'}"
        )
        raise SystemExit(not all(same) or bool(reader.faults))


def _write_files(source: Path, items: int, settings: Settings) -> int:
    made = MadeArchive(items, load_taxonomy(settings.folder))
    contents = {bulletin.name: bulletin.text.encode() for bulletin in made.bulletins()}
    samples = ROOT / "samples" / "bulletins"
    contents |= {file.name: file.read_bytes() for file in sorted(samples.iterdir())}
    for name, content in contents.items():
        (source / name).write_bytes(content)
    return len(contents)


def _take_in_quietly(settings: Settings, source: Path) -> State:
    for file in sorted(source.iterdir()):
        drop(file.name, file.read_bytes(), settings)
    _ingest(settings)
    with open_service(settings) as service:
        build(service, now())
    return look(settings)


def _crowd(settings: Settings, source: Path) -> tuple[Reader, int, float]:
    """Fill the inbox while all are at it; returns when nobody has anything left to do."""
    ports = [free_port(), free_port()]
    over, reader, ingests = threading.Event(), Reader(ports), 0
    with ExitStack() as stack:
        for port in ports:
            stack.enter_context(running(command(settings, "serve", "--port", str(port), "--workers", "1"), port, ROOT))
        polling = threading.Thread(target=reader.poll, args=(over,))
        polling.start()
        start = time.monotonic()
        copying = subprocess.Popen(  # noqa: S603
            [_find_rsync(), "-a", f"--bwlimit={_KILOBYTES_A_SECOND}", f"{source}/", f"{settings.inbox_folders[0]}/"]
        )
        while copying.poll() is None:
            _ingest(settings)
            ingests += 1
        seconds = time.monotonic() - start
        for _ in range(2):  # the second finds nothing, and waits for what the pollers still do
            _ingest(settings)
            ingests += 1
        over.set()
        polling.join()
    return reader, ingests, seconds


def _find_rsync() -> str:
    found = shutil.which("rsync")
    if found is None:
        raise click.ClickException("rsync is not installed: apt-get install rsync")
    return found


def _ingest(settings: Settings) -> None:
    subprocess.run(command(settings, "ingest"), cwd=ROOT, check=True, capture_output=True)  # noqa: S603


if __name__ == "__main__":
    main()
