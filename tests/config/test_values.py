"""What single values may be, in every table of the configuration's files."""

from collections.abc import Iterator

import pytest
from pydantic import ValidationError

from syndication.classify.vocabulary import Choosing, Rule
from syndication.config.kinds import takes_number, takes_truth
from syndication.config.settings import Data, Inbox, Section, Serve


def tables(of: type[Section] = Section) -> Iterator[type[Section]]:
    for table in of.__subclasses__():
        yield table
        yield from tables(table)


TRUTHS = [(table, name) for table in tables() for name, field in table.model_fields.items() if takes_truth(field)]


def test_truths_are_found_in_settings_and_in_vocabulary() -> None:
    assert {(Serve, "poll"), (Rule, "listed")} < set(TRUTHS)


@pytest.mark.parametrize("value", ["yes", "true", "off", 1, 0.0])
def test_nothing_but_true_and_false_is_true_or_false(value: object) -> None:
    assert [name for table, name in TRUTHS if not is_refused(table, name, value)] == []
    assert [name for table, name in TRUTHS if is_refused(table, name, True) or is_refused(table, name, False)] == []


NUMBERS = [(table, name) for table in tables() for name, field in table.model_fields.items() if takes_number(field)]


def test_numbers_are_found_in_settings_and_in_vocabulary() -> None:
    assert {(Serve, "port"), (Inbox, "settle_seconds"), (Rule, "times")} < set(NUMBERS)


@pytest.mark.parametrize("value", ["80", "1", True])
def test_nothing_but_a_number_is_a_number(value: object) -> None:
    assert [name for table, name in NUMBERS if not is_refused(table, name, value)] == []


@pytest.mark.parametrize("value", ["80", True])
def test_nothing_but_a_number_is_one_in_a_list_either(value: object) -> None:
    assert is_refused(Choosing, "shares", (value,))


@pytest.mark.parametrize("folder", ["", " "])
def test_no_path_is_empty(folder: str) -> None:
    assert is_refused(Data, "folder", folder)
    assert is_refused(Data, "originals", folder)
    assert is_refused(Inbox, "folders", (folder,))


def is_refused(table: type[Section], name: str, value: object) -> bool:
    try:
        table.model_validate({name: value})
    except ValidationError as error:
        return any(fault["loc"][0] == name for fault in error.errors())
    return False
