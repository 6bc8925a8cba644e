"""RFC 9110, section 13: conditions, their comparison and their order."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import Headers
from werkzeug.http import http_date

from syndication.web.conditional import Validators, evaluate

CHANGED = datetime(2020, 5, 17, 10, 30, 15, 500_000, UTC)
STRONG = Validators('"abc"', CHANGED)
WEAK = Validators('W/"abc"', CHANGED)
DATE = http_date(CHANGED)
EARLIER = http_date(CHANGED - timedelta(seconds=1))
LATER = http_date(CHANGED + timedelta(days=1))


def status(validators: Validators = STRONG, **headers: str) -> int:
    return evaluate(Headers({name.replace("_", "-"): value for name, value in headers.items()}), validators)


def test_without_conditions_the_document_is_sent():
    assert status() == 200


@pytest.mark.parametrize(
    "tags", ['"abc"', 'W/"abc"', '"x", "abc"', '"x","abc","y"', ' "x" , W/"abc"', ',, "abc",', "*", ' "a,b", "abc"']
)
def test_a_known_tag_is_not_sent_again(tags):
    assert status(If_None_Match=tags) == 304


@pytest.mark.parametrize("tags", ['"x"', '"abcd"', '"ABC"', "abc", '"abc', 'abc"', 'w/"abc"', "", '"x" "abc"'])
def test_another_tag_or_garbage_gets_the_document(tags):
    assert status(If_None_Match=tags) == 200


def test_weak_validators_match_by_weak_comparison():
    assert status(WEAK, If_None_Match='"abc"') == 304


@pytest.mark.parametrize("date", [DATE, LATER, "Sunday, 17-May-20 10:30:15 GMT", "Sun May 17 10:30:15 2020"])
def test_unchanged_since_is_not_sent_again(date):
    assert status(If_Modified_Since=date) == 304


@pytest.mark.parametrize(
    "date",
    [
        EARLIER,
        "",
        "tomorrow",
        "2030-01-01",
        "Sun, 17 May 2030 10:30:15 +0000",
        "Sun, 17 May 2030 10:30:15 GMT+99999999999999",
        "Sun, 31 Feb 2030 10:30:15 GMT",
        "Sun, 17 May 2030 10:30:15 GMT, Sun, 17 May 2030 10:30:15 GMT",
        "Sun, ١٧ May 2030 10:30:15 GMT",
    ],
)
def test_changed_since_or_no_http_date_gets_the_document(date):
    assert status(If_Modified_Since=date) == 200


def test_a_tag_makes_the_date_be_ignored():
    assert status(If_None_Match='"x"', If_Modified_Since=LATER) == 200
    assert status(If_None_Match='"abc"', If_Modified_Since=EARLIER) == 304


@pytest.mark.parametrize("tags", ['"abc"', '"x", "abc"', "*"])
def test_if_match_lets_the_named_document_pass(tags):
    assert status(If_Match=tags) == 200


@pytest.mark.parametrize("tags", ['"x"', 'W/"abc"'])
def test_if_match_refuses_another_document_by_strong_comparison(tags):
    assert status(If_Match=tags) == 412


def test_if_match_never_holds_for_a_weak_validator_but_by_the_star():
    assert status(WEAK, If_Match='W/"abc"') == 412
    assert status(WEAK, If_Match="*") == 200


def test_garbage_in_if_match_is_ignored():
    assert status(If_Match="abc") == 200


def test_if_unmodified_since_compares_dates():
    assert status(If_Unmodified_Since=DATE) == 200
    assert status(If_Unmodified_Since=EARLIER) == 412
    assert status(If_Unmodified_Since="yesterday") == 200


def test_if_match_makes_if_unmodified_since_be_ignored():
    assert status(If_Match='"abc"', If_Unmodified_Since=EARLIER) == 200


def test_what_may_proceed_is_still_not_sent_twice():
    assert status(If_Match='"abc"', If_None_Match='"abc"') == 304
    assert status(If_Unmodified_Since=LATER, If_Modified_Since=LATER) == 304


def test_a_refusal_comes_before_not_modified():
    assert status(If_Match='"x"', If_None_Match='"abc"') == 412


def test_without_a_date_the_conditions_on_dates_are_ignored():
    undated = Validators('W/"abc"')
    assert status(undated, If_Modified_Since=LATER) == 200
    assert status(undated, If_Unmodified_Since=EARLIER) == 200


@given(
    st.dictionaries(
        st.sampled_from(["If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since"]),
        st.text(st.characters(max_codepoint=255, exclude_characters="\r\n")) | st.sampled_from(['"abc"', "*", DATE]),
    )
)
def test_no_header_is_too_odd_to_answer(headers):
    assert evaluate(Headers(headers), STRONG) in (200, 304, 412)


@given(st.lists(st.from_regex(r'\A(W/)?"[!#-~]{0,5}"\Z'), max_size=5))
def test_a_list_matches_if_one_of_its_tags_does(tags):
    known = any(tag.removeprefix("W/") == '"abc"' for tag in tags)
    assert (status(If_None_Match=", ".join([*tags, '"abc"'])), status(If_None_Match=", ".join(tags)) == 304) == (
        304,
        known,
    )
