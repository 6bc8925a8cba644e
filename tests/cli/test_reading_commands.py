"""``parse`` and ``classify`` as scripts use them."""

import json

from tests.cli.conftest import Run
from tests.conftest import SiteFolder
from tests.test_pipeline import LISTING

STANDING = LISTING + "\n  • Historical Overview\n\n    A country of mountains, rivers and long arguments.\n"


def test_parse_prints_an_object_a_line(site: SiteFolder, run: Run) -> None:
    file = site.drop("listing.txt", LISTING)
    first, second = run("parse", file).lines
    assert first == {
        "title": "Copper mine in Moquegua waits for its water licence",
        "date": "2019-08-17",
        "summary": "Farmers of the valley ask who will measure the river once the mine is at work.",
        "url": "http://bulletins.example/news.php?position=10",
        "source": str(file),
        "line": 2,
    }
    assert second["title"] == "Teachers end their strike in Tacna"


def test_parse_prints_the_picture_of_an_item_that_has_one(site: SiteFolder, run: Run) -> None:
    entry = (
        "<article><h2>{}</h2><p>{} August 2019</p>{}<p>The crews have mended the nets, says the union.</p></article>"
    )
    boat = '<img src="boat.jpg" alt="A boat" width="640">'
    head = '<html><head><base href="https://news.example/"></head>'
    page = f"{head}{entry.format('Boats', 17, boat)}{entry.format('Nets', 16, '')}"
    first, second = run("parse", site.drop("listing.html", page)).lines
    assert first["picture"] == {"url": "https://news.example/boat.jpg", "text": "A boat", "width": 640}
    assert "picture" not in second


def test_parse_tells_what_it_left_out_and_why(site: SiteFolder, run: Run) -> None:
    outcome = run("parse", site.drop("listing.txt", STANDING))
    assert (outcome.code, len(outcome.lines)) == (0, 2)
    assert 'left out "Historical Overview"' in outcome.err


def test_parse_names_a_file_that_it_cannot_read_once(site: SiteFolder, run: Run) -> None:
    file = site.drop("empty.txt", "")
    assert run("parse", file).err.startswith(f"{file}: the file is empty: expected ")


def test_parse_reads_standard_input(run: Run) -> None:
    assert [line["source"] for line in run("parse", "-", stdin=LISTING).lines] == ["-", "-"]


def test_parse_fails_for_a_file_it_cannot_read_and_still_reads_the_others(site: SiteFolder, run: Run) -> None:
    outcome = run("parse", "nowhere.txt", site.drop("photo.txt", b"\x89PNG\r\n\x1a\n"), site.drop("a.txt", LISTING))
    assert (outcome.code, len(outcome.lines)) == (1, 2)
    assert "nowhere.txt: expected a file that can be read" in outcome.err
    assert "photo.txt" in outcome.err
    assert "Traceback" not in outcome.err


def test_parse_without_a_file_is_called_wrongly(run: Run) -> None:
    assert run("parse").code == 2


def test_classify_adds_slugs_and_lets_other_fields_pass(run: Run) -> None:
    item = {"id": 7, "title": "Copper mine sold", "summary": "The pit in Moquegua yields copper and gold."}
    [line] = run("classify", stdin=json.dumps(item) + "\n").lines
    assert line == item | {"topics": ["mining"], "regions": ["moquegua"]}


def test_classify_explains(run: Run) -> None:
    [line] = run("classify", "--explain", stdin='{"title": "A strike in Tacna", "summary": ""}\n').lines
    assert {"term", "where", "scheme", "slug", "weight"} == set(line["evidence"][0])
    assert ("Tacna", "title", "tacna") in {(e["term"], e["where"], e["slug"]) for e in line["evidence"]}


def test_classify_names_the_line_that_is_no_item(run: Run) -> None:
    for text in ("nonsense", "[1]", '{"title": 3}'):
        outcome = run("classify", stdin='{"title": "fine"}\n' + text + "\n")
        assert outcome.code == 1
        assert ":2: expected" in outcome.err


def test_classify_names_the_file_it_cannot_read(run: Run) -> None:
    outcome = run("classify", "nowhere.jsonl")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.startswith("syndication: nowhere.jsonl: expected a file that can be read")
