"""Types of columns: pictures, and text that is searched, which is a ``tsvector`` on PostgreSQL."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import JSON, BindParameter, Dialect, Text, TypeDecorator, type_coerce
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine

from syndication.models import Picture


class _Indexed(FunctionElement[str]):
    """A text on its way into the database, in the form that its search engine reads."""

    inherit_cache = True


@compiles(_Indexed)
def _compile_text(element: _Indexed, compiler: SQLCompiler, **given: Any) -> str:
    return compiler.process(element.clauses, **given)


@compiles(_Indexed, "postgresql")
def _compile_vector(element: _Indexed, compiler: SQLCompiler, **given: Any) -> str:
    return f"to_tsvector('simple', {compiler.process(element.clauses, **given)})"


class Pictured(TypeDecorator[Picture]):
    """A picture, or NULL."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Picture | None, dialect: Dialect) -> dict[str, Any] | None:
        return None if value is None else asdict(value)

    def process_result_value(self, value: dict[str, Any] | None, dialect: Dialect) -> Picture | None:
        return None if value is None else Picture(**value)


class Words(TypeDecorator[str]):
    """Folded words with single blanks between them; PostgreSQL keeps a ``tsvector``."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name != "postgresql":
            return dialect.type_descriptor(Text())
        from sqlalchemy.dialects.postgresql import TSVECTOR  # all of its drivers: a tenth of a second

        return dialect.type_descriptor(TSVECTOR())

    def bind_expression(self, bindvalue: BindParameter[str]) -> ColumnElement[str]:
        return _Indexed(type_coerce(bindvalue, Text))
