"""One cycle, broken at each of its calls in turn; then one more cycle, and what came out."""

import os
import shutil
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from bench.reliability.crashing import faults
from bench.reliability.crashing.apart import End, run_apart
from bench.reliability.crashing.cycles import take_in, take_in_and_go_on
from bench.reliability.crashing.faults import Call, Fault, Point, read_trace
from bench.reliability.crashing.judging import Outcome, Reader, differences, look_at, read_documents
from bench.reliability.crashing.site import NOW, settings_of


@dataclass(frozen=True, slots=True)
class Round:
    """One sweep over all points: what is done at each, and who does the next cycle."""

    fault: Fault
    goes_on: bool = False
    """Whether the same process does, as a service that runs would; else another."""

    def __str__(self) -> str:
        who = "" if self.fault.kills else "; the same process goes on" if self.goes_on else "; another process goes on"
        return f"{self.fault.value[2]}{who}"


ROUNDS = (
    Round(Fault.KILL),
    Round(Fault.TEAR),
    Round(Fault.ENOSPC),
    Round(Fault.ENOSPC, goes_on=True),
    Round(Fault.EIO),
    Round(Fault.EIO, goes_on=True),
    Round(Fault.FULL, goes_on=True),
    Round(Fault.DEAD),
)


@dataclass(frozen=True, slots=True)
class Plan:
    """One fault at one point."""

    round: Round
    point: Point

    def __str__(self) -> str:
        return f"{self.round}: {self.point}"


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one fault at one point."""

    plan: Plan
    told: str
    """What the cycle said of it; empty for one that died, or that could do without the call."""
    losses: tuple[str, ...]
    polls: int
    """How often all documents were read meanwhile."""


class Site:
    """A site laid out once, and copied for each trial; what an undisturbed cycle makes of it."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self.old = read_documents(settings_of(base).documents_folder)

    def rehearse(self, work: Path) -> tuple[Outcome, list[Call]]:
        """Run the cycle undisturbed, and one more: what comes of it, and the calls of the first."""
        look_at(self._copy(work), now=NOW)  # loads here what each of the forked processes would have to load
        site, trace = self._copy(work), work / "trace"
        with trace.open("wb") as file:
            end = run_apart(lambda: _trace(site, file.fileno()), work / "answer")
        _raise_what_it_raised(end)
        return self._look(site, work, again=True), list(read_trace(trace.read_bytes()))

    def try_point(self, plan: Plan, wanted: Outcome, work: Path) -> Trial:
        """Break the cycle at one point, then let it be run once more."""
        site = self._copy(work)
        reader = Reader(settings_of(site).documents_folder, self.old, wanted.documents)
        end = run_apart(lambda: _disturb(site, plan), work / "answer", reader.poll)
        told, losses = _judge(end, plan.round.fault, site)
        try:
            found = self._look(site, work, again=not plan.round.goes_on, reader=reader)
            losses += [*differences(wanted, found), *reader.complaints]
        except RuntimeError as error:
            losses.append(str(error))
        return Trial(plan, told, tuple(losses), reader.polls)

    def _copy(self, work: Path) -> Path:
        site = work / "site"
        shutil.rmtree(site, ignore_errors=True)
        shutil.copytree(self.base, site, copy_function=_take_over)
        return site

    def _look(self, site: Path, work: Path, *, again: bool, reader: Reader | None = None) -> Outcome:
        now = NOW if again else None
        end = run_apart(lambda: look_at(site, now=now), work / "answer", reader.poll if reader else lambda: None)
        _raise_what_it_raised(end)
        return cast(Outcome, end.answer)


def _trace(site: Path, trace: int) -> str:
    faults.arm(site, trace)
    return take_in(site)


def _disturb(site: Path, plan: Plan) -> str:
    """The disturbed cycle; what it says. Raises RuntimeError if it never comes to the point."""
    faults.arm(site, fault=plan.round.fault, point=plan.point)
    told = take_in_and_go_on(site) if plan.round.goes_on else take_in(site)
    if not faults.has_met():
        raise RuntimeError(f"never came to {plan.point}")
    return told


def _judge(end: End, fault: Fault, site: Path) -> tuple[str, list[str]]:
    """What was said of a fault, and what is wrong with that."""
    if fault.kills:
        return "", [] if end.signal == signal.SIGKILL else [f"not killed: {end}"]
    if end.signal or end.trace:
        return "", [f"ended otherwise than with a message: {end.trace or end.signal}"]
    told = cast(str, end.answer)
    return told, [] if not told or str(site) in told else [f"the message names no file: {told}"]


def _raise_what_it_raised(end: End) -> None:
    if end.signal or end.trace:
        raise RuntimeError(end.trace or f"killed by signal {end.signal}")


def _take_over(source: str, target: str) -> None:
    """A file for a trial: its own if it is written in place, or if another trial's link to it would look like a change.

    All others are the same until they are replaced.
    """
    if ".db" in source or Path(source).parent.name == "inbox":
        shutil.copy2(source, target)
    else:
        os.link(source, target)
