"""What every table of proposals has: who proposed it, and who decided on it, or nobody so far."""

from sqlalchemy import CheckConstraint, Column, Index, String
from sqlalchemy.schema import SchemaItem

from screener.storage.tables.metadata import UtcTime


def proposed(undecided: str = "proposed") -> tuple[SchemaItem, ...]:
    """Return the columns and constraints; ``undecided`` is the state of one that nobody decided on."""
    return (
        Column("proposed_by", String(64), nullable=False, comment="clear: a staff member"),
        Column("proposed_at", UtcTime(), nullable=False),
        Column("state", String(10), nullable=False),
        Column("decided_by", String(64), comment="clear: a staff member"),
        Column("decided_at", UtcTime()),
        CheckConstraint(f"state IN ('{undecided}', 'confirmed', 'cancelled')", name="state_is_known"),
        CheckConstraint(
            f"(state = '{undecided}') = (decided_by IS NULL) AND (state = '{undecided}') = (decided_at IS NULL)",
            name="decided_by_somebody",
        ),
        Index(None, "proposed_at"),
    )
