"""Date lines: every form that is met, and what only looks like one."""

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndication.bulletins.date_forms import puts_month_first
from syndication.bulletins.dates import DateLines, read_moment

DATES = DateLines(("Update", "Harbour News"))
MONTHS = calendar.month_name[1:]
MESES = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "setiembre", "octubre", "noviembre", "diciembre"),
)
NO_DATE = "no date"


def read(text: str, dates: DateLines = DATES) -> str | None:
    stamp = dates.read(text)
    return stamp and str(stamp.date or NO_DATE)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("17 August 2010", "2010-08-17"),
        ("5 November 2017", "2017-11-05"),
        ("09 April 2016", "2016-04-09"),
        (". 23 July 2016", "2016-07-23"),
        ("10 Dec 2014", "2014-12-10"),
        ("5th November 2016", "2016-11-05"),
        ("Saturday 5th November 2016", "2016-11-05"),
        ("August 17, 2010", "2010-08-17"),
        ("17/08/2010", "2010-08-17"),
        ("08/17/2010", "2010-08-17"),
        ("3.5.2010", "2010-05-03"),
        ("2010-08-17", "2010-08-17"),
        ("2010-08-17T09:30:00+00:00", "2010-08-17"),
        ("19-20 November 2016", "2016-11-20"),
        ("28 February / 1 March 2004", "2004-03-01"),
        ("17 August 2010, 10:30 am", "2010-08-17"),
        ("Posted on August 17, 2010 by the editor", "2010-08-17"),
        ("Update 140. 17 August 2010", "2010-08-17"),
        ("update 140, 17 august 2010", "2010-08-17"),
        ("Update 140 17 August 2010", "2010-08-17"),
        ("Update. 17 August 2010", "2010-08-17"),
        ("Harbour News 057. 31 July 2010", "2010-07-31"),
        ("102. 29 February 2004", "2004-02-29"),
        ("Update 14. August 2010", "2010-08"),
        ("June / July 2009", "2009-07"),
        ("UPDATE 133. May / April 2009", "2009-05"),
        ("Update 137. December 2009 / January 2010", "2010-01"),
        ("December / January 2010", "2010-01"),
        ("153. Aug - Sep 12", "2012-09"),
        ("Update 110. Nov 05 - Jan 06", "2006-01"),
        ("January 2010", "2010-01"),
        ("Sept. 2011", "2011-09"),
        ("17 de agosto de 2010", "2010-08-17"),
        ("lunes 3 de setiembre de 2012", "2012-09-03"),
        ("1º de mayo del 2011", "2011-05-01"),
        ("agosto de 2010", "2010-08"),
        ("noviembre / diciembre 2009", "2009-12"),
        ("Publicado el 3 de mayo de 2010", "2010-05-03"),
        ("31 June 2010", "2010-06"),
        ("9.4.2016", "2016-04-09"),
        ("09/04/16", "2016-04-09"),
        ("2016/04/09", "2016-04-09"),
        ("9 abr. 2016", "2016-04-09"),
        ("miércoles 9 de abril de 2016", "2016-04-09"),
        ("Sat, 9 Apr 2016", "2016-04-09"),
        ("Sat, 09 Apr 2016 10:00:00 +0100", "2016-04-09"),
        ("9th of April, 2016", "2016-04-09"),
        ("9-Apr-2016", "2016-04-09"),
        ("By Rosa Huaman, 9 April 2016", "2016-04-09"),
        ("By Ana de la Vega, 9 April 2016", "2016-04-09"),
        ("9 April 2016 | By Rosa Huaman", "2016-04-09"),
        ("News | 9 April 2016", "2016-04-09"),
        ("9 April 2016 | 3 comments", "2016-04-09"),
        ("[9 April 2016]", "2016-04-09"),
    ],
)
def test_a_date_line_gives_its_date(line: str, expected: str) -> None:
    assert read(line) == expected


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("31 September 2026", "31 September 2026"),
        ("29/02/2026", "29/02/2026"),
        ("Update 140. 31 de junio de 2010", "31 de junio de 2010"),
        ("2026-13-04", "2026-13-04"),
        ("2026/13/04 by the editor", "2026/13/04"),
        ("2026.02.30", "2026.02.30"),
    ],
)
def test_a_day_that_no_calendar_has_is_told_as_it_was_written(line: str, said: str) -> None:
    stamp = DATES.read(line)
    assert stamp and stamp.date and stamp.date.impossible == said


