"""Calls are counted by who made them, inside an index; accounts know when they were last signed in to."""

import sqlalchemy as sa
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
    op.add_column(
        "account",
        sa.Column(
            "last_signed_in_at",
            sa.DateTime(timezone=True),
            comment="clear: shows which accounts nobody uses any more",
        ),
    )
    op.add_column(
        "account",
        sa.Column(
            "enabled_at",
            sa.DateTime(timezone=True),
            comment="clear: an administrator said that it is needed",
        ),
    )
    op.execute(
        "UPDATE account SET last_signed_in_at = (SELECT max(at) FROM audit_event"
        " WHERE action = 'sign_in.completed' AND actor = account.id)"
    )
