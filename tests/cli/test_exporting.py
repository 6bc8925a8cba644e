"""``export``: the published tree and the pages as files, for a site of few feeds and two languages."""

import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
from bs4 import BeautifulSoup

from tests.cli.conftest import Run
from tests.conftest import HARBOUR, SiteFolder

LISTING = """# URL: http://bulletins.example/news.php
• Water is dear on the North Coast

    17 August 2019

    Farmers of the valley ask who will measure the river once the mine is at work.

  • Health posts open again on the South Coast

    10 August 2019

    Nurses begin on Monday after four weeks.
"""


@pytest.fixture
def site(site: SiteFolder) -> SiteFolder:
    """The site of tests/web, in the place of the ready one, with a further language."""
    shutil.rmtree(site.root / "config")
    shutil.copytree(HARBOUR, site.root / "config")
    settings = site.root / "config" / "syndication.toml"
    settings.write_text(settings.read_text("utf-8").replace("[site]", '[site]\nlanguages = ["es"]'), "utf-8")
    return site


def test_export_writes_what_the_service_would_answer(site: SiteFolder, run: Run, tmp_path: Path) -> None:
    site.drop("listing.txt", LISTING)
    run("ingest")
    outcome = run("export", tmp_path / "public")
    assert outcome.code == 0, outcome.err
    public = tmp_path / "public"
    for page in ("all", "es/all", "embed/all", "es/embed/all"):
        assert "Health posts open again" in (public / page / "index.html").read_text("utf-8")
    assert (public / "topics" / "health.atom").is_file()
    assert (public / "topics" / "health" / "corrections.atom").read_bytes().startswith(b"<?xml")
    assert (public / "es" / "topics" / "health" / "index.html").is_file()
    assert "There is no such page" in (public / "404.html").read_text("utf-8")


def test_every_link_of_an_exported_page_leads_to_a_file(site: SiteFolder, run: Run, tmp_path: Path) -> None:
    site.drop("listing.txt", LISTING)
    run("ingest")
    run("export", tmp_path)
    pages = [page for page in tmp_path.rglob("*.html") if page.name == "index.html"]
    assert len(pages) > 40
    links = {
        urlsplit(element.get("href") or element.get("src")).path
        for page in pages
        for element in BeautifulSoup(page.read_bytes(), "lxml").select("[href^='/'], [src^='/']")
    }
    files = {link: tmp_path / link.lstrip("/") for link in links}
    assert {link for link, file in files.items() if not (file.is_file() or (file / "index.html").is_file())} == set()


@pytest.mark.parametrize("folder", ["data", "data/documents", "inbox", "inbox/public"])
def test_export_refuses_the_folders_that_the_service_reads(site: SiteFolder, run: Run, folder: str) -> None:
    site.drop("listing.txt", LISTING)
    run("ingest")
    outcome = run("export", site.root / folder)
    assert (outcome.code, "expected a folder of its own" in outcome.err) == (1, True)
    assert [file.name for file in (site.root / "inbox").iterdir()] == ["listing.txt"]


def test_an_exported_feed_leads_to_its_past(site: SiteFolder, run: Run, tmp_path: Path) -> None:
    settings = site.root / "config" / "syndication.toml"
    settings.write_text(settings.read_text("utf-8").replace("items = 3", "items = 1"), "utf-8")
    site.drop("listing.txt", LISTING)
    run("ingest")
    assert run("export", tmp_path / "public").code == 0
    feed = feedparser.parse((tmp_path / "public" / "all.atom").read_bytes()).feed
    (past,) = [urlsplit(link.href).path for link in feed.links if link.rel == "prev-archive"]
    assert len(feedparser.parse((tmp_path / "public" / past[1:]).read_bytes()).entries) == 2
    assert (tmp_path / "public" / f"{past[1:]}.gz").is_file()


def test_export_takes_away_what_was_withdrawn_since_and_nothing_else(
    site: SiteFolder, run: Run, tmp_path: Path
) -> None:
    site.drop("listing.txt", LISTING)
    run("ingest")
    public = tmp_path / "public"
    run("export", public)
    (public / "CNAME").write_text("feeds.example.org")
    [page] = [file for file in public.glob("items/*/*/*/*/index.html") if "Health posts" in file.read_text()]
    run("withdraw", f"/{page.parent.relative_to(public).as_posix()}")
    assert run("export", public).code == 0
    assert not page.exists()
    assert (public / "CNAME").exists()


DOCUMENTS = ("all.atom", "all.atom.gz", "topics/health.json")
LONG_AGO = 1_000_000_000


def dates_in(folder: Path) -> dict[str, int]:
    return {name: (folder / name).stat().st_mtime_ns for name in DOCUMENTS}


def test_an_exported_document_has_the_date_of_the_published_one(site: SiteFolder, run: Run, tmp_path: Path) -> None:
    site.drop("listing.txt", LISTING)
    run("ingest")
    run("export", tmp_path)
    assert dates_in(tmp_path) == dates_in(site.root / "data" / "documents")


def test_what_an_export_finds_as_it_would_write_it_keeps_its_date(site: SiteFolder, run: Run, tmp_path: Path) -> None:
    site.drop("listing.txt", LISTING)
    run("ingest")
    run("export", tmp_path)
    for file in filter(Path.is_file, tmp_path.rglob("*")):
        os.utime(file, (LONG_AGO, LONG_AGO))
    run("export", tmp_path)
    new = {str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*") if file.stat().st_mtime != LONG_AGO}
    assert new & {*DOCUMENTS, "index.html", "all/index.html", "robots.txt", "sitemap.xml"} == set()


def test_an_export_replaces_a_file_whole_and_dates_it_later_whatever_the_clock_says(
    site: SiteFolder, run: Run, tmp_path: Path
) -> None:
    site.drop("listing.txt", LISTING)
    run("ingest")
    run("export", tmp_path / "public")
    file, being_read = tmp_path / "public" / "all.atom", tmp_path / "being-read"
    file.write_bytes(b"of a former export")
    being_read.hardlink_to(file)
    ahead = int(file.stat().st_mtime) + 3600
    os.utime(file, (ahead, ahead))
    run("export", tmp_path / "public")
    assert file.read_bytes() == (site.root / "data" / "documents" / "all.atom").read_bytes()
    assert file.stat().st_mtime == ahead + 1
    assert being_read.read_bytes() == b"of a former export"
