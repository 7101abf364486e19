"""What an exam found, beside the self-report."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Apply the migration."""
    op.create_table(
        "exam",
        sa.Column(
            "id",
            sa.String(length=36),
            nullable=False,
            comment="random; the row that sealed columns are bound to",
        ),
        sa.Column("submission_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, comment="clear: counts from 1"),
        sa.Column("by", sa.String(length=64), nullable=False, comment="clear: a staff member"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "blind",
            sa.Boolean(),
            nullable=False,
            comment="clear: about the work, not the person's health",
        ),
        sa.Column("findings", sa.LargeBinary(), nullable=False, comment="sealed: what the exam found"),
        sa.CheckConstraint("version > 0", name=op.f("ck_exam_version_counts_from_one")),
        sa.CheckConstraint("version = 1 OR NOT blind", name=op.f("ck_exam_correction_is_not_blind")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_exam_submission_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exam")),
        sa.UniqueConstraint("submission_id", "version", name=op.f("uq_exam_submission_id")),
    )
