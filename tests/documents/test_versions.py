"""Former versions: taken apart and put together again without the loss of a byte."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndication.documents.manifest import Variant
from syndication.documents.versions import (
    Version,
    add_version,
    describe,
    load_versions,
    split_items,
    versions_file,
)
from syndication.errors import FolderError
from syndication.feeds import gather, render_opml
from syndication.files import replacing
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


def add_versions(document: Path, *found: Version) -> None:
    """Each in a publishing of its own."""
    for version in found:
        with replacing(document.parent) as replacement:
            add_version(document, version, replacement)
            replacement.finish()


@settings(deadline=None)
@given(newest=versions, before=st.lists(versions, max_size=12, unique_by=lambda version: version.state))
def test_versions_read_back_newest_first_and_eight_at_most(
    newest: Version, before: list[Version], tmp_path_factory: pytest.TempPathFactory
) -> None:
    document = tmp_path_factory.mktemp("versions") / "all.atom"
    add_versions(document, *reversed(before), newest)
    others = [version for version in before if version.state != newest.state]
    assert load_versions(document) == tuple([newest, *others][:8])


def test_the_file_stays_short_and_keeps_the_last_versions(tmp_path: Path) -> None:
    document, known = tmp_path / "all.atom", [Version(f"{number:032x}", ("0" * 16,)) for number in range(100)]
    for number, version in enumerate(known):
        add_versions(document, version)
        assert load_versions(document) == tuple(reversed(known[: number + 1]))[:8]
    assert versions_file(document).stat().st_size < 33 * len(bytes(known[0]))


@pytest.mark.parametrize("torn", [b"", b"0", b"0" * 32, b"0" * 32 + b" 1234567890abcdef", b"\0" * 50, b"\xff"])
def test_a_torn_line_costs_itself_and_the_next_one(tmp_path: Path, torn: bytes) -> None:
    document, known = tmp_path / "all.atom", [Version(f"{number:032x}", ("0" * 16,)) for number in range(3)]
    add_versions(document, known[0])
    versions_file(document).write_bytes(bytes(known[0]) + torn)
    assert load_versions(document) == (known[0],)
    add_versions(document, known[1], known[2])
    assert load_versions(document) == ((known[2], known[0]) if torn else (known[2], known[1], known[0]))


def test_a_file_that_cannot_be_appended_to_is_replaced(tmp_path: Path) -> None:
    document, version = tmp_path / "all.atom", Version("0" * 32, ())
    versions_file(document).symlink_to(tmp_path / "none" / "there")
    add_versions(document, version)
    assert load_versions(document) == (version,)


def test_a_version_that_cannot_be_noted_is_told(tmp_path: Path) -> None:
    document = tmp_path / "all.atom"
    versions_file(document).mkdir()
    with pytest.raises(FolderError, match=r"\.all\.atom\.versions: expected to write there"):
        add_versions(document, Version("0" * 32, ()))


@pytest.mark.parametrize("found", [None, b"half", b"\xff", b"0" * 32 + b" 12\n", b"0" * 31 + b"\n"])
def test_what_is_no_list_of_versions_is_none(tmp_path: Path, found: bytes | None) -> None:
    if found is not None:
        versions_file(tmp_path / "all.atom").write_bytes(found)
    assert load_versions(tmp_path / "all.atom") == ()
