"""The tables of purges that were proposed: by whom, of what exactly, and who decided."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, String, Table

from screener.storage.tables.metadata import UtcTime, metadata

purge_proposal = Table(
    "purge_proposal",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("proposed_by", String(64), nullable=False, comment="clear: a staff member"),
    Column("proposed_at", UtcTime(), nullable=False),
    Column("schedule", String(100), nullable=False, comment="clear: statuses with days; about nobody"),
    Column("state", String(10), nullable=False),
    Column("decided_by", String(64), comment="clear: a staff member"),
    Column("decided_at", UtcTime()),
    Column("purged", Integer, comment="clear: how many"),
    CheckConstraint("state IN ('open', 'confirmed', 'cancelled')", name="state_is_known"),
    CheckConstraint(
        "(state = 'open') = (decided_by IS NULL) AND (state = 'open') = (decided_at IS NULL)",
        name="decided_by_somebody",
    ),
    CheckConstraint("state <> 'confirmed' OR decided_by <> proposed_by", name="two_people_purge"),
    CheckConstraint("(state = 'confirmed') = (purged IS NOT NULL)", name="confirmed_counts"),
    Index(None, "proposed_at"),
)

purge_item = Table(
    "purge_item",
    metadata,
    Column("proposal_id", ForeignKey("purge_proposal.id"), primary_key=True),
    Column("submission_id", ForeignKey("submission.id"), primary_key=True),
    Column("version", Integer, nullable=False, comment="clear: only what is still so is purged"),
    Index(None, "submission_id"),
)
"""The submissions of a proposal, each at the version that it was chosen at."""
