"""The clinic's facts."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Apply the migration."""
    op.create_table(
        "facts",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column(
            "after",
            sa.Integer(),
            nullable=False,
            comment="clear: the version it was proposed in the place of",
        ),
        sa.Column(
            "facts",
            sa.Text(),
            nullable=False,
            comment="clear: what the clinic says of itself; about no person",
        ),
        sa.Column("proposed_by", sa.String(length=64), nullable=False, comment="clear: a staff member"),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("decided_by", sa.String(length=64), nullable=True, comment="clear: a staff member"),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("alone", sa.Boolean(), nullable=False, comment="clear: there was no second administrator"),
        sa.CheckConstraint(
            "state IN ('proposed', 'confirmed', 'cancelled')", name=op.f("ck_facts_state_is_known")
        ),
        sa.CheckConstraint(
            "(state = 'proposed') = (decided_by IS NULL) AND (state = 'proposed') = (decided_at IS NULL)",
            name=op.f("ck_facts_decided_by_somebody"),
        ),
        sa.CheckConstraint(
            "state <> 'confirmed' OR alone = (decided_by = proposed_by)",
            name=op.f("ck_facts_two_people_unless_alone"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facts")),
    )
    in_force = sa.text("state = 'confirmed'")
    op.create_index(
        op.f("uq_facts_after"),
        "facts",
        ["after"],
        unique=True,
        sqlite_where=in_force,
        postgresql_where=in_force,
    )
    op.create_index(op.f("ix_facts_proposed_at"), "facts", ["proposed_at"], unique=False)
    op.create_table(
        "news",
        sa.Column("submission_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False, comment="random; the same in every try"),
        sa.Column(
            "told",
            sa.String(length=10),
            nullable=False,
            comment="clear: the step of the work that they know of",
        ),
        sa.Column(
            "due_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="clear: when to try next; empty while there is nothing to tell",
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "told IN ('received', 'read', 'tried', 'reached', 'booked', 'closed')",
            name=op.f("ck_news_told_is_known"),
        ),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_news_submission_id")),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_news")),
        sa.UniqueConstraint("id", name=op.f("uq_news_id")),
    )
    op.create_index(op.f("ix_news_due_at"), "news", ["due_at"], unique=False)
    op.create_table(
        "research_export",
        sa.Column(
            "id",
            sa.String(length=36),
            nullable=False,
            comment="random; the row that sealed columns are bound to",
        ),
        sa.Column("first", sa.String(length=7), nullable=False, comment="clear: the first month"),
        sa.Column("last", sa.String(length=7), nullable=False, comment="clear: the last month, included"),
        sa.Column("proposed_by", sa.String(length=64), nullable=False, comment="clear: a staff member"),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("decided_by", sa.String(length=64), nullable=True, comment="clear: a staff member"),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "file",
            sa.LargeBinary(),
            nullable=True,
            comment="sealed: the figures as they were when it was confirmed",
        ),
        sa.CheckConstraint(
            "state IN ('proposed', 'confirmed', 'cancelled')",
            name=op.f("ck_research_export_state_is_known"),
        ),
        sa.CheckConstraint(
            "(state = 'proposed') = (decided_by IS NULL) AND (state = 'proposed') = (decided_at IS NULL)",
            name=op.f("ck_research_export_decided_by_somebody"),
        ),
        sa.CheckConstraint(
            "state <> 'confirmed' OR decided_by <> proposed_by",
            name=op.f("ck_research_export_two_people_export"),
        ),
        sa.CheckConstraint(
            "(state = 'confirmed') = (file IS NOT NULL)",
            name=op.f("ck_research_export_confirmed_has_a_file"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_research_export")),
    )
    op.create_index(op.f("ix_research_export_proposed_at"), "research_export", ["proposed_at"], unique=False)
