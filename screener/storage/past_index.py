"""A column past its own index, where SQLite would choose that one: it knows no numbers, and takes many for few."""

from typing import Any

from sqlalchemy import ColumnElement, UnaryExpression
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.operators import custom_op


class PastIndex(UnaryExpression[Any]):
    """A column of the row at hand, by which SQLite looks nothing up; PostgreSQL, which knows its numbers, may."""

    inherit_cache = True

    def __init__(self, column: ColumnElement[Any]) -> None:
        super().__init__(column, operator=custom_op("+"), type_=column.type)


@compiles(PastIndex)
def _as_it_is(each: PastIndex, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(each.element, **options)


@compiles(PastIndex, "sqlite")
def _past_its_index(each: PastIndex, compiler: SQLCompiler, **options: Any) -> str:
    return f"+{compiler.process(each.element, **options)}"
