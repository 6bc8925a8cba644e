"""What holds for every reply, whatever is asked: the laws that are fuzzed for hours (bench/reliability/fuzz.py)."""

import shutil
from pathlib import Path

import pytest
from hypothesis import example, given, settings

from bench.reliability.fuzzing.asking import REQUESTS
from bench.reliability.fuzzing.visits import Asked, Visitor
from syndication.config import load_settings


@pytest.fixture(scope="module")
def visitor(published_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Visitor:
    folder = shutil.copytree(published_data.parent, tmp_path_factory.mktemp("visited") / "site")
    flags = {"serve.limit_per_minute": 0, "site.languages": ["es"]}
    return Visitor(load_settings(folder / "config", environ={}, flags=flags))


@settings(max_examples=100)
@given(REQUESTS)
@example(Asked("/all", "\xff\xfe"))
@example(Asked("/ES", "\n"))
@example(Asked("/es/", "x=1"))
@example(Asked("/static/\nZ"))
@example(Asked("/STATIC/\x00"))
@example(Asked("/embed", "q=%009"))
@example(Asked("/build", "q=%009"))
def test_no_request_gets_a_failure_or_what_is_not_well_formed(visitor, asked):
    visitor.check(asked)
