"""A submission says which staff member entered it for a caller."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Apply the migration."""
    op.add_column(
        "submission",
        sa.Column(
            "entered_by",
            sa.String(length=64),
            comment="clear: the worklist marks what came by phone; a staff member, not the person",
        ),
    )
