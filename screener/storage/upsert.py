"""An INSERT that can say what happens where the row is there already: each database has one of its own, in the same words."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

_INSERT: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


def insert_into(connection: Connection, table: Table) -> Any:
    """Return an INSERT that has ``on_conflict_do_nothing`` and ``on_conflict_do_update``."""
    return _INSERT[connection.dialect.name](table)


def built_once(build: Callable[[Connection], Any]) -> Callable[[Connection], Any]:
    """Let the statement that ``build`` makes for a connection be made once for each database: to make one costs more than to send it."""
    built: dict[str, Any] = {}

    def statement(connection: Connection) -> Any:
        dialect = connection.dialect.name
        if dialect not in built:
            built[dialect] = build(connection)
        return built[dialect]

    return statement
