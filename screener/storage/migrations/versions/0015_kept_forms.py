"""Forms that met an ended session."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Apply the migration."""
    op.create_table(
        "kept_form",
        sa.Column(
            "id",
            sa.String(length=36),
            nullable=False,
            comment="random; the row that sealed columns are bound to",
        ),
        sa.Column("account_id", sa.String(length=36), nullable=False, comment="clear: who wrote it"),
        sa.Column(
            "form",
            sa.LargeBinary(),
            nullable=False,
            comment="sealed: whose it is, where it goes, and what was written",
        ),
        sa.Column(
            "at", sa.DateTime(timezone=True), nullable=False, comment="clear: deleted some days after it"
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_kept_form_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_form")),
    )
    op.create_index(op.f("ix_kept_form_account_id"), "kept_form", ["account_id"], unique=False)
    op.create_index(op.f("ix_kept_form_at"), "kept_form", ["at"], unique=False)
