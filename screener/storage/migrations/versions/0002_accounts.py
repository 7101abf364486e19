"""The accounts of the clinic's staff, their invitations and their sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Apply the migration."""
    op.create_table(
        "account",
        sa.Column(
            "id",
            sa.String(length=36),
            nullable=False,
            comment="random; the row that sealed columns are bound to",
        ),
        sa.Column(
            "email", sa.String(length=254), nullable=False, comment="clear: small letters; signed in with"
        ),
        sa.Column("name", sa.String(length=100), nullable=False, comment="clear: shown to all staff"),
        sa.Column(
            "administrator",
            sa.Boolean(),
            nullable=False,
            comment="clear: everybody else is a clinician alone",
        ),
        sa.Column("password", sa.LargeBinary(), nullable=False, comment="sealed: the argon2 hash"),
        sa.Column(
            "second_factor",
            sa.LargeBinary(),
            nullable=True,
            comment="sealed: the key of the authenticator app",
        ),
        sa.Column(
            "second_factor_counter",
            sa.Integer(),
            nullable=True,
            comment="clear: codes up to this half minute were used",
        ),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(second_factor IS NULL) = (second_factor_counter IS NULL)",
            name=op.f("ck_account_second_factor_counts_its_codes"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.String(length=36), nullable=False, comment="random; named in the audit"),
        sa.Column(
            "token", sa.LargeBinary(length=32), nullable=False, comment="keyed hash of the one-time link"
        ),
        sa.Column(
            "email",
            sa.String(length=254),
            nullable=True,
            comment="clear: who is invited; the first administrator says it themselves",
        ),
        sa.Column("administrator", sa.Boolean(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token", name=op.f("uq_invitation_token")),
    )
    op.create_index(op.f("ix_invitation_email"), "invitation", ["email"], unique=False)
    op.create_table(
        "recovery_code",
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column(
            "code",
            sa.LargeBinary(length=32),
            nullable=False,
            comment="keyed hash, of the code and its account",
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_recovery_code_account_id")),
        sa.PrimaryKeyConstraint("account_id", "code", name=op.f("pk_recovery_code")),
    )
    op.create_table(
        "staff_session",
        sa.Column(
            "token", sa.LargeBinary(length=32), nullable=False, comment="keyed hash of what the cookie holds"
        ),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False, comment="whether the second factor was given"),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "seen_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="the last request",
        ),
        sa.Column(
            "offer",
            sa.LargeBinary(),
            nullable=True,
            comment="sealed: the key of an authenticator app that is being set up",
        ),
        sa.CheckConstraint(
            "offer IS NULL OR NOT complete", name=op.f("ck_staff_session_complete_sets_nothing_up")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_staff_session_account_id")),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_staff_session")),
    )
    op.create_index(op.f("ix_staff_session_account_id"), "staff_session", ["account_id"], unique=False)
    op.create_index(op.f("ix_staff_session_started_at"), "staff_session", ["started_at"], unique=False)
