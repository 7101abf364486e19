"""What was tried in an hour, and how often, under keyed hashes only."""

from sqlalchemy import Column, Index, Integer, LargeBinary, Table

from screener.storage.tables.metadata import metadata

throttle = Table(
    "throttle",
    metadata,
    Column(
        "key", LargeBinary(32), primary_key=True, comment="keyed hash of what is counted; no address in clear"
    ),
    Column("window", Integer, primary_key=True, comment="the hour, counted from 1970"),
    Column("count", Integer, nullable=False),
    Index(None, "window"),
)
