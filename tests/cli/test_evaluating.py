"""``evaluate``: the figures, the disagreements, the floors."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run


def line(title: str, topics: list[str], regions: list[str], **fields: Any) -> str:
    return json.dumps({"title": title, "summary": "", "topics": topics, "regions": regions} | fields) + "\n"


AGREED = line("Copper mine in Tacna", ["mining"], ["tacna"])
DISPUTED = line("Copper mine in Ica", ["water"], ["ica"], id="x7", note="for people")


def test_it_prints_figures_for_each_slug_and_scheme(run: Run) -> None:
    outcome = run("evaluate", "-", stdin=AGREED + "\n" + DISPUTED)
    assert outcome.code == 0
    rows = {row[0]: row[1:] for row in map(str.split, outcome.out.splitlines()) if len(row) == 7}
    assert rows["mining"] == ["0.500", "1.000", "0.666", "1", "1", "0"]
    assert rows["water"] == ["-", "0.000", "0.000", "0", "0", "1"]
    assert rows["tacna"] == ["1.000", "1.000", "1.000", "1", "0", "0"]
    assert [row.split() for row in outcome.out.splitlines() if "overall" in row] == [
        ["overall", "0.500", "0.500", "0.500", "1", "1", "1"],
        ["overall", "1.000", "1.000", "1.000", "2", "0", "0"],
    ]


def test_it_lists_disagreements_with_the_words_that_were_the_reason(run: Run) -> None:
    out = run("evaluate", "-", stdin=AGREED + DISPUTED).out
    report = out[out.index("1 disagreements") :]
    assert "x7  Copper mine in Ica\n  + topics/mining: “Copper mine” in title" in report
    assert "\n  - topics/water\n" in report


def test_it_prints_one_object_for_machines(run: Run) -> None:
    [report] = run("evaluate", "--json", "-", stdin=AGREED + DISPUTED).lines
    assert (report["items"], report["regions"]["f1"], report["topics"]["slugs"]["mining"]["extra"]) == (2, 1.0, 1)
    [found] = report["disagreements"]
    assert (found["id"], found["scheme"], found["missing"]) == ("x7", "topics", ["water"])
    assert found["extra"][0]["slug"] == "mining"
    assert {"term", "where", "weight"} == set(found["extra"][0]["words"][0])


def test_a_figure_below_its_floor_ends_with_exit_code_1(run: Run) -> None:
    floors = ("--floor", "topics=0.5", "--floor", "regions=1")
    assert run("evaluate", "-", *floors, stdin=AGREED + DISPUTED).code == 0
    outcome = run("evaluate", "-", "--floor", "topics=0.51", "--floor", "regions=1", stdin=AGREED + DISPUTED)
    assert (outcome.code, outcome.err) == (1, "topics: expected an overall F1 of at least 0.51, found 0.500\n")


@pytest.mark.parametrize("floor", ["topics", "topics=high", "topics=1.1", "topcis=0.9", "=0.9", "topics=nan"])
def test_a_floor_is_a_scheme_and_a_figure(run: Run, floor: str) -> None:
    outcome = run("evaluate", "-", "--floor", floor, stdin=AGREED)
    assert outcome.code == 2
    assert "expected topics or regions" in outcome.err


def test_all_lines_that_are_no_labelled_item_are_named_at_once(run: Run) -> None:
    wrong = 'nonsense\n[1]\n{"title": 3, "summary": "", "topics": "water", "regions": []}\n{"title": "x"}\n'
    outcome = run("evaluate", "-", stdin=AGREED + wrong + line("x", ["watter"], ["atlantis"]))
    assert (outcome.code, outcome.out) == (1, "")
    for expected in (
        "-:2: expected one JSON object a line",
        "-:3: expected a JSON object, found list",
        "-:4: title: expected text, found 3",
        '-:4: topics: expected a list of slugs (empty for none), found "water"',
        "-:5: summary: expected text, found no such field",
        "-:6: topics: 'watter' is none of the topics; did you mean water?",
        "-:6: regions: 'atlantis' is none of the regions",
    ):
        assert expected in outcome.err


def test_a_file_without_items_or_that_is_not_there_is_told(run: Run) -> None:
    assert "-: expected labelled items, found none" in run("evaluate", "-", stdin="\n").err
    assert "nowhere.jsonl: expected a file that can be read" in run("evaluate", "nowhere.jsonl").err
    assert run("evaluate").code == 2


def test_several_files_are_one_set(run: Run, tmp_path: Path) -> None:
    one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
    one.write_text(AGREED)
    other.write_text(DISPUTED)
    assert run("evaluate", "--json", one, other).lines[0]["items"] == 2
