"""The tables of email to staff: who wants it how often, and what waits to be sent. Nothing in them is about a patient."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, String, Table

from screener.storage.tables.metadata import UtcTime, metadata

mail_choice = Table(
    "mail_choice",
    metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("cadence", String(10), nullable=False),
    Column("announced", Integer, nullable=False, comment="up to this line of the audit they were told"),
    Column("told_at", UtcTime(), comment="when the last email was made"),
    CheckConstraint("cadence IN ('at_once', 'hourly', 'daily', 'off')", name="cadence_is_known"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True, comment="one at a time waits for each"),
    Column("id", String(36), nullable=False, unique=True, comment="random; the same in every try"),
    Column("count", Integer, nullable=False),
    Column("today", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", UtcTime(), nullable=False, comment="not tried before; put off before each try"),
    CheckConstraint("count >= 1 AND today BETWEEN 0 AND count", name="it_says_something"),
    Index(None, "due_at"),
)
"""Emails that were not sent yet. One that was is gone."""
