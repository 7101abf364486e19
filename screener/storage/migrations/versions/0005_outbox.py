"""Email to staff: how often each wants it, and what waits to be sent."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Apply the migration."""
    op.create_table(
        "mail_choice",
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("cadence", sa.String(length=10), nullable=False),
        sa.Column(
            "announced", sa.Integer(), nullable=False, comment="up to this line of the audit they were told"
        ),
        sa.Column("told_at", sa.DateTime(timezone=True), comment="when the last email was made"),
        sa.CheckConstraint(
            "cadence IN ('at_once', 'hourly', 'daily', 'off')", name=op.f("ck_mail_choice_cadence_is_known")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_mail_choice_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_mail_choice")),
    )
    op.create_table(
        "outbox",
        sa.Column("account_id", sa.String(length=36), nullable=False, comment="one at a time waits for each"),
        sa.Column("id", sa.String(length=36), nullable=False, comment="random; the same in every try"),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("today", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column(
            "due_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="not tried before; put off before each try",
        ),
        sa.CheckConstraint(
            "count >= 1 AND today BETWEEN 0 AND count", name=op.f("ck_outbox_it_says_something")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_outbox_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("id", name=op.f("uq_outbox_id")),
    )
    op.create_index(op.f("ix_outbox_due_at"), "outbox", ["due_at"], unique=False)
