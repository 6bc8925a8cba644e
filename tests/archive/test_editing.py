"""An editor saves one page again and again: a story that is mended step by step stays one item."""

from datetime import timedelta

import pytest

from syndication.archive import Archive
from syndication.models import ALL, ClassifiedItem
from tests.archive.pages import NOW, TEXT, page, tell
from tests.archive.stories import SNOW, only

LONG = f"{TEXT}. Farmers had asked for it since the spring"
REOPENED = LONG.replace("The river council met on Monday", "Both sides shook hands on Tuesday")


@pytest.mark.parametrize("top", [(), (tell("Snow", SNOW, "2010-09-01"),)], ids=["alone", "newer on top"])
@pytest.mark.parametrize(
    "saves",
    [
        [tell(text=LONG), tell("Rivers measured", LONG), tell("Rivers measured", REOPENED)],
        [tell(text=LONG), tell(text=REOPENED), tell("Rivers measured", REOPENED)],
        [tell(text=LONG), tell("Rivers measured", LONG), tell("Rivers measured", REOPENED, "2010-08-16")],
    ],
    ids=["title, then opening", "opening, then title", "title, then opening and date"],
)
def test_words_that_have_nothing_in_common_with_the_first_are_of_the_same_item(
    archive: Archive, saves: list[ClassifiedItem], top: tuple[ClassifiedItem, ...]
) -> None:
    archive.absorb([page("a.html", saves[0])], NOW)
    before = only(archive)
    for hours, told in enumerate(saves[1:], 1):
        archive.absorb([page("a.html", *top, told)], NOW + timedelta(hours=hours))
    assert [item.id for item in archive.newest(ALL, 9)[len(top) :]] == [before.id]
