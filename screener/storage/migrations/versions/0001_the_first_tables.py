"""The first tables, and an audit that the database itself refuses to change."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

APPEND_ONLY = {
    "sqlite": (
        "CREATE TRIGGER audit_event_refuses_{name} BEFORE {change} ON audit_event"
        " BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION audit_event_refuses_change() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$",
        "CREATE TRIGGER audit_event_refuses_{name} BEFORE {change} ON audit_event"
        " FOR EACH STATEMENT EXECUTE FUNCTION audit_event_refuses_change()",
    ),
}


def upgrade() -> None:
    """Apply the migration."""
    op.create_table(
        "audit_event",
        sa.Column(
            "number", sa.Integer(), autoincrement=False, nullable=False, comment="counts from 1 without a gap"
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column(
            "details",
            sa.Text(),
            nullable=False,
            comment="JSON; the allowed keys are listed in screener.audit",
        ),
        sa.Column(
            "previous", sa.LargeBinary(length=32), nullable=False, comment="the hash of the row before"
        ),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_event")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_event_hash")),
    )
    op.create_index(op.f("ix_audit_event_subject"), "audit_event", ["subject"], unique=False)
    op.create_table(
        "submission",
        sa.Column(
            "id",
            sa.String(length=36),
            nullable=False,
            comment="random; the row that sealed columns are bound to",
        ),
        sa.Column(
            "reference",
            sa.String(length=8),
            nullable=False,
            comment="clear: looked up by staff; says nothing",
        ),
        sa.Column(
            "send_key", sa.LargeBinary(length=32), nullable=False, comment="keyed hash: makes Send idempotent"
        ),
        sa.Column(
            "receipt", sa.LargeBinary(length=32), nullable=False, comment="keyed hash of the receipt code"
        ),
        sa.Column(
            "received_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="clear: the worklist is ordered by it",
        ),
        sa.Column(
            "withdrawn_at", sa.DateTime(timezone=True), nullable=True, comment="clear: part of the tombstone"
        ),
        sa.Column(
            "status", sa.String(length=20), nullable=False, comment="clear: the worklist is filtered by it"
        ),
        sa.Column(
            "version",
            sa.Integer(),
            nullable=False,
            comment="clear: a change names the version it was made on",
        ),
        sa.Column(
            "language", sa.String(length=8), nullable=False, comment="clear: the worklist is filtered by it"
        ),
        sa.Column(
            "respondent",
            sa.String(length=20),
            nullable=False,
            comment="clear: the worklist is filtered by it",
        ),
        sa.Column(
            "distribution",
            sa.String(length=20),
            nullable=True,
            comment="clear: the worklist is filtered by it",
        ),
        sa.Column(
            "generalized", sa.Boolean(), nullable=False, comment="clear: the worklist is filtered by it"
        ),
        sa.Column(
            "urgency", sa.String(length=20), nullable=True, comment="clear: the most urgent come first"
        ),
        sa.Column(
            "questionnaire_version",
            sa.String(length=20),
            nullable=False,
            comment="clear: explains a past result",
        ),
        sa.Column(
            "rules_version", sa.String(length=20), nullable=False, comment="clear: explains a past result"
        ),
        sa.Column(
            "contact",
            sa.LargeBinary(),
            nullable=True,
            comment="sealed: name, date of birth, phone, email, message",
        ),
        sa.Column(
            "answers",
            sa.LargeBinary(),
            nullable=True,
            comment="sealed: every answer that counted, and the marked parts",
        ),
        sa.Column("seen", sa.LargeBinary(), nullable=True, comment="sealed: the words that the person saw"),
        sa.CheckConstraint(
            "(status = 'withdrawn') = (withdrawn_at IS NOT NULL) AND (status = 'withdrawn') = (contact IS NULL) AND (status = 'withdrawn') = (answers IS NULL) AND (status = 'withdrawn') = (seen IS NULL)",
            name=op.f("ck_submission_withdrawn_has_no_content"),
        ),
        sa.CheckConstraint("status IN ('new', 'withdrawn')", name=op.f("ck_submission_status_is_known")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_submission_version_counts_up")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint("receipt", name=op.f("uq_submission_receipt")),
        sa.UniqueConstraint("reference", name=op.f("uq_submission_reference")),
        sa.UniqueConstraint("send_key", name=op.f("uq_submission_send_key")),
    )
    op.create_index(op.f("ix_submission_received_at"), "submission", ["received_at"], unique=False)
    op.create_table(
        "throttle",
        sa.Column(
            "key",
            sa.LargeBinary(length=32),
            nullable=False,
            comment="keyed hash of what is counted; no address in clear",
        ),
        sa.Column("window", sa.Integer(), nullable=False, comment="the hour, counted from 1970"),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "window", name=op.f("pk_throttle")),
    )
    op.create_index(op.f("ix_throttle_window"), "throttle", ["window"], unique=False)
    op.create_table(
        "submission_tag",
        sa.Column("submission_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column(
            "name",
            sa.String(length=40),
            nullable=False,
            comment="clear: the worklist is filtered by region and by flag",
        ),
        sa.CheckConstraint(
            "kind IN ('region', 'caveat', 'flag')", name=op.f("ck_submission_tag_kind_is_known")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_submission_tag_submission_id")
        ),
        sa.PrimaryKeyConstraint("submission_id", "kind", "name", name=op.f("pk_submission_tag")),
    )
    op.create_index(
        op.f("ix_submission_tag_kind_name_submission_id"),
        "submission_tag",
        ["kind", "name", "submission_id"],
        unique=False,
    )
    op.create_table(
        "key_check",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "sealed", sa.LargeBinary(), nullable=False, comment="sealed: a known text, to know the keys by"
        ),
        sa.CheckConstraint("number = 1", name=op.f("ck_key_check_there_is_one")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_key_check")),
    )
    dialect = op.get_bind().dialect.name
    for change in ("UPDATE", "DELETE", *(("TRUNCATE",) if dialect == "postgresql" else ())):
        for statement in APPEND_ONLY[dialect]:
            op.execute(statement.format(change=change, name=change.lower()))
