"""A submission can be on hold, and a purge is proposed before it is confirmed."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Apply the migration."""
    op.add_column(
        "submission",
        sa.Column(
            "hold",
            sa.String(length=20),
            # With its column, because SQLite adds a constraint to a table only by making the table anew.
            sa.CheckConstraint(
                "hold IN ('legal', 'complaint', 'records_request', 'care', 'other')",
                name=op.f("ck_submission_hold_is_known"),
            ),
            sa.CheckConstraint(
                "status <> 'withdrawn' OR hold IS NULL",
                name=op.f("ck_submission_withdrawn_is_not_on_hold"),
            ),
            comment="clear: a purge passes over it; about the records, not the answers",
        ),
    )
    op.create_table(
        "purge_proposal",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("proposed_by", sa.String(length=64), nullable=False, comment="clear: a staff member"),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "schedule",
            sa.String(length=100),
            nullable=False,
            comment="clear: statuses with days; about nobody",
        ),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("decided_by", sa.String(length=64), comment="clear: a staff member"),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("purged", sa.Integer(), comment="clear: how many"),
        sa.CheckConstraint(
            "state IN ('open', 'confirmed', 'cancelled')", name=op.f("ck_purge_proposal_state_is_known")
        ),
        sa.CheckConstraint(
            "(state = 'open') = (decided_by IS NULL) AND (state = 'open') = (decided_at IS NULL)",
            name=op.f("ck_purge_proposal_decided_by_somebody"),
        ),
        sa.CheckConstraint(
            "state <> 'confirmed' OR decided_by <> proposed_by",
            name=op.f("ck_purge_proposal_two_people_purge"),
        ),
        sa.CheckConstraint(
            "(state = 'confirmed') = (purged IS NOT NULL)", name=op.f("ck_purge_proposal_confirmed_counts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purge_proposal")),
    )
    op.create_index(op.f("ix_purge_proposal_proposed_at"), "purge_proposal", ["proposed_at"], unique=False)
    op.create_table(
        "purge_item",
        sa.Column("proposal_id", sa.String(length=36), nullable=False),
        sa.Column("submission_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, comment="clear: only what is still so is purged"),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["purge_proposal.id"], name=op.f("fk_purge_item_proposal_id")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_purge_item_submission_id")
        ),
        sa.PrimaryKeyConstraint("proposal_id", "submission_id", name=op.f("pk_purge_item")),
    )
    op.create_index(op.f("ix_purge_item_submission_id"), "purge_item", ["submission_id"], unique=False)
