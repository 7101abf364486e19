"""Programs that read and send submissions, with their tokens; and what is pushed to another system."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Apply the migration."""
    op.create_table(
        "client",
        sa.Column("id", sa.String(length=36), nullable=False, comment="random; named in the audit"),
        sa.Column("name", sa.String(length=60), nullable=False, comment="clear: which program it is"),
        sa.Column("scopes", sa.String(length=200), nullable=False, comment="clear: what it may do"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
        sa.Column(
            "jwks", sa.Text(), nullable=False, comment="clear: its public keys; empty where it has a token"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client")),
    )
    op.create_table(
        "client_token",
        sa.Column("token", sa.LargeBinary(length=32), nullable=False, comment="keyed hash of a token"),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column(
            "scopes", sa.String(length=200), nullable=False, comment="clear: what it may do with this one"
        ),
        sa.Column(
            "expires_at", sa.DateTime(timezone=True), nullable=False, comment="clear: deleted after it"
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_client_token_client_id")),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_client_token")),
    )
    op.create_index(op.f("ix_client_token_client_id"), "client_token", ["client_id"], unique=False)
    op.create_index(op.f("ix_client_token_expires_at"), "client_token", ["expires_at"], unique=False)
    op.create_table(
        "client_assertion",
        sa.Column(
            "assertion",
            sa.LargeBinary(length=32),
            nullable=False,
            comment="keyed hash of its id and its client",
        ),
        sa.Column(
            "expires_at", sa.DateTime(timezone=True), nullable=False, comment="clear: deleted after it"
        ),
        sa.PrimaryKeyConstraint("assertion", name=op.f("pk_client_assertion")),
    )
    op.create_index(op.f("ix_client_assertion_expires_at"), "client_assertion", ["expires_at"], unique=False)
    op.create_table(
        "push_mark",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False, comment="1: there is one"),
        sa.Column(
            "announced", sa.Integer(), nullable=False, comment="up to this line of the audit it was looked"
        ),
        sa.CheckConstraint("id = 1", name=op.f("ck_push_mark_there_is_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_push_mark")),
    )
    op.create_table(
        "push_outbox",
        sa.Column("submission_id", sa.String(length=36), nullable=False, comment="once waits of each"),
        sa.Column("id", sa.String(length=36), nullable=False, comment="random; the same in every try"),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column(
            "due_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="not tried before; put off before each try",
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_push_outbox_submission_id")
        ),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_push_outbox")),
        sa.UniqueConstraint("id", name=op.f("uq_push_outbox_id")),
    )
    op.create_index(op.f("ix_push_outbox_due_at"), "push_outbox", ["due_at"], unique=False)
    op.add_column(
        "submission",
        sa.Column(
            "sent_by",
            sa.String(length=36),
            comment="clear: the program of another system that sent it; says nothing of the person",
        ),
    )
    op.create_index(op.f("ix_submission_by_withdrawal"), "submission", ["withdrawn_at", "id"], unique=False)
