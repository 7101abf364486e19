"""Passkeys of staff, and what their browsers are asked to sign."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Apply the migration."""
    op.create_table(
        "passkey",
        sa.Column(
            "id",
            sa.String(length=36),
            nullable=False,
            comment="random; the row that sealed columns are bound to",
        ),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column(
            "sealed",
            sa.LargeBinary(),
            nullable=False,
            comment="sealed: account, name, credential and public key",
        ),
        sa.Column(
            "count", sa.BigInteger(), nullable=False, comment="clear: one UPDATE compares it and counts up"
        ),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("count >= 0", name=op.f("ck_passkey_count_is_no_less_than_nothing")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_passkey_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
    )
    op.create_index(op.f("ix_passkey_account_id"), "passkey", ["account_id"], unique=False)
    op.create_table(
        "passkey_challenge",
        sa.Column(
            "token",
            sa.LargeBinary(length=32),
            nullable=False,
            comment="keyed hash of what the session's cookie holds",
        ),
        sa.Column(
            "challenge",
            sa.LargeBinary(length=64),
            nullable=False,
            comment="clear: worth nothing without a private key",
        ),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_passkey_challenge")),
    )
    op.create_index(op.f("ix_passkey_challenge_ends_at"), "passkey_challenge", ["ends_at"], unique=False)
