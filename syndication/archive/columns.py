"""The type of a column that is searched: text on SQLite, a ``tsvector`` on PostgreSQL."""

from typing import Any

from sqlalchemy import BindParameter, Dialect, Text, TypeDecorator, type_coerce
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine


class _Indexed(FunctionElement[str]):
    """A text on its way into the database, in the form that its search engine reads."""

    inherit_cache = True


@compiles(_Indexed)
def _compile_text(element: _Indexed, compiler: SQLCompiler, **given: Any) -> str:
    return compiler.process(element.clauses, **given)


@compiles(_Indexed, "postgresql")
def _compile_vector(element: _Indexed, compiler: SQLCompiler, **given: Any) -> str:
    return f"to_tsvector('simple', {compiler.process(element.clauses, **given)})"


class Words(TypeDecorator[str]):
    """Folded words with single blanks between them; PostgreSQL keeps a ``tsvector``."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(TSVECTOR() if dialect.name == "postgresql" else Text())

    def bind_expression(self, bindvalue: BindParameter[str]) -> ColumnElement[str]:
        return _Indexed(type_coerce(bindvalue, Text))
