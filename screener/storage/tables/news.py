"""The table of people who asked to be told by email: how far they were told, and what waits. Their address is not in it."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, String, Table

from screener.storage.tables.metadata import UtcTime, metadata

news = Table(
    "news",
    metadata,
    Column("submission_id", ForeignKey("submission.id"), primary_key=True),
    Column("id", String(36), nullable=False, unique=True, comment="random; the same in every try"),
    Column("told", String(10), nullable=False, comment="clear: the step of the work that they know of"),
    Column("due_at", UtcTime(), comment="clear: when to try next; empty while there is nothing to tell"),
    Column("attempts", Integer, nullable=False),
    CheckConstraint(
        "told IN ('received', 'read', 'tried', 'reached', 'booked', 'closed')", name="told_is_known"
    ),
    Index(None, "due_at"),
)
