"""The table of the clinic's facts: each version, who proposed it and who decided."""

from sqlalchemy import Boolean, CheckConstraint, Column, Index, Integer, String, Table, Text, text

from screener.storage.tables.metadata import metadata
from screener.storage.tables.proposals import proposed

_IN_FORCE = text("state = 'confirmed'")

facts = Table(
    "facts",
    metadata,
    Column("id", String(36), primary_key=True),
    *proposed(),
    Column("after", Integer, nullable=False, comment="clear: the version it was proposed in the place of"),
    Column("facts", Text, nullable=False, comment="clear: what the clinic says of itself; about no person"),
    Column("alone", Boolean, nullable=False, comment="clear: there was no second administrator"),
    CheckConstraint(
        "state <> 'confirmed' OR alone = (decided_by = proposed_by)", name="two_people_unless_alone"
    ),
    Index("uq_facts_after", "after", unique=True, sqlite_where=_IN_FORCE, postgresql_where=_IN_FORCE),
)
"""No two versions are confirmed in the place of the same one."""
