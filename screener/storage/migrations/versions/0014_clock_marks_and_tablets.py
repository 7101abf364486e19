"""Times at which a clock was asked; and the table of tablets under their name."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Apply the migration."""
    op.create_table(
        "clock_mark",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False, comment="counted from 1970"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_clock_mark")),
    )
    op.create_table(
        "tablet",
        sa.Column("id", sa.String(length=36), nullable=False, comment="random; named in the audit"),
        sa.Column(
            "code", sa.LargeBinary(length=32), nullable=False, comment="keyed hash of the code in its link"
        ),
        sa.Column("name", sa.String(length=60), nullable=False, comment="clear: where it stands"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tablet")),
        sa.UniqueConstraint("code", name=op.f("uq_tablet_code")),
    )
    op.execute("INSERT INTO tablet (id, code, name, made_at) SELECT id, code, name, made_at FROM kiosk")
    op.drop_table("kiosk")
    # Servers of an older version, beside this one until they are replaced, still ask for it by its old name.
    op.execute("CREATE VIEW kiosk AS SELECT id, code, name, made_at FROM tablet")
