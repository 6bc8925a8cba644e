"""What a value must be, in a person's words: made from types and limits, for messages and for the settings' page."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le
from pydantic import BaseModel
from pydantic.fields import FieldInfo

_ONE_AND_MANY = {
    bool: ("true or false", "of true or false"),
    int: ("a whole number", "of whole numbers"),
    float: ("a number", "of numbers"),
    str: ("text in quotes", "of texts in quotes"),
    Path: ("a path in quotes", "of paths in quotes"),
    date: ("a date such as 2000-12-31", "of dates"),
}


def kind_of(field: FieldInfo) -> str:
    """What a field takes: ``a whole number from 1 to 64``."""
    return _describe(field.annotation, field.metadata)


def kind_at(model: type[BaseModel], location: Sequence[str | int]) -> str | None:
    """What is expected at a key path of a model; None when the model does not say."""
    annotation: Any = model
    metadata: Sequence[Any] = ()
    for part in location:
        annotation, metadata = _without_none(annotation, metadata)
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            field = annotation.model_fields.get(str(part))
            if field is None:
                return None
            annotation, metadata = field.annotation, field.metadata
        elif get_origin(annotation) in (tuple, list, dict):
            annotation, metadata = _member(annotation, part), ()
        else:
            return None
    return _describe(annotation, metadata)


def takes_truth(field: FieldInfo) -> bool:
    """Whether a field's value is true or false, which an environment variable writes as a word."""
    return _without_none(field.annotation, ())[0] is bool


def takes_number(field: FieldInfo) -> bool:
    """Whether a field's value is a number, which an environment variable writes in digits."""
    return _without_none(field.annotation, ())[0] in (int, float)


def takes_list(field: FieldInfo) -> bool:
    """Whether a field's value is a list, which an environment variable writes with commas."""
    return get_origin(_without_none(field.annotation, ())[0]) in (tuple, list)


def takes_table(field: FieldInfo) -> bool:
    """Whether a field's value is a table, which only the file can hold."""
    return get_origin(_without_none(field.annotation, ())[0]) is dict


def _member(annotation: Any, part: str | int) -> Any:
    """The type of one value in a list, a tuple of fixed length or a table."""
    values = [argument for argument in get_args(annotation) if argument is not Ellipsis]
    fixed = get_origin(annotation) is tuple and isinstance(part, int) and part < len(values)
    return values[int(part)] if fixed else values[-1]


def _describe(annotation: Any, metadata: Sequence[Any]) -> str:
    annotation, metadata = _without_none(annotation, metadata)
    named = [note for note in metadata if isinstance(note, str)]
    if named:
        return named[0]
    if get_origin(annotation) is Literal:
        return _one_of(get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return _one_of(member.value for member in annotation)
    if get_origin(annotation) in (tuple, list):
        member = _without_none(next(iter(get_args(annotation)), None), ())[0]
        return f"a list {_ONE_AND_MANY[member][1] if member in _ONE_AND_MANY else 'of tables'}{_limits(metadata)}"
    if annotation in _ONE_AND_MANY:
        return _ONE_AND_MANY[annotation][0] + _limits(metadata)
    return "a table"


def _one_of(values: Iterable[object]) -> str:
    return "one of " + ", ".join(map(repr, values))


def _limits(metadata: Iterable[Any]) -> str:
    notes = list(metadata)
    least = next((note.ge for note in notes if isinstance(note, Ge)), None)
    most = next((note.le for note in notes if isinstance(note, Le)), None)
    above = next((note.gt for note in notes if isinstance(note, Gt)), None)
    pattern = next((note.pattern for note in notes if getattr(note, "pattern", None)), None)
    if least is not None and most is not None:
        return f" from {least} to {most}"
    if least is not None:
        return f" of at least {least}"
    bounds = [f" of more than {above}"] if above is not None else []
    bounds += [f" of at most {most}"] if most is not None else []
    if bounds:
        return " and".join(bounds)
    if pattern:
        return f" of the form {pattern}"
    return ", not empty" if any(getattr(note, "min_length", None) for note in notes) else ""


def _without_none(annotation: Any, metadata: Sequence[Any]) -> tuple[Any, Sequence[Any]]:
    """Take ``X | None`` for ``X``, and ``Annotated[X, …]`` for ``X`` with its notes."""
    if get_origin(annotation) is Annotated:
        inner, *notes = get_args(annotation)
        limits = [limit for note in notes for limit in (note.metadata if isinstance(note, FieldInfo) else [note])]
        return _without_none(inner, [*limits, *metadata])
    if get_origin(annotation) in (Union, UnionType):
        members = [member for member in get_args(annotation) if member is not NoneType]
        if len(members) == 1:
            return _without_none(members[0], metadata)
    return annotation, metadata
