"""Throw mutated pages, date lines and texts at the reader, until the time is up: nothing but a refusal may come back.

    nice -n 15 python -m bench.fuzz --seconds 600

What raises is written into a folder, to be mended and kept as a specimen; the exit code is 1 then.
"""

import hashlib
import random
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import click

from syndication.bulletins import parse_bulletin
from syndication.bulletins.dates import DateLines, read_moment
from syndication.config.settings import Bulletins
from syndication.errors import BulletinError
from syndication.text import clean

_TESTS = Path(__file__).parents[1] / "tests" / "data"
_PIECES = (b"<", b">", b"</", b"<p>", b"<td>", b"<style>.a{", b' style="color:#fff"', b"\n", b"\n\n", b"\xe2\x80\xae")
_PIECES += (b"\x00", b"\x81", b"\xff\xfe", b"&amp;#xd800;", b"&#0;", b"17 August 2017", b"31/02/2017", b"00 May '00")
_PIECES += (b"\xcc\x81" * 40, b"\xc3\x83\xc2\xa9", b"#" * 7, b"* ", b"http://[", b"%zz", b"# URL: http://a/2017/99/x/")
_LONGEST = 20_000


def read_any(data: bytes) -> None:
    """Read bytes as a bulletin, as a date line and as text; raises for whatever is no refusal."""
    try:
        bulletin = parse_bulletin(data, "fuzz", Bulletins(names=("Update",), closing=("All news",)))
    except BulletinError:
        return
    for item in bulletin.items:
        item.title.encode()
        item.summary.encode()
    text = data.decode("utf-8", "surrogateescape")
    if clean(clean(text)) != clean(text):
        raise ValueError("cleaning twice changes a text")
    for line in text.split("\n")[:50]:
        DateLines(("Update",)).read(line)
        read_moment(line)


def mutate(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """Change a page at some places: pieces put in, taken out, doubled, or taken from another page."""
    for _ in range(chance.randint(1, 8)):
        at, until = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        other = chance.choice(others)
        start = chance.randrange(len(other) + 1)
        changes: list[Callable[[], bytes]] = [
            lambda: data[:at] + chance.choice(_PIECES) + data[at:],  # noqa: B023  # called at once
            lambda: data[:at] + data[until:],  # noqa: B023
            lambda: data[:until] + data[at:],  # noqa: B023
            lambda: data[:at] + other[start : start + 200] + data[at:],  # noqa: B023
            lambda: data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :],  # noqa: B023
        ]
        data = chance.choice(changes)()[:_LONGEST]
    return data


@click.command()
@click.option("--seconds", default=600.0, show_default=True)
@click.option("--seed", default=0, show_default=True)
@click.option("--found", type=click.Path(path_type=Path), default=Path("fuzz-found"), show_default=True)
def main(seconds: float, seed: int, found: Path) -> None:
    """Fuzz the reader of bulletins, the reader of dates and the text policy."""
    chance = random.Random(seed)  # noqa: S311  # nothing here is a secret
    pages = [path.read_bytes() for folder in ("bad", "bulletins") for path in sorted((_TESTS / folder).iterdir())]
    end = time.monotonic() + seconds
    tried = failed = 0
    slowest = 0.0
    while time.monotonic() < end:
        data = mutate(chance.choice(pages), pages, chance)
        start = time.monotonic()
        try:
            read_any(data)
        except Exception:  # whatever it is, it is what is looked for
            failed += 1
            found.mkdir(exist_ok=True)
            (found / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
            traceback.print_exc()
        tried += 1
        slowest = max(slowest, time.monotonic() - start)
    print(f"{tried} inputs, {failed} raised, the slowest took {slowest:.2f} s")
    raise SystemExit(failed > 0)


if __name__ == "__main__":
    main()
