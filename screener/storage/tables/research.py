"""The table of research exports: which months, by whom, and the file as it was when the second person confirmed it."""

from sqlalchemy import CheckConstraint, Column, Index, String, Table

from screener.storage.tables.metadata import UtcTime, metadata
from screener.storage.tables.sealed import Sealed

research_export = Table(
    "research_export",
    metadata,
    Column("id", String(36), primary_key=True, comment="random; the row that sealed columns are bound to"),
    Column("first", String(7), nullable=False, comment="clear: the first month"),
    Column("last", String(7), nullable=False, comment="clear: the last month, included"),
    Column("proposed_by", String(64), nullable=False, comment="clear: a staff member"),
    Column("proposed_at", UtcTime(), nullable=False),
    Column("state", String(10), nullable=False),
    Column("decided_by", String(64), comment="clear: a staff member"),
    Column("decided_at", UtcTime()),
    Column("file", Sealed, comment="sealed: the figures as they were when it was confirmed"),
    CheckConstraint("state IN ('proposed', 'confirmed', 'cancelled')", name="state_is_known"),
    CheckConstraint(
        "(state = 'proposed') = (decided_by IS NULL) AND (state = 'proposed') = (decided_at IS NULL)",
        name="decided_by_somebody",
    ),
    CheckConstraint("state <> 'confirmed' OR decided_by <> proposed_by", name="two_people_export"),
    CheckConstraint("(state = 'confirmed') = (file IS NOT NULL)", name="confirmed_has_a_file"),
    Index(None, "proposed_at"),
)
