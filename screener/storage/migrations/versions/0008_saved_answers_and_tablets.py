"""Answers that people asked to keep for a while, under a code of words; and the tablets of the clinic."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Apply the migration."""
    op.create_table(
        "saved_draft",
        sa.Column(
            "id",
            sa.String(length=36),
            nullable=False,
            comment="random; the row that sealed columns are bound to",
        ),
        sa.Column(
            "code",
            sa.LargeBinary(length=32),
            nullable=False,
            comment="keyed hash of a slow hash of the words",
        ),
        sa.Column(
            "answers",
            sa.LargeBinary(),
            nullable=False,
            comment="sealed: the draft, which the words alone seal beneath",
        ),
        sa.Column(
            "expires_at", sa.DateTime(timezone=True), nullable=False, comment="clear: deleted after it"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_draft")),
        sa.UniqueConstraint("code", name=op.f("uq_saved_draft_code")),
    )
    op.create_index(op.f("ix_saved_draft_expires_at"), "saved_draft", ["expires_at"], unique=False)
    op.create_table(
        "kiosk",
        sa.Column("id", sa.String(length=36), nullable=False, comment="random; named in the audit"),
        sa.Column(
            "code", sa.LargeBinary(length=32), nullable=False, comment="keyed hash of the code in its link"
        ),
        sa.Column("name", sa.String(length=60), nullable=False, comment="clear: where it stands"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kiosk")),
        sa.UniqueConstraint("code", name=op.f("uq_kiosk_code")),
    )
