"""The table of how often a page was shown on a day. Nothing in it is about one person, nor can be put beside another line."""

from sqlalchemy import Boolean, Column, Date, Integer, String, Table

from screener.storage.tables.metadata import metadata

funnel = Table(
    "funnel",
    metadata,
    Column("day", Date, primary_key=True),
    Column("page", String(40), primary_key=True),
    Column("language", String(8), primary_key=True),
    Column("tablet", Boolean, primary_key=True),
    Column("number", Integer, nullable=False),
)
