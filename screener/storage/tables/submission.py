"""The tables. What is in clear is in clear for a reason that stands beside it; all else about a person is sealed."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    false,
)

from screener.storage.tables.metadata import UtcTime, metadata
from screener.storage.tables.sealed import Sealed

FILTERED_BY = (
    "status",
    "distribution",
    "generalized",
    "urgency",
    "language",
    "respondent",
    "assignee",
    "first_viewed_at",
)
"""Stands in both indexes of the worklist's order, so that any filter and any count is answered inside one of them."""

MEASURED_BY = ("first_contact_at", "synthetic")
"""Stands in the index by arrival too, so that the overview is counted inside it, past the sealed columns."""

submission = Table(
    "submission",
    metadata,
    Column("id", String(36), primary_key=True, comment="random; the row that sealed columns are bound to"),
    Column(
        "reference", String(8), nullable=False, unique=True, comment="clear: looked up by staff; says nothing"
    ),
    Column(
        "send_key", LargeBinary(32), nullable=False, unique=True, comment="keyed hash: makes Send idempotent"
    ),
    Column("receipt", LargeBinary(32), nullable=False, unique=True, comment="keyed hash of the receipt code"),
    Column("received_at", UtcTime(), nullable=False, comment="clear: the worklist is ordered by it"),
    Column("withdrawn_at", UtcTime(), comment="clear: part of the tombstone"),
    Column("status", String(20), nullable=False, comment="clear: the worklist is filtered by it"),
    Column("version", Integer, nullable=False, comment="clear: a change names the version it was made on"),
    Column("language", String(8), nullable=False, comment="clear: the worklist is filtered by it"),
    Column("respondent", String(20), nullable=False, comment="clear: the worklist is filtered by it"),
    Column("distribution", String(20), comment="clear: the worklist is filtered by it"),
    Column("generalized", Boolean, nullable=False, comment="clear: the worklist is filtered by it"),
    Column("urgency", String(20), comment="clear: the most urgent come first"),
    Column("questionnaire_version", String(20), nullable=False, comment="clear: explains a past result"),
    Column("rules_version", String(20), nullable=False, comment="clear: explains a past result"),
    Column("contact", Sealed, comment="sealed: name, date of birth, phone, email, message"),
    Column("answers", Sealed, comment="sealed: every answer that counted, and the marked parts"),
    Column("seen", Sealed, comment="sealed: the words that the person saw"),
    Column(
        "priority", Integer, nullable=False, comment="clear: the order of the worklist; follows from the rest"
    ),
    Column(
        "assignee",
        String(64),
        comment="clear: the worklist is filtered by it; a staff member, not the person",
    ),
    Column(
        "closed_reason", String(40), comment="clear: counted in the overview; about the work, not the answers"
    ),
    Column("first_contact_at", UtcTime(), comment="clear: the time to first contact is measured by it"),
    Column("first_viewed_at", UtcTime(), comment="clear: the worklist marks what nobody has read"),
    Column(
        "synthetic",
        Boolean,
        nullable=False,
        server_default=false(),
        comment="clear: nobody may take an invented person for a real one",
    ),
    Column(
        "purged",
        Boolean,
        nullable=False,
        server_default=false(),
        comment="clear: part of the tombstone: whether the clinic withdrew it, and not the person",
    ),
    Column(
        "entered_by",
        String(64),
        comment="clear: the worklist marks what came by phone; a staff member, not the person",
    ),
    Column(
        "sent_by",
        String(36),
        comment="clear: the program of another system that sent it; says nothing of the person",
    ),
    Column(
        "has_message",
        Boolean,
        nullable=False,
        server_default=false(),
        comment="clear: an unread message lifts a submission in the worklist; what it says is sealed",
    ),
    Column(
        "attempts",
        Integer,
        nullable=False,
        server_default="0",
        comment="clear: how often somebody tried to reach the person; about the work",
    ),
    Column("last_attempt_at", UtcTime(), comment="clear: about the work"),
    Column("last_attempt_by", String(64), comment="clear: a staff member"),
    Column("last_outcome", String(20), comment="clear: about the work, not the person's health"),
    Column("call_back_at", UtcTime(), comment="clear: the worklist marks who is to be called again"),
    CheckConstraint(
        "last_outcome IN ('reached', 'message_left', 'no_answer', 'wrong_number')", name="outcome_is_known"
    ),
    CheckConstraint(
        "attempts >= 0 AND (attempts = 0) = (last_attempt_at IS NULL)"
        " AND (attempts = 0) = (last_attempt_by IS NULL) AND (attempts = 0) = (last_outcome IS NULL)",
        name="last_attempt_is_whole",
    ),
    CheckConstraint(
        "call_back_at IS NULL OR status NOT IN ('closed', 'withdrawn')", name="call_back_while_open"
    ),
    Column("hold", String(20), comment="clear: a purge passes over it; about the records, not the answers"),
    CheckConstraint(
        "hold IN ('legal', 'complaint', 'records_request', 'care', 'other')", name="hold_is_known"
    ),
    CheckConstraint("status <> 'withdrawn' OR hold IS NULL", name="withdrawn_is_not_on_hold"),
    CheckConstraint(
        "status IN ('new', 'in_review', 'contacted', 'appointment_booked', 'closed', 'withdrawn')",
        name="status_is_known",
    ),
    CheckConstraint(
        "(status = 'withdrawn') = (withdrawn_at IS NOT NULL)"
        " AND (status = 'withdrawn') = (contact IS NULL)"
        " AND (status = 'withdrawn') = (answers IS NULL)"
        " AND (status = 'withdrawn') = (seen IS NULL)",
        name="withdrawn_has_no_content",
    ),
    CheckConstraint("version >= 1", name="version_counts_up"),
    CheckConstraint("(status = 'closed') = (closed_reason IS NOT NULL)", name="closed_has_a_reason"),
    CheckConstraint(
        "closed_reason IN ('appointment_kept', 'appointment_kept_elsewhere', 'not_reachable', 'declined',"
        " 'not_for_this_clinic', 'duplicate', 'other')",
        name="closed_reason_is_known",
    ),
    CheckConstraint(
        "status IN ('closed', 'withdrawn')"
        " OR (status IN ('contacted', 'appointment_booked')) = (first_contact_at IS NOT NULL)",
        name="contacted_has_a_time",
    ),
    CheckConstraint(
        "priority = CASE WHEN status IN ('closed', 'withdrawn') THEN 0"
        " WHEN status IN ('new', 'in_review') AND coalesce(urgency, '') IN ('emergency', 'today') THEN 6"
        " WHEN status IN ('new', 'in_review') AND coalesce(urgency, '') = 'soon' THEN 4"
        " WHEN first_viewed_at IS NULL THEN 2 ELSE 1 END"
        " + CASE WHEN status NOT IN ('closed', 'withdrawn') AND has_message AND first_viewed_at IS NULL"
        " THEN 1 ELSE 0 END",
        name="priority_follows",
    ),
    Index("ix_submission_by_priority", "priority", "received_at", "id", *FILTERED_BY),
    Index("ix_submission_by_assignee", "assignee", "priority", "received_at", "id", "status", "synthetic"),
    Index("ix_submission_by_withdrawal", "withdrawn_at", "id"),
    Index("ix_submission_by_call_back", "call_back_at", "id"),
    Index("ix_submission_by_arrival", "received_at", "id", "priority", *FILTERED_BY, *MEASURED_BY),
    Index(None, "synthetic"),
)

submission_tag = Table(
    "submission_tag",
    metadata,
    Column("submission_id", ForeignKey("submission.id"), primary_key=True),
    Column("kind", String(10), primary_key=True),
    Column(
        "name",
        String(40),
        primary_key=True,
        comment="clear: the worklist is filtered by region, by flag and by what would help at the visit",
    ),
    CheckConstraint("kind IN ('region', 'caveat', 'flag', 'need')", name="kind_is_known"),
    Index(None, "kind", "name", "submission_id"),
)
"""Regions, caveats, red flags and needs of a submission, one a row, so that each can be found by an index."""
