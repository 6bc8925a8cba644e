"""Which files are taken from the inbox, and what they are called."""

import errno
import logging
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from syndication.errors import FolderError
from syndication.ingest.inbox import InboxFile, list_files, locate, make_inbox, stands_still

LONG_AGO = 1_999_996_400 * 10**9


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def put(path: Path, text: str = "bulletin", modified_ns: int = LONG_AGO) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, ns=(modified_ns, modified_ns))
    return path


def look(*paths: Path, inboxes: tuple[Path, ...] = ()) -> list[InboxFile]:
    return sorted(list_files(paths, inboxes or paths), key=lambda file: file.source)


def names(found: Iterable[InboxFile]) -> list[str]:
    return [file.source for file in found]


def test_files_are_named_from_their_folder_and_come_in_order(inbox: Path) -> None:
    put(inbox / "b.txt")
    put(inbox / "2016" / "a.html")
    assert names(look(inbox)) == ["2016/a.html", "b.txt"]


def test_a_file_has_one_name_however_it_is_pointed_at(inbox: Path) -> None:
    file = put(inbox / "2016" / "a.html")
    for path in (inbox, inbox / "2016", file):
        assert names(look(path, inboxes=(inbox,))) == ["2016/a.html"]


def test_a_file_elsewhere_is_named_with_its_folder(tmp_path: Path, inbox: Path) -> None:
    file = put(tmp_path / "elsewhere" / "a.txt")
    for path in (file, file.parent):
        assert names(look(path, inboxes=(inbox,))) == ["elsewhere/a.txt"]


def test_two_inboxes_may_hold_files_of_the_same_name(tmp_path: Path, inbox: Path) -> None:
    put(inbox / "a.txt")
    put(tmp_path / "second" / "a.txt")
    assert names(look(inbox, tmp_path / "second")) == ["a.txt", "second/a.txt"]


def test_a_file_is_found_again_by_its_name(tmp_path: Path, inbox: Path) -> None:
    inboxes = (inbox, tmp_path / "second")
    put(inbox / "2016" / "a.txt")
    put(tmp_path / "second" / "a.txt")
    found = look(*inboxes)
    assert [list(locate(file.source, inboxes)) for file in found] == [[file.path] for file in found]


@pytest.mark.parametrize("name", ["a.txt", "second/a.txt", "2016"])
def test_a_name_of_no_file_leads_nowhere(tmp_path: Path, inbox: Path, name: str) -> None:
    put(inbox / "2016" / "a.txt")
    assert list(locate(name, (inbox, tmp_path / "second"))) == []


@pytest.mark.parametrize("name", [".hidden", "a.txt.part", "a.tmp", "a.txt~", ".a.txt.swp", "A.PART"])
def test_hidden_and_unfinished_files_are_left_alone(inbox: Path, name: str) -> None:
    put(inbox / name)
    assert look(inbox) == []


def test_what_a_browser_saves_beside_a_page_is_left_alone(inbox: Path) -> None:
    put(inbox / "News.html")
    put(inbox / "News_files" / "style.css")
    put(inbox / "my_files" / "a.txt")
    assert names(look(inbox)) == ["News.html", "my_files/a.txt"]


def test_a_link_out_of_the_inbox_is_refused_by_name(tmp_path: Path, inbox: Path) -> None:
    (inbox / "link.txt").symlink_to(put(tmp_path / "secrets" / "secret.txt"))
    (inbox / "folder").symlink_to(tmp_path / "secrets")
    assert [(file.source, file.leads_out) for file in look(inbox)] == [("folder", True), ("link.txt", True)]


def test_a_link_inside_the_inbox_is_followed(inbox: Path) -> None:
    (inbox / "link.txt").symlink_to(put(inbox / "a.txt"))
    assert names(look(inbox)) == ["a.txt", "link.txt"]


def test_what_is_no_file_is_left_alone(inbox: Path) -> None:
    os.mkfifo(inbox / "pipe.txt")
    (inbox / "dangling.txt").symlink_to(inbox / "gone.txt")
    assert look(inbox) == []


def test_a_name_that_is_not_utf_8_gets_one_that_is(inbox: Path) -> None:
    put(Path(os.fsdecode(os.fsencode(inbox) + b"/caf\xe9.txt")))
    assert names(look(inbox)) == ["caf\\xe9.txt"]


@pytest.mark.parametrize(("name", "shown"), [("a\nb.txt", r"a\nb.txt"), ("\u202etxt.a", r"\u202etxt.a")])
def test_what_nobody_sees_in_a_name_is_spelled_out(inbox: Path, name: str, shown: str) -> None:
    put(inbox / name)
    assert names(look(inbox)) == [shown]


def test_a_link_in_a_circle_is_left_alone(inbox: Path) -> None:
    (inbox / "link.txt").symlink_to(inbox / "link.txt")
    assert look(inbox) == []


def test_a_file_that_changes_or_goes_after_the_look_does_not_stand_still(inbox: Path) -> None:
    path = put(inbox / "a.txt")
    [file] = look(inbox)
    assert stands_still(file)
    put(path, "longer than before")
    assert not stands_still(file)
    path.unlink()
    assert not stands_still(file)


def test_a_missing_path_is_told(inbox: Path) -> None:
    with pytest.raises(FolderError, match="nowhere: expected a file or a folder"):
        look(inbox / "nowhere")


def test_folders_may_lie_as_deep_as_a_path_can_tell(inbox: Path) -> None:
    folder = inbox
    for _ in range(1500):
        folder /= "d"
        folder.mkdir()
    put(folder / "a.txt")
    found = names(look(inbox))
    subprocess.run(["rm", "-rf", inbox], check=True)  # pytest would recurse into it
    assert found == ["d/" * 1500 + "a.txt"]


def test_a_folder_that_may_not_be_read_is_told(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may read all
    with pytest.raises(FolderError, match="inbox: expected a folder that can be read, but its permissions forbid it"):
        look(inbox)


def test_a_folder_that_goes_meanwhile_keeps_no_other_from_being_read(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def scan(path: Path) -> object:
        if path.name == "gone":
            raise FileNotFoundError(path)
        return scandir(path)

    put(inbox / "gone" / "a.txt")
    put(inbox / "there" / "b.txt")
    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", scan)
    assert names(look(inbox)) == ["there/b.txt"]


def test_a_folder_below_that_may_not_be_read_is_logged_once_and_keeps_no_other_from_being_read(
    inbox: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def scan(path: Path) -> object:
        if path.name == "closed":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)  # root may read all
        return scandir(path)

    put(inbox / "2016" / "closed" / "a.txt")
    put(inbox / "there" / "b.txt")
    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", scan)
    with caplog.at_level(logging.WARNING, "syndication"):
        assert names(look(inbox)) == ["there/b.txt"]
    [record] = caplog.records
    assert record.message == "folder_unread"
    assert record.event_fields["folder"] == "2016/closed"  # type: ignore[attr-defined]  # the formatters' own


def test_the_folders_of_the_inbox_are_made_and_one_that_cannot_be_is_named(tmp_path: Path) -> None:
    make_inbox([tmp_path / "deep" / "inbox", tmp_path / "second"])
    assert look(tmp_path / "deep" / "inbox", tmp_path / "second") == []
    put(tmp_path / "in the way")
    with pytest.raises(FolderError, match="in the way"):
        make_inbox([tmp_path / "in the way"])
