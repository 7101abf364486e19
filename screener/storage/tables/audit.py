"""The audit: one row an event, each with the hash of the row before."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from screener.storage.tables.metadata import UtcTime, metadata

audit_event = Table(
    "audit_event",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False, comment="counts from 1 without a gap"),
    Column("at", UtcTime(), nullable=False),
    Column("actor", String(64), nullable=False),
    Column("action", String(64), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("details", Text, nullable=False, comment="JSON; the allowed keys are listed in screener.audit"),
    Column("previous", LargeBinary(32), nullable=False, comment="the hash of the row before"),
    Column("hash", LargeBinary(32), nullable=False, unique=True),
    Index(None, "subject"),
    Index(None, "actor", "number"),
    Index(None, "action", "number"),
    Index(None, "at"),
)

disclosure = Table(
    "disclosure",
    metadata,
    Column(
        "line",
        ForeignKey("audit_event.number"),
        primary_key=True,
        comment="the line of the audit that tells of the list",
    ),
    Column("submission_id", ForeignKey("submission.id"), primary_key=True),
    Index(None, "submission_id"),
)
"""Which submissions each exported list held; it outlives what they hold."""
