"""``quarantine``, ``withdraw``, ``correct`` and ``history``."""

import json
import re
import time
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from syndication.web import create_app
from tests.cli.conftest import Run
from tests.conftest import SiteFolder
from tests.test_pipeline import LISTING, UNDATED

LEFT = "Teachers end their strike in Tacna"
GONE = "Copper mine in Moquegua waits for its water licence"
BRIDGE = "• The bridge is mended\n\n    2 August 2019\n\n    Lorries cross it again.\n"


def feed(site: SiteFolder, path: str) -> dict[str, str]:
    document = json.loads((site.root / "data" / "documents" / f"{path}.json").read_text())
    return {item["title"]: item["id"] for item in document["items"]}


@pytest.fixture
def filled(site: SiteFolder, run: Run) -> SiteFolder:
    site.drop("listing.txt", LISTING)
    assert run("ingest").code == 0
    return site


def test_a_withdrawn_item_leaves_every_feed_and_never_returns(filled: SiteFolder, run: Run) -> None:
    identifier = feed(filled, "all")[GONE]
    assert run("withdraw", identifier, "--reason", "told twice").code == 0
    filled.drop("again.txt", LISTING + "\n")
    run("ingest")
    assert set(feed(filled, "all")) == {LEFT}
    assert set(feed(filled, "topics/mining")) == set()


def test_a_reason_without_words_is_refused(filled: SiteFolder, run: Run) -> None:
    outcome = run("withdraw", feed(filled, "all")[GONE], "--reason", "  ")
    assert (outcome.code, "--reason: expected a few words, found none" in outcome.err) == (2, True)
    assert GONE in feed(filled, "all")


def test_a_reason_that_comes_later_is_told(filled: SiteFolder, run: Run) -> None:
    identifier = feed(filled, "all")[GONE]
    run("withdraw", identifier)
    assert "withdrawn; 0 documents" not in run("withdraw", identifier, "--reason", "Names a minor.").err
    assert "Names a minor." in run("history", identifier).out
    assert "withdrawn already; 0 documents changed" in run("withdraw", identifier).err
    assert "Names a minor." in run("history", identifier).out


def test_a_withdrawn_item_does_not_return_under_another_date(filled: SiteFolder, run: Run) -> None:
    identifier = feed(filled, "all")[GONE]
    run("withdraw", identifier, "--reason", "untrue")
    filled.drop("again.txt", LISTING.replace("17 August", "18 August"))
    outcome = run("ingest")
    [again] = outcome.lines[0]["withdrawn"]
    assert (set(feed(filled, "all")), "told_again" in outcome.err) == ({LEFT}, True)
    run("withdraw", again, "--undo")
    assert feed(filled, "all")[GONE] == again


def test_a_withdrawal_can_be_undone(filled: SiteFolder, run: Run) -> None:
    identifier = feed(filled, "all")[GONE]
    run("withdraw", identifier, "--reason", "told twice")
    outcome = run("withdraw", identifier, "--undo")
    assert (outcome.code, outcome.err.startswith("undone; ")) == (0, True)
    assert feed(filled, "topics/mining") == {GONE: identifier}
    assert b"deleted-entry" not in (filled.root / "data" / "documents" / "all.atom").read_bytes()
    again = run("withdraw", identifier, "--undo")
    assert (again.code, "but nobody did; nothing to undo" in again.err, "undone" in again.err) == (1, True, False)
    assert run("withdraw", identifier, "--undo", "--reason", "why").code == 2
    assert run("withdraw", "tag:nobody", "--undo").code == 1


def test_the_history_of_an_item_is_told_in_plain_words(filled: SiteFolder, run: Run) -> None:
    identifier = feed(filled, "all")[GONE]
    run("correct", identifier, "--topics", "health")
    run("withdraw", identifier, "--reason", "told twice")
    run("withdraw", identifier, "--undo")
    outcome = run("history", identifier)
    told = [line[len("2016-04-17 09:30 UTC  ") :] for line in outcome.out.splitlines()]
    assert outcome.out.startswith("2019-08-17            Published by its source\n")
    assert told == [
        "Published by its source",
        "Taken into this archive (listing.txt)",
        "Topics and regions corrected by a person: now in Health; no longer in Mining, Water",
        "Withdrawn: told twice",
        "Back, as its withdrawal was taken back",
    ]


