"""Former versions: taken apart and put together again without the loss of a byte."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndication.documents.manifest import Variant
from syndication.documents.versions import (
    Version,
    describe,
    load_versions,
    renew_versions,
    split_items,
    versions_file,
)
from syndication.feeds import gather, render_opml
from syndication.formats import FEED_FORMATS, Format
from syndication.models import ALL
from tests.feeds.making import ITEMS, SETTINGS, TAXONOMY, documents_of, make_item, render

texts = st.text("<>&]\"',\\{}[] \n\raitemnry/", max_size=60)
versions = st.builds(
    Version,
    st.text("0123456789abcdef", min_size=32, max_size=32),
    st.lists(st.text("0123456789abcdef", min_size=16, max_size=16), max_size=3).map(tuple),
)


@pytest.mark.parametrize("form", FEED_FORMATS, ids=lambda form: form.name)
@settings(deadline=None)
@given(found=st.lists(st.tuples(texts, texts), max_size=4))
def test_the_parts_of_a_document_are_its_bytes(form: Format, found: list[tuple[str, str]]) -> None:
    items = [make_item(f"story-{number}", title, (text,)) for number, (title, text) in enumerate(found)]
    body = documents_of(*items)[form.suffix]
    parts = split_items(body, form.content_type)
    assert parts is not None
    assert len(parts.items) == len(items)
    assert parts.join(parts.items) == body


@pytest.mark.parametrize("form", FEED_FORMATS, ids=lambda form: form.name)
def test_a_reader_gets_what_is_new_to_its_version(form: Format) -> None:
    mended = make_item("month", "Month of storms", ("It blew.",), day="2016-03")
    before = describe(documents_of(*ITEMS[1:])[form.suffix], form.content_type)
    today = split_items(documents_of(*ITEMS[:3], mended)[form.suffix], form.content_type)
    assert before
    assert today
    expected = split_items(documents_of(ITEMS[0], mended)[form.suffix], form.content_type)
    assert expected
    assert today.since(before) == today.join(expected.items)


@pytest.mark.parametrize("form", FEED_FORMATS, ids=lambda form: form.name)
def test_nothing_is_new_to_the_version_of_today(form: Format) -> None:
    body = documents_of(*ITEMS)[form.suffix]
    version, parts = describe(body, form.content_type), split_items(body, form.content_type)
    assert version
    assert parts
    assert parts.since(version) == parts.join(())


@pytest.mark.parametrize("form", FEED_FORMATS, ids=lambda form: form.name)
def test_a_document_knows_its_items_as_they_are_found_in_its_bytes(form: Format) -> None:
    documents = render(gather(ALL, ITEMS, SETTINGS, TAXONOMY))
    body, items = next((each.body, each.items) for each in documents if each.media_type == form.content_type)
    assert describe(body, form.content_type) == Version(Variant.plain(body).state, items or ())


def test_the_catalogue_has_no_versions() -> None:
    catalogue = render_opml((), SETTINGS, TAXONOMY)
    assert describe(catalogue.body, catalogue.media_type) is None


@settings(deadline=None)
@given(newest=versions, before=st.lists(versions, max_size=12, unique_by=lambda version: version.state))
def test_versions_read_back_newest_first_and_eight_at_most(
    newest: Version, before: list[Version], tmp_path_factory: pytest.TempPathFactory
) -> None:
    document = tmp_path_factory.mktemp("versions") / "all.atom"
    for version in (*reversed(before), newest):
        versions_file(document).write_bytes(renew_versions(document, version))
    others = [version for version in before if version.state != newest.state]
    assert load_versions(document) == tuple([newest, *others][:8])


@pytest.mark.parametrize("found", [None, b"half", b"\xff", b"0" * 32 + b" 12\n", b"0" * 31 + b"\n"])
def test_what_is_no_list_of_versions_is_none(tmp_path: Path, found: bytes | None) -> None:
    if found is not None:
        versions_file(tmp_path / "all.atom").write_bytes(found)
    assert load_versions(tmp_path / "all.atom") == ()