@pytest.mark.parametrize("line", ["29/02/2024", "08/17/2010", "2026-04-13", "30 September 2026", "September 2026"])
def test_nothing_is_said_of_a_day_that_there_was(line: str) -> None:
    stamp = DATES.read(line)
    assert stamp and stamp.date and stamp.date.impossible is None


@pytest.mark.parametrize("line", ["Bulletin 12. 3 May 2010", "Boletín N° 12: 3 de mayo de 2010", "12. May - June 2010"])
def test_a_numbered_bulletin_needs_no_configured_name(line: str) -> None:
    stamp = DateLines().read(line)
    assert stamp and stamp.issue


@pytest.mark.parametrize(
    "line",
    ["31 December 1969", "1 January 1970", "Thursday, 1 January 1970", "30 November -0001", "0000-00-00", "31/12/1969"],
)
def test_the_zero_of_a_clock_is_expressly_no_date(line: str) -> None:
    assert read(line) == NO_DATE


@pytest.mark.parametrize(
    "line",
    [
        "SAVE THE DATE - 3 May 2018 - Talk",
        "5 November: Annual meeting",
        "4 March 2013, London. A conference",
        "Meeting of 3 May 2018",
        "By Friday, 9 April 2016",
        "By tomorrow the mayors meet, 9 April 2016",
        "9 April 2016 was a Saturday",
        "Lo dijo el 9 de abril de 2016",
        "Conference 2018, 3 May 2018",
        "The crisis of May 2009",
        "May",
        "May 10",
        "Letter from the harbour (2)",
        "2010",
        "99/99/2010",
        "40 May 2010",
        "",
    ],
)
def test_a_date_within_other_words_is_no_date_line(line: str) -> None:
    assert read(line) is None


def test_the_unambiguous_dates_of_a_page_decide_whether_its_months_stand_first() -> None:
    assert puts_month_first("on 04/09/2016 and 04/23/2016")
    assert not puts_month_first("on 04/09/2016 and 23/04/2016")
    assert not puts_month_first("on 04/09/2016")
    american = DateLines(month_first=True)
    assert [read(day, american) for day in ("04/09/2016", "23/04/2016", "04.09.2016")] == [
        "2016-04-09",
        "2016-04-23",
        "2016-09-04",
    ]


@given(st.dates(date(1970, 1, 2), date(2068, 12, 31)))
def test_every_day_reads_back_however_it_is_written(day: date) -> None:
    english, spanish = MONTHS[day.month - 1], MESES[day.month - 1]
    written = (
        f"{day.day} {english} {day.year}",
        f"{english} {day.day}, {day.year}",
        f"{day.day:02} {english[:3].upper()} {day.year % 100:02}",
        f"{day.day} de {spanish} de {day.year}",
        f"{day:%d/%m/%Y}" if day.day > 12 else day.isoformat(),
        f"Update 7. {day.day} {english} {day.year}",
    )
    assert {read(line) for line in written} == {day.isoformat()}


@given(st.integers(0, 11), st.integers(0, 11), st.integers(1980, 2060))
def test_of_two_months_with_their_years_the_later_counts(first: int, second: int, year: int) -> None:
    line = f"{MONTHS[first]} {year} / {MONTHS[second]} {year}"
    assert read(line) == f"{year}-{max(first, second) + 1:02}"


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    DATES.read(text)
    read_moment(text)
