"""Roles apart from one another, and whom each exported list held."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

_SOME_ROLE = "administrator OR clinician OR auditor"


def upgrade() -> None:
    """Apply the migration; whoever had an account until now worked on submissions."""
    if op.get_context().dialect.name == "postgresql":  # SQLite keeps no comments
        op.alter_column(
            "account",
            "administrator",
            existing_type=sa.Boolean(),
            existing_nullable=False,
            existing_comment="clear: everybody else is a clinician alone",
            comment="clear: looks after accounts and settings",
        )
    for table, comments in (
        ("account", ("clear: reads submissions", "clear: reads the audit")),
        ("invitation", (None, None)),
    ):
        clinician, auditor = comments
        op.add_column(
            table,
            sa.Column("clinician", sa.Boolean(), nullable=False, server_default=sa.true(), comment=clinician),
        )
        op.add_column(
            table,
            sa.Column(
                "auditor",
                sa.Boolean(),
                # With its column, because SQLite adds a constraint to a table only by making the table anew.
                sa.CheckConstraint(_SOME_ROLE, name=op.f(f"ck_{table}_has_a_role")),
                nullable=False,
                server_default=sa.false(),
                comment=auditor,
            ),
        )
    op.create_table(
        "disclosure",
        sa.Column(
            "line", sa.Integer(), nullable=False, comment="the line of the audit that tells of the list"
        ),
        sa.Column("submission_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["line"], ["audit_event.number"], name=op.f("fk_disclosure_line")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_disclosure_submission_id")
        ),
        sa.PrimaryKeyConstraint("line", "submission_id", name=op.f("pk_disclosure")),
    )
    op.create_index(op.f("ix_disclosure_submission_id"), "disclosure", ["submission_id"], unique=False)
