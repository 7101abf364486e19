"""A row of the worklist tells of the last attempt and of the call back; what was written wrongly can be struck."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_LAST = (
    'SELECT contact_attempt."{column}" FROM contact_attempt WHERE submission_id = submission.id'
    " ORDER BY contact_attempt.at DESC, contact_attempt.id DESC LIMIT 1"
)
_FILLED = (
    "UPDATE submission SET attempts ="  # noqa: S608 - its words stand here
    " (SELECT count(*) FROM contact_attempt WHERE submission_id = submission.id),"
    f" last_attempt_at = ({_LAST.format(column='at')}), last_attempt_by = ({_LAST.format(column='by')}),"
    f" last_outcome = ({_LAST.format(column='outcome')})"
)
_WHOLE = (
    "attempts >= 0 AND (attempts = 0) = (last_attempt_at IS NULL)"
    " AND (attempts = 0) = (last_attempt_by IS NULL) AND (attempts = 0) = (last_outcome IS NULL)"
)


def upgrade() -> None:
    """Apply the migration; each check comes with its column, because SQLite adds one in no other way."""
    columns = (
        sa.Column("last_attempt_at", sa.DateTime(timezone=True), comment="clear: about the work"),
        sa.Column("last_attempt_by", sa.String(length=64), comment="clear: a staff member"),
        sa.Column(
            "last_outcome",
            sa.String(length=20),
            sa.CheckConstraint(
                "last_outcome IN ('reached', 'message_left', 'no_answer', 'wrong_number')",
                name=op.f("ck_submission_outcome_is_known"),
            ),
            comment="clear: about the work, not the person's health",
        ),
        sa.Column(
            "call_back_at",
            sa.DateTime(timezone=True),
            sa.CheckConstraint(
                "call_back_at IS NULL OR status NOT IN ('closed', 'withdrawn')",
                name=op.f("ck_submission_call_back_while_open"),
            ),
            comment="clear: the worklist marks who is to be called again",
        ),
        sa.Column(
            "attempts",
            sa.Integer(),
            sa.CheckConstraint(_WHOLE, name=op.f("ck_submission_last_attempt_is_whole")),
            nullable=False,
            server_default="0",
            comment="clear: how often somebody tried to reach the person; about the work",
        ),
    )
    for column in columns:
        op.add_column("submission", column)
    op.execute(_FILLED)
    op.create_index(op.f("ix_submission_by_call_back"), "submission", ["call_back_at", "id"], unique=False)
    for table in ("note", "contact_attempt"):
        op.add_column(
            table,
            sa.Column(
                "struck_at",
                sa.DateTime(timezone=True),
                comment="clear: that it is wrong, and stays to be read",
            ),
        )
        op.add_column(table, sa.Column("struck_by", sa.String(length=64), comment="clear: a staff member"))
        op.add_column(
            table,
            sa.Column(
                "struck_reason",
                sa.LargeBinary(),
                sa.CheckConstraint(
                    "(struck_at IS NULL) = (struck_by IS NULL) AND (struck_at IS NULL) = (struck_reason IS NULL)",
                    name=op.f(f"ck_{table}_struck_is_whole"),
                ),
                comment="sealed: what the staff wrote about a person",
            ),
        )