def test_the_history_of_an_item_that_its_source_took_back_names_the_file(filled: SiteFolder, run: Run) -> None:
    identifier = feed(filled, "all")[GONE]
    filled.drop("listing.txt", BRIDGE)
    run("ingest", "--force")
    told = {name: value for name, value in run("history", identifier, "--json").lines[-1].items() if name != "when"}
    assert told == {
        "kind": "taken_back",
        "told": "Taken back by its source: no longer in listing.txt (2 August 2019)",
        "source": "listing.txt",
        "as_of": "2019-08-02",
    }
    assert run("history", identifier).out.splitlines()[-1].endswith(told["told"])


def test_the_history_of_an_item_is_told_to_programs(filled: SiteFolder, run: Run) -> None:
    identifier = feed(filled, "all")[GONE]
    run("correct", identifier, "--topics", "health")
    filled.drop("listing.txt", LISTING.replace(GONE, "Copper mine has its water licence"))
    run("ingest")
    told = {line["kind"]: line for line in run("history", identifier, "--json").lines}  # in one second, of any order
    assert told["published"] == {"when": "2019-08-17", "kind": "published", "told": "Published by its source"}
    assert told["taken_in"]["source"] == "listing.txt"
    decided, retitled = told["decided"], told["retitled"]
    assert (decided["gained"], decided["lost"]) == (["/topics/health"], ["/topics/mining", "/topics/water"])
    assert (retitled["before"], retitled["after"]) == (GONE, "Copper mine has its water licence")


@pytest.mark.parametrize("words", [("history",), ("correct", "--topics", "health"), ("withdraw",)])
def test_commands_take_the_address_of_an_items_page(filled: SiteFolder, run: Run, words: tuple[str, ...]) -> None:
    atom = (filled.root / "data" / "documents" / "all.atom").read_text()
    [address, *_] = re.findall(r'href="(http://[^"]+/items/[^"]+)"', atom)
    assert run(*words, address).code == 0
    assert run(*words, address.replace("http://", "http://not.")).code == 1


def test_who_asks_for_the_history_of_nothing_is_told_so(filled: SiteFolder, run: Run) -> None:
    outcome = run("history", "tag:nobody")
    assert (outcome.code, "tag:nobody: expected an item" in outcome.err, outcome.out) == (1, True, "")


def test_a_correction_moves_an_item_and_survives_a_new_reading(filled: SiteFolder, run: Run) -> None:
    identifier = feed(filled, "all")[LEFT]
    assert run("correct", identifier, "--topics", "health", "--regions", "puno,ica").code == 0
    filled.drop("again.txt", LISTING + "\n")
    run("ingest")
    assert (set(feed(filled, "regions/tacna")), set(feed(filled, "topics/health/regions/ica"))) == (set(), {LEFT})


def test_a_correction_leaves_the_other_scheme_alone(filled: SiteFolder, run: Run) -> None:
    run("correct", feed(filled, "all")[LEFT], "--topics", "")
    assert LEFT in feed(filled, "regions/tacna")
    assert LEFT not in feed(filled, "topics/education")


def test_decisions_are_refused_with_what_was_expected(filled: SiteFolder, run: Run) -> None:
    identifier = feed(filled, "all")[LEFT]
    assert "expected one of" in run("correct", identifier, "--topics", "gold").err
    assert run("correct", identifier).code == 2
    for outcome in (run("withdraw", "tag:nobody"), run("correct", "tag:nobody", "--topics", "mining")):
        assert (outcome.code, "tag:nobody" in outcome.err, "Traceback" in outcome.err) == (1, True, False)


def test_a_correction_can_be_undone(filled: SiteFolder, run: Run) -> None:
    identifier = feed(filled, "all")[LEFT]
    run("correct", identifier, "--topics", "health", "--regions", "puno")
    assert run("correct", identifier, "--undo").code == 0
    assert (set(feed(filled, "regions/tacna")), set(feed(filled, "topics/health"))) == ({LEFT}, set())
    again = run("correct", identifier, "--undo")
    assert (again.code, "but nobody did; nothing to undo" in again.err, "undone" in again.err) == (1, True, False)
    assert run("correct", identifier, "--undo", "--topics", "health").code == 2


