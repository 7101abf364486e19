"""What the staff does to a submission, what it is found by, and the indexes of the worklist's order."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

PRIORITY = (
    "CASE WHEN status IN ('closed', 'withdrawn') THEN 0"
    " WHEN status IN ('new', 'in_review') AND coalesce(urgency, '') IN ('emergency', 'today') THEN 4"
    " WHEN status IN ('new', 'in_review') AND coalesce(urgency, '') = 'soon' THEN 3"
    " WHEN first_viewed_at IS NULL THEN 2 ELSE 1 END"
)
CHECKS = {
    "status_is_known": "status IN ('new', 'in_review', 'contacted', 'appointment_booked', 'closed', 'withdrawn')",
    "closed_has_a_reason": "(status = 'closed') = (closed_reason IS NOT NULL)",
    "closed_reason_is_known": "closed_reason IN ('appointment_kept', 'appointment_kept_elsewhere', 'not_reachable', 'declined',"
    " 'not_for_this_clinic', 'duplicate', 'other')",
    "contacted_has_a_time": "status IN ('closed', 'withdrawn')"
    " OR (status IN ('contacted', 'appointment_booked')) = (first_contact_at IS NOT NULL)",
    "priority_follows": f"priority = {PRIORITY}",
}
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


def upgrade() -> None:
    """Apply the migration."""
    _change_submissions()
    op.create_table(
        "saved_filter",
        sa.Column(
            "id",
            sa.String(length=36),
            nullable=False,
            comment="random; the row that sealed columns are bound to",
        ),
        sa.Column("staff_id", sa.String(length=64), nullable=False),
        sa.Column(
            "sealed",
            sa.LargeBinary(),
            nullable=False,
            comment="sealed: its name, which may be anything, and the query",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_filter")),
    )
    op.create_index(op.f("ix_saved_filter_staff_id"), "saved_filter", ["staff_id"], unique=False)
    op.create_table(
        "contact_attempt",
        sa.Column(
            "id",
            sa.String(length=36),
            nullable=False,
            comment="random; the row that sealed columns are bound to",
        ),
        sa.Column("submission_id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False, comment="clear: a staff member"),
        sa.Column(
            "means",
            sa.String(length=10),
            nullable=False,
            comment="clear: about the work, not the person's health",
        ),
        sa.Column(
            "outcome",
            sa.String(length=20),
            nullable=False,
            comment="clear: about the work, not the person's health",
        ),
        sa.Column(
            "text", sa.LargeBinary(), nullable=False, comment="sealed: what the staff wrote about a person"
        ),
        sa.CheckConstraint(
            "means IN ('phone', 'email', 'other')", name=op.f("ck_contact_attempt_means_is_known")
        ),
        sa.CheckConstraint(
            "outcome IN ('reached', 'message_left', 'no_answer', 'wrong_number')",
            name=op.f("ck_contact_attempt_outcome_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_contact_attempt_submission_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_attempt")),
    )
    op.create_index(
        op.f("ix_contact_attempt_submission_id"), "contact_attempt", ["submission_id"], unique=False
    )
    op.create_table(
        "note",
        sa.Column(
            "id",
            sa.String(length=36),
            nullable=False,
            comment="random; the row that sealed columns are bound to",
        ),
        sa.Column("submission_id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False, comment="clear: a staff member"),
        sa.Column(
            "text", sa.LargeBinary(), nullable=False, comment="sealed: what the staff wrote about a person"
        ),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_note_submission_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index(op.f("ix_note_submission_id"), "note", ["submission_id"], unique=False)
    op.create_table(
        "search_term",
        sa.Column(
            "fingerprint",
            sa.LargeBinary(length=32),
            nullable=False,
            comment="keyed hash of a phone number, email or name",
        ),
        sa.Column("submission_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_search_term_submission_id")
        ),
        sa.PrimaryKeyConstraint("fingerprint", "submission_id", name=op.f("pk_search_term")),
    )
    op.create_index(op.f("ix_search_term_submission_id"), "search_term", ["submission_id"], unique=False)
    op.create_index(op.f("ix_audit_event_action_number"), "audit_event", ["action", "number"], unique=False)
    op.create_index(op.f("ix_audit_event_actor_number"), "audit_event", ["actor", "number"], unique=False)
    op.create_index(op.f("ix_audit_event_at"), "audit_event", ["at"], unique=False)


def _change_submissions() -> None:
    for column in (
        sa.Column(
            "priority", sa.Integer(), comment="clear: the order of the worklist; follows from the rest"
        ),
        sa.Column(
            "assignee",
            sa.String(64),
            comment="clear: the worklist is filtered by it; a staff member, not the person",
        ),
        sa.Column(
            "closed_reason",
            sa.String(40),
            comment="clear: counted in the overview; about the work, not the answers",
        ),
        sa.Column(
            "first_contact_at",
            sa.DateTime(timezone=True),
            comment="clear: the time to first contact is measured by it",
        ),
        sa.Column(
            "first_viewed_at",
            sa.DateTime(timezone=True),
            comment="clear: the worklist marks what nobody has read",
        ),
    ):
        op.add_column("submission", column)
    op.execute(f"UPDATE submission SET priority = {PRIORITY}")  # noqa: S608 - its words stand above
    with _tags_set_aside(), op.batch_alter_table("submission") as table:
        table.alter_column("priority", existing_type=sa.Integer(), nullable=False)
        table.drop_constraint(op.f("ck_submission_status_is_known"), type_="check")
        for name, condition in CHECKS.items():
            table.create_check_constraint(op.f(f"ck_submission_{name}"), sa.text(condition))
        table.drop_index(op.f("ix_submission_received_at"))
    op.create_index(
        "ix_submission_by_priority", "submission", ["priority", "received_at", "id", *FILTERED_BY]
    )
    op.create_index("ix_submission_by_arrival", "submission", ["received_at", "id", "priority", *FILTERED_BY])


@contextmanager
def _tags_set_aside() -> Iterator[None]:
    # SQLite changes a constraint by making the table anew, and refuses to drop a table that another one refers to.
    if op.get_bind().dialect.name != "sqlite":
        yield
        return
    op.execute("CREATE TEMPORARY TABLE tag_aside AS SELECT submission_id, kind, name FROM submission_tag")
    op.execute("DELETE FROM submission_tag")
    yield
    op.execute(
        "INSERT INTO submission_tag (submission_id, kind, name) SELECT submission_id, kind, name FROM tag_aside"
    )
    op.execute("DROP TABLE tag_aside")
