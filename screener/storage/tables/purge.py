"""The tables of purges that were proposed: by whom, of what exactly, and who decided."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, String, Table

from screener.storage.tables.metadata import metadata
from screener.storage.tables.proposals import proposed

purge_proposal = Table(
    "purge_proposal",
    metadata,
    Column("id", String(36), primary_key=True),
    *proposed(undecided="open"),
    Column("schedule", String(100), nullable=False, comment="clear: statuses with days; about nobody"),
    Column("purged", Integer, comment="clear: how many"),
    CheckConstraint("state <> 'confirmed' OR decided_by <> proposed_by", name="two_people_purge"),
    CheckConstraint("(state = 'confirmed') = (purged IS NOT NULL)", name="confirmed_counts"),
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
