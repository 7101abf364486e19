"""The tables of what is pushed to another system: which submissions wait, and how far it was looked."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, String, Table

from screener.storage.tables.metadata import UtcTime, metadata

push_mark = Table(
    "push_mark",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False, comment="1: there is one"),
    Column("announced", Integer, nullable=False, comment="up to this line of the audit it was looked"),
    CheckConstraint("id = 1", name="there_is_one"),
)

push_outbox = Table(
    "push_outbox",
    metadata,
    Column("submission_id", ForeignKey("submission.id"), primary_key=True, comment="once waits of each"),
    Column("id", String(36), nullable=False, unique=True, comment="random; the same in every try"),
    Column("attempts", Integer, nullable=False),
    Column("due_at", UtcTime(), nullable=False, comment="not tried before; put off before each try"),
    Index(None, "due_at"),
)
"""Submissions that were not pushed yet. One that was is gone."""
