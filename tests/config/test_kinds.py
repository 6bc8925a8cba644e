"""What a value must be, in a person's words."""

from enum import StrEnum
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, Field, StringConstraints

from syndication.config import variables
from syndication.config.kinds import kind_at, kind_of, takes_table


class Size(StrEnum):
    SMALL = "small"
    LARGE = "large"


class Leaf(BaseModel):
    share: float = Field(gt=0, le=1)


class Tree(BaseModel):
    sizes: Size
    mode: Literal["a", "b"] | None = None
    slug: Annotated[str, StringConstraints(pattern="^[a-z]+$")]
    point: tuple[Annotated[float, Field(ge=-90, le=90)], Annotated[float, Field(ge=-180, le=180)]] | None = None
    most: int | None = Field(None, le=5)
    above: float = Field(gt=0)
    words: tuple[Annotated[str, StringConstraints(min_length=1)], ...] = Field(min_length=1)
    leaves: tuple[Leaf, ...] = ()
    named: dict[str, Leaf] = {}


@pytest.mark.parametrize(
    ("location", "kind"),
    [
        ((), "a table"),
        (("sizes",), "one of 'small', 'large'"),
        (("mode",), "one of 'a', 'b'"),
        (("slug",), "text in quotes of the form ^[a-z]+$"),
        (("point",), "a list of numbers"),
        (("point", 0), "a number from -90 to 90"),
        (("point", 1), "a number from -180 to 180"),
        (("most",), "a whole number of at most 5"),
        (("above",), "a number of more than 0"),
        (("words",), "a list of texts in quotes, not empty"),
        (("words", 3), "text in quotes, not empty"),
        (("leaves",), "a list of tables"),
        (("leaves", 2), "a table"),
        (("leaves", 2, "share"), "a number of more than 0 and of at most 1"),
        (("named",), "a table"),
        (("named", "oak", "share"), "a number of more than 0 and of at most 1"),
        (("unknown",), None),
        (("slug", "deeper"), None),
    ],
)
def test_what_is_expected_at_a_key_is_told(location: tuple[str | int, ...], kind: str | None) -> None:
    assert kind_at(Tree, location) == kind


def test_a_field_tells_what_it_takes() -> None:
    assert kind_of(Leaf.model_fields["share"]) == "a number of more than 0 and of at most 1"


def test_a_table_is_set_in_the_file_alone():
    assert [name for name, field in Tree.model_fields.items() if takes_table(field)] == ["named"]
    assert "SYNDICATION_SITE_DESCRIPTION" in variables()
    assert "SYNDICATION_SITE_DESCRIPTIONS" not in variables()
