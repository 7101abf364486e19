"""Calls are counted by who made them, inside an index."""

from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Apply the migration."""
    op.create_index(
        "ix_contact_attempt_counted",
        "contact_attempt",
        ["at", "by", "outcome", "struck_at", "submission_id"],
    )
