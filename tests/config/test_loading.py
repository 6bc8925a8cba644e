"""Settings from file, environment and flags."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from syndication.config import Settings, load_settings
from syndication.errors import ConfigError

Load = Callable[..., Settings]


def faults(load: Load, more: str = "", **layers: dict[str, object]) -> list[str]:
    """The faults that loading finds, without the folder's name."""
    with pytest.raises(ConfigError) as error:
        load(more, **layers)
    return [str(fault).rpartition("config/")[2] for fault in error.value.faults]


def test_what_the_file_does_not_say_has_its_default(load: Load) -> None:
    assert load().feeds.items == 50


def test_the_file_goes_before_the_default(load: Load) -> None:
    assert load("[feeds]\nitems = 20\n").feeds.items == 20


def test_the_environment_goes_before_the_file(load: Load) -> None:
    assert load("[feeds]\nitems = 20\n", environ={"SYNDICATION_FEEDS_ITEMS": "30"}).feeds.items == 30


def test_flags_go_before_the_environment(load: Load) -> None:
    settings = load(environ={"SYNDICATION_SERVE_PORT": "8001"}, flags={"serve.port": 8002})
    assert settings.serve.port == 8002


def test_a_flag_that_was_not_given_changes_nothing(load: Load) -> None:
    assert load("[serve]\nport = 8001\n", flags={"serve.port": None}).serve.port == 8001


def test_a_variable_writes_a_list_with_commas(load: Load) -> None:
    settings = load(environ={"SYNDICATION_INBOX_FOLDERS": "new, /srv/old,"})
    assert settings.inbox.folders == (Path("new"), Path("/srv/old"))


@pytest.mark.parametrize(("text", "value"), [("true", True), ("false", False)])
def test_a_variable_writes_true_or_false(load: Load, text: str, value: bool) -> None:
    assert load(environ={"SYNDICATION_SERVE_POLL": text}).serve.poll is value


def test_a_variable_that_says_neither_true_nor_false_is_a_fault(load: Load) -> None:
    assert faults(load, environ={"SYNDICATION_SERVE_POLL": "off"}) == [
        "SYNDICATION_SERVE_POLL: serve.poll: expected true or false, found 'off'"
    ]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ('port = "80"', "serve.port: expected a whole number from 1 to 65535, found '80'"),
        ("workers = true", "serve.workers: expected a whole number from 1 to 64, found True"),
    ],
)
def test_a_number_is_written_as_one_in_the_file(load: Load, lines: str, told: str) -> None:
    assert faults(load, f"[serve]\n{lines}\n") == [f"syndication.toml:8: {told}"]


def test_a_variable_writes_a_number_in_digits(load: Load) -> None:
    settings = load(environ={"SYNDICATION_INBOX_SETTLE_SECONDS": "0.5", "SYNDICATION_SERVE_PORT": "80"})
    assert (settings.inbox.settle_seconds, settings.serve.port) == (0.5, 80)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('archive = "mysql://x/y"', "data.archive: expected a database of sqlite or postgresql+psycopg, found 'mysql'"),
        ('archive = ""', "data.archive: expected an address such as sqlite:////var/lib/feeds/archive.db, found one"),
        ('folder = ""', "data.folder: expected a path in quotes, found ''; leave it out for the default"),
    ],
)
def test_where_nothing_can_be_kept_is_a_fault_of_its_line(load: Load, line: str, told: str) -> None:
    [found] = faults(load, f"[data]\n{line}\n")
    assert found.startswith(f"syndication.toml:8: {told}")


@pytest.mark.parametrize("address", ["mysql://feeds:secret@localhost/feeds", "nonsense:secret"])
def test_a_database_that_is_refused_is_not_quoted(load: Load, address: str) -> None:
    [found] = faults(load, f'[data]\narchive = "{address}"\n')
    assert "secret" not in found


