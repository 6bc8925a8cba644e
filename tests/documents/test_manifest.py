"""The manifest: what it says is what was put in, and anything else is none."""

import string
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndication.documents.manifest import MANIFEST, Entry, Manifest, Variant
from syndication.files import replace_files


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    texts, plain = st.text('a/<>";=é\n', max_size=20), Variant.plain(draw(st.binary(max_size=9)))
    copies = {coding: plain.copy(coding, coding.encode()) for coding in draw(st.sets(st.sampled_from(["br", "gzip"])))}
    date = datetime.fromtimestamp(draw(st.integers(0, 2**35)), UTC)
    return Entry(draw(texts), date, draw(st.integers(0)), draw(texts), plain, copies)


manifests = st.dictionaries(st.text(string.printable, max_size=9), entries(), max_size=5).map(Manifest)
ENTRY = Entry("application/atom+xml", datetime(2026, 11, 22, tzinfo=UTC), 60, "<x>", Variant.plain(b"<feed/>"), {})


@settings(deadline=None)
@given(manifest=manifests)
def test_a_manifest_reads_back_as_it_was_saved(manifest: Manifest, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("documents")
    replace_files(folder, [manifest.file_in(folder)])
    assert Manifest.load(folder) == manifest


def test_the_same_entries_are_the_same_bytes_in_any_order() -> None:
    assert Manifest({"/a": ENTRY, "/b": ENTRY}).dump() == Manifest({"/b": ENTRY, "/a": ENTRY}).dump()


def test_a_folder_without_a_manifest_has_none(tmp_path: Path) -> None:
    assert Manifest.load(tmp_path) is None


@pytest.mark.parametrize("found", [b"", b"{", b"[]", b'{"/all.atom": {}}', b'{"/all.atom": []}', b"\xff", b"7"])
def test_what_is_no_manifest_is_none(tmp_path: Path, found: bytes) -> None:
    (tmp_path / MANIFEST).write_bytes(found)
    assert Manifest.load(tmp_path) is None


@settings(deadline=None)
@given(body=st.binary(), copy=st.binary())
def test_every_variant_tells_the_plain_state_and_its_own_bytes(body: bytes, copy: bytes) -> None:
    plain = Variant.plain(body)
    compressed = plain.copy("gzip", copy)
    assert compressed.state == plain.state
    assert compressed.etag != plain.etag
    assert plain.has(body)
    assert compressed.has(copy)
    assert not plain.has(body + b"x")
    assert not compressed.has(copy + b"x")
