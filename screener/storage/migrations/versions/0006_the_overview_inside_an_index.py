"""The index by arrival holds what the overview measures."""

from alembic import op

revision = "0006"
down_revision = "0005"
COLUMNS = (
    "received_at",
    "id",
    "priority",
    "status",
    "distribution",
    "generalized",
    "urgency",
    "language",
    "respondent",
    "assignee",
    "first_viewed_at",
    "first_contact_at",
    "synthetic",
)


def upgrade() -> None:
    """Apply the migration."""
    op.drop_index("ix_submission_by_arrival", "submission")
    op.create_index("ix_submission_by_arrival", "submission", [*COLUMNS])
