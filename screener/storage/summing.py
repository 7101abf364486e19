"""Counts that triggers add to, row by row, and that are summed up now and then: so that nobody waits for another."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table, func, select, text

MANY = 200
"""So many rows that were not summed up yet are worth the work."""


def new(connection: Connection, table: Table) -> int:
    """Return how many rows came since they were last summed up."""
    return connection.scalar(select(func.count()).select_from(table).where(table.c.summed.is_(False))) or 0


def sum_up(connection: Connection, table: Table, like: Sequence[Column[Any]]) -> None:
    """Make one row of all that are as new ones are in ``like``. What is counted stays the same, also while others add to it."""
    names, kept = ", ".join(column.name for column in like), table.name
    into = f"INSERT INTO {kept} ({names}, number, summed) SELECT {names}, sum(number), true"
    alike = f"GROUP BY {names} HAVING sum(number) <> 0"
    if connection.dialect.name == "postgresql":
        # One statement sees one state: what others add meanwhile is neither taken away nor summed up.
        same = " AND ".join(f"old.{column.name} = new.{column.name}" for column in like)
        new_ones = f"new AS (SELECT DISTINCT {names} FROM {kept} WHERE NOT summed)"  # noqa: S608 - names of our tables
        gone = f"gone AS (DELETE FROM {kept} AS old USING new WHERE {same} RETURNING old.*)"  # noqa: S608
        connection.execute(text(f"WITH {new_ones}, {gone} {into} FROM gone {alike}"))
        return
    until = {"last": connection.scalar(select(func.max(table.c.id)))}
    touched = f"({names}) IN (SELECT {names} FROM {kept} WHERE summed IS 0) AND id <= :last"  # noqa: S608
    connection.execute(text(f"{into} FROM {kept} WHERE {touched} {alike}"), until)
    connection.execute(text(f"DELETE FROM {kept} WHERE {touched}"), until)  # noqa: S608
