"""Processes that compile feeds beside the one that publishes them: Python runs one thread of a process at a time.

A press reads the archive, renders, and hands over documents; it writes nothing. When and in which order files are
written stays with the one process that publishes, and a press whose publisher has died ends at its next word.
"""

import gc
import os
import pickle
import signal
import sys
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context
from multiprocessing.connection import Connection

from syndication.archive import Archive
from syndication.batches import cut
from syndication.config import Settings
from syndication.errors import SyndicationError
from syndication.feeds import CatalogueCompiler, Renderer
from syndication.feeds.gathering import Terms
from syndication.models import Document, Selection

REMEMBERED = 32_768
"""Items that stay in memory: as many as the feeds of a large site hold between them."""
_MOST = 4
"""Presses at once: what their feeds share, each of them reads and writes for itself."""
_HAND = 32
"""Feeds of a region that stay together at most."""


class PressError(SyndicationError):
    """A press did not compile its feeds."""


@dataclass(frozen=True, slots=True)
class Presses:
    """Presses that wait for feeds to compile."""

    lines: tuple[Connection, ...]

    def compile_each(self, selections: Sequence[Selection]) -> Iterator[Document]:
        """The current documents of feeds of the catalogue, in an order that is always the same.

        Raises what compiling raises, and PressError, which also stands for what cannot be handed from process to
        process.
        """
        for line, share in zip(self.lines, deal(selections, len(self.lines)), strict=True):
            with _noticing_its_end():
                line.send(share)
        at_work = deque(self.lines)
        while at_work:
            line = at_work.popleft()
            if document := _receive(line):
                yield document
                at_work.append(line)


def deal(selections: Sequence[Selection], number: int) -> Sequence[list[Selection]]:
    """Shares of about as many items: the feeds of a region, which share most of theirs, stay together, one region in
    turn for each share.
    """
    by_region: dict[tuple[str, ...], list[Selection]] = defaultdict(list)
    for selection in selections:
        by_region[selection.regions].append(selection)
    hands = [hand for feeds in by_region.values() for hand in cut(feeds, _even(len(feeds)))]
    return [list(chain.from_iterable(hands[first::number])) for first in range(number)]


def _even(length: int) -> int:
    """The size of as few equal pieces as have room for at most :data:`_HAND` feeds each."""
    return -(-length // -(-length // _HAND))


def _receive(line: Connection) -> Document | None:
    """The next document of a press; None after the last."""
    with _noticing_its_end():
        received: Document | Exception | None = pickle.loads(line.recv_bytes())  # noqa: S301 (from a press)
    if isinstance(received, Exception):
        raise received
    return received


@contextmanager
def _noticing_its_end() -> Iterator[None]:
    try:
        yield
    except (EOFError, OSError) as error:
        raise PressError("expected a process to compile feeds, but something has ended it; build again") from error


@contextmanager
def setting_up_presses(settings: Settings, taxonomy: Terms) -> Iterator[Presses | None]:
    """A press for each core; None where one core, or another system than Linux, makes them no gain.

    They are forked, as loading the program again would take as long as a press works. So open them before the archive,
    whose connections and locks no two processes may share, and while the process has no other thread.
    """
    number = min(len(os.sched_getaffinity(0)), _MOST) if sys.platform == "linux" else 1
    if number == 1:
        yield None
        return
    with ExitStack() as stack:
        yield Presses(tuple(stack.enter_context(_running(settings, taxonomy)) for _ in range(number)))


@contextmanager
def _running(settings: Settings, taxonomy: Terms) -> Iterator[Connection]:
    context = get_context("fork")
    ours, theirs = context.Pipe()
    press = context.Process(target=_press, args=(theirs, ours, settings, taxonomy))
    press.start()
    theirs.close()
    try:
        yield ours
    finally:
        ours.close()
        press.join()


def _press(line: Connection, other_end: Connection, settings: Settings, taxonomy: Terms) -> None:
    """Compile the feeds that the publisher names."""
    other_end.close()
    gc.disable()  # a press makes what stays, and ends
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the publisher is told, too, and hangs up
    with suppress(EOFError, OSError):  # it has hung up
        feeds: Sequence[Selection] = line.recv()
        for told in _compile(feeds, settings, taxonomy):
            line.send_bytes(pickle.dumps(told, pickle.HIGHEST_PROTOCOL))


def _compile(feeds: Sequence[Selection], settings: Settings, taxonomy: Terms) -> Iterator[Document | Exception | None]:
    """The documents of these feeds, and what stands for their end: nothing, or what went wrong."""
    try:
        with Archive.open(settings.archive_url, authority=settings.site.authority, remembered=REMEMBERED) as archive:
            compiler = CatalogueCompiler(archive, settings, taxonomy, Renderer(settings, taxonomy))
            yield from compiler.compile_each(feeds)
        yield None
    except Exception as error:  # whatever it is, the publisher raises it
        yield error if _survives(error) else PressError(str(error))


def _survives(error: Exception) -> bool:
    """Whether the publisher gets an error as it is: pickle makes it again of its message alone, which many cannot."""
    try:
        copy = pickle.loads(pickle.dumps(error))  # noqa: S301 (our own)
    except Exception:  # whatever an error does when it is pickled
        return False
    return str(copy) == str(error)
