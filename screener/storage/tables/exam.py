"""The table of exams: a row for each version, which nobody changes."""

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Integer, String, Table
from sqlalchemy import UniqueConstraint as Unique

from screener.storage.tables.metadata import UtcTime, metadata
from screener.storage.tables.sealed import Sealed

exam = Table(
    "exam",
    metadata,
    Column("id", String(36), primary_key=True, comment="random; the row that sealed columns are bound to"),
    Column("submission_id", ForeignKey("submission.id"), nullable=False),
    Column("version", Integer, nullable=False, comment="clear: counts from 1"),
    Column("by", String(64), nullable=False, comment="clear: a staff member"),
    Column("at", UtcTime(), nullable=False),
    Column("blind", Boolean, nullable=False, comment="clear: about the work, not the person's health"),
    Column("findings", Sealed, nullable=False, comment="sealed: what the exam found"),
    Unique("submission_id", "version"),
    CheckConstraint("version > 0", name="version_counts_from_one"),
    CheckConstraint("version = 1 OR NOT blind", name="correction_is_not_blind"),
)
"""Beside the self-report, and gone with it. A correction is a row with the next version."""
