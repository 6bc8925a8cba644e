"""Nothing of one site is in the code: another organisation is another configuration."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from syndication.classify import load_taxonomy
from syndication.config import load_settings
from syndication.models import SCHEMES
from syndication.pipeline import build, run_cycle
from syndication.service import open_service
from syndication.web import create_app
from tests.conftest import REPOSITORY, SiteFolder

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def facts_of(config: Path) -> Iterator[str]:
    """Names that belong to one site: its publisher, its domain, its regions."""
    site = load_settings(config, environ={}).site
    yield from (site.publisher, site.authority, site.title)
    for term in load_taxonomy(config).terms(SCHEMES[1]):
        yield from (term.slug, *term.labels.values())


def test_the_code_holds_no_fact_of_the_ready_site() -> None:
    facts = {*facts_of(REPOSITORY / "config"), "Peru", "Perú", "Peruvian", "PSG"}
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, facts))})\b", re.IGNORECASE)
    code = [
        path for path in (REPOSITORY / "syndication").rglob("*") if path.suffix in {".py", ".html", ".css", ".toml"}
    ]
    assert len(code) > 30
    found = {str(path): pattern.findall(path.read_text("utf-8")) for path in code}
    assert {path: facts for path, facts in found.items() if facts} == {}


@pytest.fixture
def otherland(tmp_path: Path) -> SiteFolder:
    """A made-up organisation of another country, in another language."""
    return SiteFolder(tmp_path / "otherland", REPOSITORY / "tests" / "data" / "otherland" / "config")


def test_another_organisation_needs_no_code(otherland: SiteFolder) -> None:
    settings = otherland.settings()
    taxonomy = load_taxonomy(settings.folder)
    [topic, *_], [region, *_] = (taxonomy.terms(scheme) for scheme in SCHEMES)
    for file in (REPOSITORY / "tests" / "data" / "otherland" / "bulletins").iterdir():
        otherland.drop(file.name, file.read_bytes())
    with open_service(settings) as service:
        run_cycle(service, NOW)
        build(service, NOW)
        feed = json.loads((settings.documents_folder / "all.json").read_bytes())
    assert feed["language"] == settings.site.language != "en"
    assert feed["title"] == settings.site.title
    assert feed["items"]
    assert all(item["id"].startswith(f"tag:{settings.site.authority},") for item in feed["items"])
    page = create_app(settings).test_client().get(f"/topics/{topic.slug}/regions/{region.slug}").text
    assert topic.label(settings.site.language) in page
    assert region.label(settings.site.language) in page
    for fact in facts_of(REPOSITORY / "config"):
        assert not re.search(rf"\b{re.escape(fact)}\b", page, re.IGNORECASE)
