"""The tables of the staff's work on submissions: what these are found by, what is written about them, saved filters."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, LargeBinary, String, Table

from screener.storage.tables.metadata import UtcTime, metadata
from screener.storage.tables.sealed import Sealed

search_term = Table(
    "search_term",
    metadata,
    Column(
        "fingerprint",
        LargeBinary(32),
        primary_key=True,
        comment="keyed hash of a phone number, email or name",
    ),
    Column("submission_id", ForeignKey("submission.id"), primary_key=True),
    Index(None, "submission_id"),
)
"""What a submission is found by: equal terms have equal hashes, and nothing else can be told from them."""

note = Table(
    "note",
    metadata,
    Column("id", String(36), primary_key=True, comment="random; the row that sealed columns are bound to"),
    Column("submission_id", ForeignKey("submission.id"), nullable=False),
    Column("at", UtcTime(), nullable=False),
    Column("by", String(64), nullable=False, comment="clear: a staff member"),
    Column("text", Sealed, nullable=False, comment="sealed: what the staff wrote about a person"),
    Column("struck_at", UtcTime(), comment="clear: that it is wrong, and stays to be read"),
    Column("struck_by", String(64), comment="clear: a staff member"),
    Column("struck_reason", Sealed, comment="sealed: what the staff wrote about a person"),
    CheckConstraint(
        "(struck_at IS NULL) = (struck_by IS NULL) AND (struck_at IS NULL) = (struck_reason IS NULL)",
        name="struck_is_whole",
    ),
    Index(None, "submission_id"),
)

contact_attempt = Table(
    "contact_attempt",
    metadata,
    Column("id", String(36), primary_key=True, comment="random; the row that sealed columns are bound to"),
    Column("submission_id", ForeignKey("submission.id"), nullable=False),
    Column("at", UtcTime(), nullable=False),
    Column("by", String(64), nullable=False, comment="clear: a staff member"),
    Column("means", String(10), nullable=False, comment="clear: about the work, not the person's health"),
    Column("outcome", String(20), nullable=False, comment="clear: about the work, not the person's health"),
    Column("text", Sealed, nullable=False, comment="sealed: what the staff wrote about a person"),
    Column("struck_at", UtcTime(), comment="clear: that it is wrong, and stays to be read"),
    Column("struck_by", String(64), comment="clear: a staff member"),
    Column("struck_reason", Sealed, comment="sealed: what the staff wrote about a person"),
    CheckConstraint(
        "(struck_at IS NULL) = (struck_by IS NULL) AND (struck_at IS NULL) = (struck_reason IS NULL)",
        name="struck_is_whole",
    ),
    CheckConstraint("means IN ('phone', 'email', 'other')", name="means_is_known"),
    CheckConstraint(
        "outcome IN ('reached', 'message_left', 'no_answer', 'wrong_number')", name="outcome_is_known"
    ),
    Index(None, "submission_id"),
    Index("ix_contact_attempt_counted", "at", "by", "outcome", "struck_at", "submission_id"),
)
"""The second index holds all that the overview counts of a try, so that no sealed column is passed on the way."""

saved_filter = Table(
    "saved_filter",
    metadata,
    Column("id", String(36), primary_key=True, comment="random; the row that sealed columns are bound to"),
    Column("staff_id", String(64), nullable=False),
    Column(
        "sealed",
        Sealed,
        nullable=False,
        comment="sealed: its name, which may be anything, and the query",
    ),
    Index(None, "staff_id"),
)
