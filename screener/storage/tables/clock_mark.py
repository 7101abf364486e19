"""Times at which a clock was asked, one a day: by them it is known what time has surely passed."""

from sqlalchemy import Column, Integer, Table

from screener.storage.tables.metadata import UtcTime, metadata

clock_mark = Table(
    "clock_mark",
    metadata,
    Column("day", Integer, primary_key=True, autoincrement=False, comment="counted from 1970"),
    Column("at", UtcTime(), nullable=False),
)