def test_what_the_file_of_corrections_decides_is_changed_there(filled: SiteFolder, run: Run) -> None:
    identifier = feed(filled, "all")[LEFT]
    file = filled.root / "config" / "corrections.toml"
    file.write_text(f'[[correction]]\nid = "{identifier}"\ntopics = ["health"]\n')
    for words in (("--topics", "water"), ("--undo",)):
        outcome = run("correct", identifier, *words)
        assert (outcome.code, f"{file}:1: {identifier}: the file decides" in outcome.err) == (1, True)
    assert run("correct", identifier, "--regions", "puno").code == 0
    assert run("correct", feed(filled, "all")[GONE], "--topics", "water").code == 0


def test_feed_and_page_say_which_words_were_the_reason_and_what_a_person_decided(filled: SiteFolder, run: Run) -> None:
    run("correct", feed(filled, "all")[GONE], "--topics", "water")
    document = json.loads((filled.root / "data" / "documents" / "all.json").read_text())
    [item] = [each for each in document["items"] if each["title"] == GONE]
    topic, region = item["_syndication"]["categories"]
    assert (topic["slug"], topic["decided_by"], topic["words"]) == ("water", "person", [])
    assert (region["slug"], region["decided_by"], region["words"]) == ("moquegua", "rules", ["Moquegua"])
    page = create_app(filled.settings()).test_client().get(urlsplit(item["_syndication"]["page"]).path).text
    evidence = BeautifulSoup(page, "lxml").select_one(".evidence")
    assert evidence is not None
    assert [" ".join(part.text.split()) for part in evidence.select("dt, dd")] == [
        *("Water", "decided by a person"),
        *("Moquegua", "“Moquegua” in the title"),
    ]


def test_quarantine_lists_shows_and_drops(site: SiteFolder, run: Run) -> None:
    site.drop("undated.txt", UNDATED)
    run("ingest")
    [entry] = run("quarantine", "list").lines
    assert (entry["source"], entry["title"]) == ("undated.txt", "A walk for the archive")
    assert "Reason:" in run("quarantine", "show", str(entry["number"])).out
    assert run("quarantine", "drop", str(entry["number"])).code == 0
    run("ingest")
    assert run("quarantine", "list").out == ""
    assert run("quarantine", "show", str(entry["number"])).code == 1


def test_quarantine_replays_a_mended_file(site: SiteFolder, run: Run) -> None:
    site.drop("page.txt", "Nothing dated here.\n")
    run("ingest")
    [entry] = run("quarantine", "list").lines
    site.drop("page.txt", LISTING)
    [report] = run("quarantine", "replay", str(entry["number"])).lines
    assert len(report["added"]) == 2
    assert run("quarantine", "list").out == ""


def test_quarantine_replays_a_file_that_was_mended_just_now(site: SiteFolder, run: Run) -> None:
    settings = site.root / "config" / "syndication.toml"
    settings.write_text(settings.read_text() + "\n[inbox]\nsettle_seconds = 0.1\n")
    site.drop("page.txt", "Nothing dated here.\n")
    run("ingest")
    [entry] = run("quarantine", "list").lines
    site.drop("page.txt", LISTING, at=time.time())
    [report] = run("quarantine", "replay", str(entry["number"])).lines
    assert (len(report["added"]), report["waiting"]) == (2, [])


def test_quarantine_replays_a_file_of_a_further_inbox(site: SiteFolder, run: Run) -> None:
    settings = site.root / "config" / "syndication.toml"
    settings.write_text(settings.read_text() + '\n[inbox]\nfolders = ["inbox", "further"]\n')
    site.drop("../further/page.txt", "Nothing dated here.\n")
    run("ingest")
    [entry] = run("quarantine", "list").lines
    site.drop("../further/page.txt", LISTING)
    [report] = run("quarantine", "replay", str(entry["number"])).lines
    assert (report["read"], len(report["added"])) == (["further/page.txt"], 2)
