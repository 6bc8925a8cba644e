"""A process that fuzzes one target: ``python -m bench.reliability.fuzzing.worker TARGET SECONDS SEED FOUND TALLY``.

libFuzzer, through atheris, changes inputs and keeps those that reach code that none before has reached. It can be set
up once in a process, and wants to see modules before they are loaded: so this one loads what it fuzzes itself.
"""

import hashlib
import json
import os
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

import atheris

SLOW_SECONDS = 2.0
"""Of processor time: a longer one is a finding."""
_LOG_SECONDS = 1.0


@dataclass
class Tally:
    """What came of it."""

    inputs: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    """Most processor time that an input took, in seconds."""
    found: dict[str, int] = field(default_factory=dict)
    """Where and how something was raised, and how often."""


class Watch:
    """Calls a check, counts, and keeps the first input of each kind that something is wrong with."""

    def __init__(self, check: Callable[[bytes], object], seconds: float, found: Path, tally: Path) -> None:
        self._check = check
        self._seconds = seconds
        self._found = found
        self._file = tally
        self._tally = Tally()
        self._start = self._logged = time.monotonic()

    def __call__(self, data: bytes) -> None:
        begun = time.process_time()
        try:
            self._check(data)
        except Exception as error:  # whatever it is, it is what is looked for
            self._note(data, _name(error), traceback.format_exc())
        taken = time.process_time() - begun
        if taken > SLOW_SECONDS:
            self._note(data, "slow", f"{taken:.1f} s of processor time")
        self._tally.inputs += 1
        self._tally.slowest = max(self._tally.slowest, taken)
        self._log()

    def _note(self, data: bytes, name: str, story: str) -> None:
        if name not in self._tally.found:
            self._found.mkdir(parents=True, exist_ok=True)
            digest = hashlib.sha256(name.encode()).hexdigest()[:12]
            (self._found / digest).write_bytes(data)
            (self._found / f"{digest}.txt").write_text(f"{name}\n\n{story}", "utf-8", "backslashreplace")
        self._tally.found[name] = self._tally.found.get(name, 0) + 1

    def _log(self) -> None:
        now = time.monotonic()
        if now < self._logged + _LOG_SECONDS:
            return
        self._logged, self._tally.seconds = now, now - self._start
        self._file.write_text(json.dumps(asdict(self._tally)), "utf-8")
        if self._tally.seconds >= self._seconds:
            os._exit(0)  # libFuzzer has no other way out


def _name(error: Exception) -> str:
    """One name for one fault: what was raised, and where."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/syndication/" in frame.filename] or frames
    return f"{type(error).__name__}, {Path(ours[-1].filename).name}, line {ours[-1].lineno}"


def main(name: str, seconds: str, seed: str, found: str, tally: str) -> None:
    """Fuzz until the time is up."""
    warnings.simplefilter("ignore")
    with atheris.instrument_imports(include=["syndication"]):
        from bench.reliability.fuzzing.targets import make_target
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        target = make_target(name, Path(folder) / "site")
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for number, data in enumerate(target.seeds):
            (corpus / f"{number:05}").write_bytes(data[: target.longest])
        watch = Watch(target.check, float(seconds), Path(found) / name, Path(tally))
        options = [f"-seed={seed}", f"-max_len={target.longest}", "-rss_limit_mb=4096", "-timeout=60"]
        atheris.Setup([name, *options, str(corpus)], watch)
        atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
