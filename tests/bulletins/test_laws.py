"""What holds for every file, whatever is in it: the laws that are fuzzed for hours (bench/reliability/fuzz.py)."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.reliability.fuzzing import laws, shapes


@settings(max_examples=50)
@given((shapes.PAGES | shapes.LETTERS).map(shapes.encode) | st.binary(max_size=200))
def test_a_file_is_refused_or_gives_clean_texts_and_the_same_each_time(data):
    laws.check_bulletin(data)


@given(shapes.date_lines().map(shapes.encode) | st.binary(max_size=60))
def test_a_line_gives_a_date_of_the_calendar_or_none(data):
    laws.check_dates(data)


@given(st.binary(max_size=60))
def test_any_bytes_give_a_text_that_may_be_published(data):
    laws.check_text(data)
