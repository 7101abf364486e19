"""The table of research exports: which months, by whom, and the file as it was when the second person confirmed it."""

from sqlalchemy import CheckConstraint, Column, String, Table

from screener.storage.tables.metadata import metadata
from screener.storage.tables.proposals import proposed
from screener.storage.tables.sealed import Sealed

research_export = Table(
    "research_export",
    metadata,
    Column("id", String(36), primary_key=True, comment="random; the row that sealed columns are bound to"),
    *proposed(),
    Column("first", String(7), nullable=False, comment="clear: the first month"),
    Column("last", String(7), nullable=False, comment="clear: the last month, included"),
    Column("file", Sealed, comment="sealed: the figures as they were when it was confirmed"),
    CheckConstraint("state <> 'confirmed' OR decided_by <> proposed_by", name="two_people_export"),
    CheckConstraint("(state = 'confirmed') = (file IS NOT NULL)", name="confirmed_has_a_file"),
)
