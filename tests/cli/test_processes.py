"""What only a process of its own can show: encodings, pipes, exit codes."""

import json
import subprocess
import sys

from tests.cli.conftest import Run
from tests.conftest import SiteFolder
from tests.test_pipeline import LISTING


def test_parse_and_classify_make_a_pipe(site: SiteFolder, run_process: Run) -> None:
    parsed = run_process("parse", site.drop("listing.txt", LISTING)).out
    assert [line["regions"] for line in run_process("classify", stdin=parsed).lines] == [["moquegua"], ["tacna"]]


def test_output_is_utf_8_whatever_the_locale_says(run_process: Run) -> None:
    item = {"title": "Agua para Apurímac", "summary": ""}
    outcome = run_process("classify", stdin=json.dumps(item, ensure_ascii=False), LC_ALL="C", PYTHONUTF8="0")
    assert outcome.lines[0]["title"] == "Agua para Apurímac"


def test_a_fault_ends_with_exit_code_1_and_no_trace(run_process: Run) -> None:
    outcome = run_process("--config", "nowhere", "status")
    assert (outcome.code, outcome.err.count("\n")) == (1, 1)


def test_logs_are_json_lines_where_no_terminal_is(site: SiteFolder, run_process: Run) -> None:
    site.drop("listing.txt", LISTING)
    events = [json.loads(line) for line in run_process("ingest").err.splitlines()]
    assert [(event["event"], event["added"]) for event in events] == [("cycle_finished", 2)]


def test_a_reader_that_goes_away_is_no_fault(site: SiteFolder) -> None:
    files = [str(site.drop(f"{number}.txt", LISTING)) for number in range(300)]
    command = [sys.executable, "-m", "syndication", "parse", *files]
    with subprocess.Popen(command, cwd=site.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as parse:
        assert parse.stdout is not None
        assert parse.stderr is not None
        parse.stdout.readline()
        parse.stdout.close()
        assert b"Traceback" not in parse.stderr.read()
