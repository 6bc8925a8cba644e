"""What is fuzzed: each target takes bytes, and raises where something does not hold."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.reliability.fuzzing import asking, laws, seeds, shapes
from bench.reliability.fuzzing.visits import Visitor
from bench.site import ROOT, drop, make_site, now
from syndication.config import load_settings
from syndication.pipeline import build, run_cycle
from syndication.service import open_service

Check = Callable[[bytes], object]


@dataclass(frozen=True, slots=True)
class Target:
    """Something that takes bytes from anybody."""

    check: Check
    """Raises for an input with which something is wrong."""
    seeds: Sequence[bytes] = ()
    longest: int = 16_384


def make_target(name: str, folder: Path) -> Target:
    """The target of a name in :data:`TARGETS`; a site that it asks is laid out in the folder."""
    return TARGETS[name](folder)


def _pages(_: Path) -> Target:
    return Target(laws.check_bulletin, seeds.find_pages())


def _dates(_: Path) -> Target:
    return Target(laws.check_dates, seeds.find_lines(), longest=200)


def _texts(_: Path) -> Target:
    return Target(laws.check_text, seeds.find_lines(), longest=400)


def _built(strategy: st.SearchStrategy[bytes], check: Check) -> Target:
    """Inputs that hypothesis builds out of the bytes."""

    @settings(database=None, deadline=None)
    @given(strategy)
    def law(data: bytes) -> None:
        check(data)

    return Target(law.hypothesis.fuzz_one_input, longest=4096)  # type: ignore[attr-defined]


def _built_pages(_: Path) -> Target:
    return _built((shapes.PAGES | shapes.LETTERS).map(shapes.encode), laws.check_bulletin)


def _built_dates(_: Path) -> Target:
    return _built(shapes.date_lines().map(shapes.encode), laws.check_dates)


def _built_requests(folder: Path) -> Target:
    visitor = _visit(folder)

    @settings(database=None, deadline=None)
    @given(asking.REQUESTS)
    def law(asked: asking.Asked) -> None:
        visitor.check(asked)

    return Target(law.hypothesis.fuzz_one_input, longest=4096)  # type: ignore[attr-defined]


def _wired(folder: Path) -> Target:
    return Target(_visit(folder).check_front, _plain_requests(), longest=2_000)


def _plain_requests() -> list[bytes]:
    fields = ("", "Accept-Encoding: br\r\n", 'If-None-Match: "x"\r\nA-IM: feed\r\n', "Connection: close\r\n")
    fields += ("If-Modified-Since: Thu, 17 Aug 2017 10:00:00 GMT\r\n", 'If-Match: *\r\nIf-None-Match: W/"a", "b"\r\n')
    paths = ("/all.atom", "/topics/water.rss", "/regions/piura.json?q=", "/feeds.opml?x=1", "/nothing")
    return [
        f"{method} {path} HTTP/1.1\r\nHost: a\r\n{field}\r\n".encode()
        for method in ("GET", "HEAD")
        for path in paths
        for field in fields
    ]


def _visit(folder: Path) -> Visitor:
    site = make_site(folder)
    for number, sample in enumerate(sorted((ROOT / "samples" / "bulletins").iterdir())):
        drop(f"{number}-{sample.name}", sample.read_bytes(), site)
    with open_service(site) as service:
        run_cycle(service, now())
        build(service, now())
    return Visitor(load_settings(site.folder, environ={}, flags={"serve.limit_per_minute": 0}))


TARGETS: dict[str, Callable[[Path], Target]] = {
    "pages": _pages,
    "built-pages": _built_pages,
    "dates": _dates,
    "built-dates": _built_dates,
    "texts": _texts,
    "front": _wired,
    "requests": _built_requests,
}
