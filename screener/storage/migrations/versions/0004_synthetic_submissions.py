"""Submissions are marked that were made to try the program with, and those that the clinic withdrew."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Apply the migration."""
    op.add_column(
        "submission",
        sa.Column(
            "synthetic",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="clear: nobody may take an invented person for a real one",
        ),
    )
    op.add_column(
        "submission",
        sa.Column(
            "purged",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="clear: part of the tombstone: whether the clinic withdrew it, and not the person",
        ),
    )
    op.create_index(op.f("ix_submission_synthetic"), "submission", ["synthetic"], unique=False)
