"""The headers of mails that were saved as text."""

import pytest

from syndication.bulletins.dates import DateLines
from syndication.bulletins.mail import Mail, read_mail
from syndication.models import SourceDate

DAY = SourceDate.parse("2010-08-17")


@pytest.mark.parametrize(
    "headers",
    [
        "From: a@b.example\nSubject: Gulls\n move\nDate: Tue, 17 Aug 2010 10:00:00 +0100\n",
        "De: Ana\nEnviado: martes, 17 de agosto de 2010 10:30\nPara: x\nAsunto: Gulls move\n",
    ],
)
def test_headers_give_subject_and_day_and_keep_the_lines_of_the_text(headers: str) -> None:
    mail, text = read_mail(f"{headers}\nThe text.", DateLines())
    assert mail == Mail("Gulls move", DAY)
    assert text == "\n" * (headers.count("\n") + 1) + "The text."


@pytest.mark.parametrize("text", ["Subject: Gulls\n\nText.", "Date: 17 August 2010\nGulls move inland.", "Text."])
def test_a_line_with_a_colon_is_no_mail(text: str) -> None:
    assert read_mail(text, DateLines()) == (None, text)
