"""The published documents as a process serves them: with their validators, each read once, and nothing else."""

import hashlib

import pytest

from syndication.config import Settings
from syndication.delivery import Library
from syndication.documents import DocumentStore
from syndication.feeds import gather, render_opml
from syndication.formats import ATOM, FORMATS, format_of
from syndication.models import ALL, Document
from tests.delivery.conftest import NOW
from tests.documents.making import MemoryRecords
from tests.feeds.making import SETTINGS, TAXONOMY, render

MINING = "/topics/mining.atom"


@pytest.fixture
def library(settings: Settings) -> Library:
    """A library with one document."""
    return open_library(settings, Document(MINING, ATOM.content_type, b"<feed/>"))


def open_library(settings: Settings, *documents: Document) -> Library:
    DocumentStore(settings).publish(documents, MemoryRecords(), NOW)
    return Library(settings.documents_folder)


def serve(library: Library, path: str) -> tuple[str, bytes] | None:
    """Media type and bytes of the plain document at an address."""
    offer = library.find(path)
    return offer and (offer.entry.media_type, library.load(path, offer.plain))


def test_a_document_is_served_with_its_validators(library: Library) -> None:
    assert serve(library, MINING) == ("application/atom+xml; charset=utf-8", b"<feed/>")
    offer = library.find(MINING)
    assert offer is not None
    assert offer.entry.last_modified == NOW
    assert offer.plain.variant.etag == f'"{hashlib.sha256(b"<feed/>").hexdigest()[:32]}"'


def test_every_document_is_served_as_what_it_was_rendered_as(settings: Settings) -> None:
    documents = [*render(gather(ALL, (), SETTINGS, TAXONOMY)), render_opml((), SETTINGS, TAXONOMY)]
    library = open_library(settings, *documents)
    for document in documents:
        assert serve(library, document.path) == (document.media_type, document.body)
    assert {format_of(document.path) for document in documents} == set(FORMATS)


def test_an_unchanged_file_is_read_once(library: Library) -> None:
    first, second = serve(library, MINING), serve(library, MINING)
    assert first is not None
    assert second is not None
    assert first[1] is second[1]


@pytest.mark.parametrize(
    "path",
    [
        "/none.atom",
        "/topics/mining",
        "/topics",
        "/topics.atom",
        "/",
        "",
        "topics/mining.atom",
        "//topics/mining.atom",
        "/topics/../topics/mining.atom",
        "/../secret.atom",
        "/topics/%2e%2e/secret.atom",
        "/topics/.mining.atom",
        "/topics/.mining.atom.123",
        "/topics\\mining.atom",
        "/topics/mining.atom/x.atom",
        "/topics/mining.atom\n",
        "/topics/mining.atom\x00.atom",
        f"/{'x' * 5000}.atom",
        "/x" * 3000 + ".atom",
        "/secret.txt",
        "/stray.atom",
    ],
)
def test_what_was_not_published_is_not_served(settings: Settings, library: Library, path: str) -> None:
    folder = settings.documents_folder
    (folder.parent / "secret.atom").write_bytes(b"secret")
    (folder / "secret.txt").write_bytes(b"secret")
    (folder / "stray.atom").write_bytes(b"nobody published it")
    (folder / "topics" / ".mining.atom").write_bytes(b"half")
    (folder / "topics.atom").mkdir()
    assert serve(library, path) is None


def test_a_folder_that_was_never_published_to_has_no_documents(settings: Settings) -> None:
    assert serve(Library(settings.documents_folder), MINING) is None
