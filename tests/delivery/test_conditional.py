"""RFC 9110, section 13: conditions, their comparison and their order."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.http import http_date

from syndication.delivery.conditional import evaluate, find_known, read_tags

CHANGED = datetime(2020, 5, 17, 10, 30, 15, 500_000, UTC)
STRONG = ('"abc"',)
WEAK = ('W/"abc"',)
FORMS = ('"abc-br-1"', '"abc-gzip-2"', '"abc"')
DATE = http_date(CHANGED)
EARLIER = http_date(CHANGED - timedelta(seconds=1))
LATER = http_date(CHANGED + timedelta(days=1))


def status(etags: tuple[str, ...] = STRONG, changed: datetime | None = CHANGED, **fields: str) -> int:
    return evaluate({f"HTTP_{name.upper()}": value for name, value in fields.items()}, etags, changed)


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
    assert status(WEAK, None, If_Modified_Since=LATER) == 200
    assert status(WEAK, None, If_Unmodified_Since=EARLIER) == 200


@pytest.mark.parametrize("tag", FORMS)
def test_the_tag_of_every_form_is_the_documents_own(tag):
    assert status(FORMS, If_None_Match=f'"x", W/{tag}') == 304
    assert status(FORMS, If_Match=tag) == 200
    assert find_known(f'"x", {tag}', FORMS) == tag


@pytest.mark.parametrize("tag", ['"abc-gzip"', '"abc;gzip"', '"abc-br"', '"abc--gzip"', '"abc-zstd"', 'W/"abc-gzip"'])
def test_a_tag_that_a_proxy_has_marked_is_still_known(tag):
    assert status(FORMS, If_None_Match=tag) == 304
    assert find_known(tag, FORMS) == '"abc"'


@pytest.mark.parametrize("tag", ['"abc-gzip"', '"abc;gzip"'])
def test_a_tag_that_a_proxy_has_marked_is_not_strongly_the_same(tag):
    assert status(FORMS, If_Match=tag) == 412


@pytest.mark.parametrize("tag", ['"abc-"', '"abc-gzipped"', '"abcgzip"', '"abc-gzip-"', '"-gzip"', '"abc-gzip-3"'])
def test_what_only_looks_like_a_marked_tag_is_another(tag):
    assert status(FORMS, If_None_Match=tag) == 200


# --- laws: an oracle written from the grammar and the sections, tag by tag -------------------------------

DATES = st.sampled_from([DATE, EARLIER, LATER, "yesterday", ""])
TAGS = st.sampled_from(['"abc"', 'W/"abc"', '"abc-br-1"', '"x"', 'W/"y"', '""'])
LISTS = st.lists(TAGS, min_size=1, max_size=4).map(", ".join) | st.just("*")


def oracle(fields: dict[str, str], etags: tuple[str, ...]) -> int:
    """Section 13.2.2, step by step, for well-formed lists of tags."""

    def names(field: str, *, weakly: bool) -> bool:
        if field == "*":
            return True
        listed = field.split(", ")
        if weakly:  # section 8.8.3.2
            return bool({tag.removeprefix("W/") for tag in listed} & {tag.removeprefix("W/") for tag in etags})
        return bool({tag for tag in (*listed,) if not tag.startswith("W/")} & set(etags))

    instants = {EARLIER: -1, DATE: 0, LATER: 1}
    if "If_Match" in fields:
        if not names(fields["If_Match"], weakly=False):
            return 412
    elif instants.get(fields.get("If_Unmodified_Since", ""), 0) < 0:
        return 412
    if "If_None_Match" in fields:
        return 304 if names(fields["If_None_Match"], weakly=True) else 200
    return 304 if instants.get(fields.get("If_Modified_Since", ""), -1) >= 0 else 200


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "If_Match": LISTS,
            "If_None_Match": LISTS,
            "If_Modified_Since": DATES,
            "If_Unmodified_Since": DATES,
        },
    ),
    st.sampled_from([STRONG, WEAK, FORMS]),
)
def test_every_combination_is_answered_as_the_specification_orders(fields, etags):
    assert status(etags, **fields) == oracle(fields, etags)


@given(
    st.dictionaries(
        st.sampled_from(["If_Match", "If_None_Match", "If_Modified_Since", "If_Unmodified_Since"]),
        st.text(st.characters(max_codepoint=255)) | st.text('"W/*-;, gzipabc') | DATES,
    )
)
def test_no_field_is_too_odd_to_answer(fields):
    assert status(FORMS, **fields) in (200, 304, 412)


@given(st.lists(st.from_regex(r'\A(W/)?"[!#-~]{0,5}"\Z'), max_size=5), st.sampled_from([",", ", ", " ,\t", ",,"]))
def test_a_list_of_tags_reads_back(tags, separator):
    assert read_tags(separator.join(tags)) == tags
