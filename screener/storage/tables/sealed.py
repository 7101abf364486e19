"""The type of a column whose values are sealed, and what each value of it is bound to."""

from sqlalchemy import Column, LargeBinary, Table


class Sealed(LargeBinary):
    """Bytes that a keyring sealed for ``purpose`` of their row. By this type rotation finds every column to seal anew."""


def purpose(column: Column[bytes], row: object) -> tuple[str, str, str]:
    """Return what a value is sealed for: its table, its column, and the primary key of its row (bytes in hexadecimal)."""
    return column.table.name, column.name, row.hex() if isinstance(row, bytes) else str(row)


def sealed_columns(table: Table) -> list[Column[bytes]]:
    """Return the sealed columns of a table."""
    return [column for column in table.columns if isinstance(column.type, Sealed)]
