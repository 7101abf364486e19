"""A known text, sealed: whether the keys at hand are those that the database was written with."""

from sqlalchemy import CheckConstraint, Column, Integer, Table

from screener.storage.tables.metadata import metadata
from screener.storage.tables.sealed import Sealed

key_check = Table(
    "key_check",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("sealed", Sealed, nullable=False, comment="sealed: a known text, to know the keys by"),
    CheckConstraint("number = 1", name="there_is_one"),
)