def test_paths_are_relative_to_the_folder_that_holds_the_configuration(load: Load, tmp_path: Path) -> None:
    settings = load()
    assert settings.inbox_folders == (tmp_path / "inbox",)
    assert settings.data_folder == tmp_path / "data"
    assert settings.archive_url == f"sqlite:///{tmp_path}/data/archive.db"


def test_a_file_saved_on_windows_is_read(load: Load, site_file: Path) -> None:
    text = site_file.read_text("utf-8").replace("\n", "\r\n")
    site_file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert load().site.title == "Bulletins"


def test_a_date_stands_bare_in_the_file(load: Load) -> None:
    assert load("epoch = 1983-01-01\n").site.epoch == date(1983, 1, 1)


def test_every_fault_of_file_and_environment_is_found_at_once(load: Load) -> None:
    more = 'language = "?"\ncolour = "red"\n[feeds]\nitems = 0\n'
    assert faults(load, more, environ={"SYNDICATION_FEED_ITEMS": "5", "SYNDICATION_SERVE_PORT": "web"}) == [
        "SYNDICATION_FEED_ITEMS: no setting has this variable; did you mean SYNDICATION_FEEDS_ITEMS?",
        "syndication.toml:7: site.language: expected a language tag such as en or pt-BR, found '?'",
        "syndication.toml:8: site.colour: no such setting; take it out",
        "syndication.toml:10: feeds.items: expected a whole number from 1 to 1000, found 0",
        "SYNDICATION_SERVE_PORT: serve.port: expected a whole number from 1 to 65535, found 'web'",
    ]


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ("[feeds]\nitems = 'fifty'", "feeds.items: expected a whole number from 1 to 1000, found 'fifty'"),
        ("[feeds]\nitems = 1.5", "feeds.items: expected a whole number from 1 to 1000, found 1.5"),
        ("[feeds]\nitem = 5", "feeds.item: no such setting; did you mean items?"),
        ("[inbox]\nmax_bytes = 1", "inbox.max_bytes: expected a whole number of at least 1000, found 1"),
        ("[inbox]\nfolders = []", "inbox.folders: expected a list of paths in quotes, not empty, found []"),
        ("[inbox]\nfolders = 'inbox'", "inbox.folders: expected a list of paths in quotes, not empty, found 'inbox'"),
        (
            "[inbox]\nfolders = ['in', 'a/mail', 'b/mail']",
            "inbox.folders: expected folders after the first that are not called the same, found mail, mail",
        ),
        ("[inbox]\nfolders = [1]", "inbox.folders.0: expected a path in quotes, found 1"),
        ("[serve]\npoll = 'perhaps'", "serve.poll: expected true or false, found 'perhaps'"),
        ("[serve]\npoll = 'yes'", "serve.poll: expected true or false, found 'yes'"),
        ("[serve]\npoll = 'false'", "serve.poll: expected true or false, found 'false'"),
        ("[serve]\npoll = 0", "serve.poll: expected true or false, found 0"),
        ("[serve]\nhost = 1", "serve.host: expected text in quotes, found 1"),
        (
            "[site.epoch]\nyear = 'soon'",
            "site.epoch: expected a date such as 2000-12-31, found {'year': 'soon'}",
        ),
        (
            "[data]\narchive = ['" + "x" * 100 + "']",
            "data.archive: expected text in quotes, found ['" + "x" * 75 + "...",
        ),
    ],
)
def test_a_fault_says_what_was_expected_and_what_was_found(load: Load, more: str, fault: str) -> None:
    [found] = faults(load, more)
    assert found.partition(": ")[2] == fault


def test_an_unknown_table_is_a_fault(load: Load) -> None:
    assert faults(load, "[feed]\nitems = 5") == ["syndication.toml:7: feed: no such setting; did you mean feeds?"]


def test_a_value_in_the_place_of_a_table_is_a_fault(load: Load, site_file: Path) -> None:
    site_file.write_text("feeds = 5\n" + site_file.read_text("utf-8"), "utf-8")
    assert faults(load, environ={"SYNDICATION_FEEDS_ITEMS": "5"}) == [
        "syndication.toml:1: feeds: expected a table, found 5"
    ]


