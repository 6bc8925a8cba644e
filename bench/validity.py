"""Is every document of a large archive valid, and do five independent parsers find in it what was put in?

    python -m bench.validity [ITEMS]

Renders each feed's current document and its whole history, in the three formats, and some unions; checks all by the
rules of the W3C's validator (tests/feeds/rules) and reads all with feedparser and four parsers from npm. Prints one
table, and the first faults. The parsers are those of the tests: ``./check`` installs them.
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import click

from bench.archive import MadeArchive
from bench.site import fill, make_site
from syndication.classify import load_taxonomy
from syndication.config import Settings
from syndication.service import open_service
from tests.feeds.corpus import Specimen, every_specimen
from tests.feeds.parsers import PARSERS, disagreements, read_with_all, readers_of
from tests.feeds.rules import faults_of

RULES = "the W3C's rules"
AT_ONCE = 200
SHOWN = 20


@dataclass
class Tally:
    """What was examined, and what was found wrong."""

    documents: Counter[str] = field(default_factory=Counter)
    items: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)

    def count(self, who: str, specimen: Specimen, faults: Sequence[str]) -> None:
        self.documents[who] += 1
        self.items[who] += len(specimen.items)
        self.faults[who] += len(faults)
        self.told += (f"{who}: {specimen.address}: {fault}" for fault in faults)


@click.command(help="Check every document of a made-up archive of so many ITEMS, and read it with five parsers.")
@click.argument("items", type=click.IntRange(10), default=20_000)
def main(items: int) -> None:
    started = time.monotonic()
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="syndication-validity-") as folder:
        settings = make_site(Path(folder))
        with open_service(settings) as service:
            fill(service, MadeArchive(items, load_taxonomy(settings.folder)))
            with click.progressbar(batches(every_specimen(service)), label="Reading documents", file=sys.stderr) as bar:
                for batch in bar:
                    check(batch, tally)
                    read(batch, settings, tally)
    print_table(tally)
    print(f"\n{items:,} items of the archive; {time.monotonic() - started:,.0f} seconds")
    raise SystemExit(bool(tally.told))


def batches(specimens: Iterator[Specimen]) -> Iterator[list[Specimen]]:
    while batch := list(islice(specimens, AT_ONCE)):
        yield batch


def check(batch: Iterable[Specimen], tally: Tally) -> None:
    for each in batch:
        tally.count(RULES, each, list(faults_of(each.address, each.body)))


def read(batch: Iterable[Specimen], settings: Settings, tally: Tally) -> None:
    feeds = [each for each in batch if each.suffix != ".opml"]
    for each, found in zip(feeds, read_with_all([each.body for each in feeds]), strict=True):
        faults = disagreements(each.suffix, each.items, found, settings)
        for parser in readers_of(each.suffix):
            tally.count(parser, each, [faults[parser]] if parser in faults else [])


def print_table(tally: Tally) -> None:
    print(f"\n{'':30}{'documents':>12}{'items in them':>16}{'faults':>9}")
    for who in (RULES, *PARSERS):
        print(f"{who:30}{tally.documents[who]:12,}{tally.items[who]:16,}{tally.faults[who]:9,}")
    for fault in tally.told[:SHOWN]:
        print(fault)


if __name__ == "__main__":
    main()
