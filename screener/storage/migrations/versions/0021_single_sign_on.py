"""Whom accounts belong to at an identity provider."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Apply the migration."""
    op.create_table(
        "identity",
        sa.Column(
            "id",
            sa.String(length=36),
            nullable=False,
            comment="random; the row that sealed columns are bound to",
        ),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column(
            "named", sa.LargeBinary(length=32), nullable=False, comment="keyed hash of issuer and subject"
        ),
        sa.Column("sealed", sa.LargeBinary(), nullable=False, comment="sealed: account, issuer and subject"),
        sa.Column("connected_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_identity_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity")),
        sa.UniqueConstraint("account_id", name=op.f("uq_identity_account_id")),
        sa.UniqueConstraint("named", name=op.f("uq_identity_named")),
    )