def test_all_that_an_empty_file_lacks_is_named(load: Load, site_file: Path) -> None:
    site_file.write_text("")
    assert faults(load) == [
        "syndication.toml: site.title: this setting is needed and is not there: text in quotes, not empty",
        "syndication.toml: site.description: this setting is needed and is not there: text in quotes, not empty",
        "syndication.toml: site.publisher: this setting is needed and is not there: text in quotes, not empty",
        "syndication.toml: site.homepage: this setting is needed and is not there: a web address",
        "syndication.toml: site.authority: this setting is needed and is not there: a domain name",
    ]


@pytest.mark.parametrize("key", ["root", "folder"])
def test_what_the_loader_finds_out_cannot_be_set(load: Load, site_file: Path, key: str) -> None:
    site_file.write_text(f"{key} = '/tmp'\n" + site_file.read_text("utf-8"), "utf-8")
    assert faults(load) == [f"syndication.toml: {key}: no such setting"]


@pytest.mark.parametrize("address", ["example.org", "ftp://example.org", "https://", "https://example.org/?q=1"])
def test_an_address_that_is_no_web_address_is_a_fault(load: Load, address: str) -> None:
    [found] = faults(load, f"base_url = '{address}'")
    assert found == (
        f"syndication.toml:7: site.base_url: expected an address such as https://feeds.example.org, found '{address}'"
    )


def test_a_last_slash_of_an_address_is_taken_off(load: Load) -> None:
    assert load("base_url = 'https://example.org/feeds/'").site.base_url == "https://example.org/feeds"


def test_without_an_address_to_the_outside_it_is_this_machine_at_its_port(load: Load) -> None:
    assert load(flags={"serve.port": 8101}).site.base_url == "http://127.0.0.1:8101"


@pytest.mark.parametrize(
    "authority", ["Example.org", "example", "https://example.org", "example..org", "ñandú.pe", "-a.org", "١.org"]
)
def test_an_authority_that_is_no_domain_name_is_a_fault(load: Load, authority: str) -> None:
    [found] = faults(load, environ={"SYNDICATION_SITE_AUTHORITY": authority})
    assert found == (
        "SYNDICATION_SITE_AUTHORITY: site.authority: expected a domain name of yours in small letters, "
        f"such as example.org, found '{authority}'"
    )


def test_files_that_would_never_stand_still_are_a_fault(load: Load) -> None:
    assert faults(load, "[inbox]\ninterval_seconds = 5\nsettle_seconds = 6") == [
        "syndication.toml:7: inbox: settle_seconds (6) is longer than interval_seconds (5): no file would ever be read"
    ]


def test_a_fault_of_a_flag_names_the_option(load: Load) -> None:
    assert faults(load, flags={"serve.port": 0}) == [
        "--port: serve.port: expected a whole number from 1 to 65535, found 0"
    ]


def test_a_fault_of_syntax_has_its_line(load: Load) -> None:
    assert faults(load, "[feeds\n") == [
        "syndication.toml:7: not valid TOML: Expected ']' at the end of a table declaration (at line 7, column 7)"
    ]


def test_a_file_that_ends_too_soon_is_a_fault_of_its_last_line(load: Load) -> None:
    assert faults(load, "[inbox]\nfolders = ['a',") == [
        "syndication.toml:8: not valid TOML: Invalid value (at end of document)"
    ]


def test_bytes_that_are_not_utf_8_have_their_line(load: Load, site_file: Path) -> None:
    site_file.write_bytes("[site]\ntitle = 'Señal'\n".encode("cp1252"))
    assert faults(load) == ["syndication.toml:2: expected UTF-8, found the byte 0xf1; save the file as UTF-8"]


def test_settings_cannot_change_later(load: Load) -> None:
    with pytest.raises(ValueError, match="frozen"):
        load().site.title = "Another"


def test_the_ready_configuration_is_complete(tmp_path: Path) -> None:
    assert load_settings(environ={}, working_folder=tmp_path).root == tmp_path
