"""A submission is tagged with what would help at the visit."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

KINDS = "kind IN ('region', 'caveat', 'flag')"
WITH_NEEDS = "kind IN ('region', 'caveat', 'flag', 'need')"


def upgrade() -> None:
    """Apply the migration."""
    _exchange_check("submission_tag", "kind_is_known", KINDS, WITH_NEEDS)
    if op.get_bind().dialect.name != "sqlite":  # which keeps no comments
        op.alter_column(
            "submission_tag",
            "name",
            existing_type=sa.String(length=40),
            comment="clear: the worklist is filtered by region, by flag and by what would help at the visit",
        )


def _exchange_check(table: str, name: str, old: str, new: str) -> None:
    """Put one condition in the place of another. No row has to be written for it."""
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f(f"ck_{table}_{name}"), table, type_="check")
        op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, sa.text(new))
        return
    # To make the table anew, as SQLite otherwise would have it, every table that refers to it would have to be emptied.
    # This is the way that its own documentation gives for conditions: change the text, then let it be read again.
    connection = op.get_bind()
    stated = connection.scalar(
        sa.text("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = :name"), {"name": table}
    )
    if stated is None or stated.count(f"({old})") != 1:
        raise RuntimeError(f"the condition {name} of {table} is not where it was")
    version = connection.scalar(sa.text("PRAGMA schema_version"))
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    connection.execute(
        sa.text("UPDATE sqlite_schema SET sql = :sql WHERE type = 'table' AND name = :name"),
        {"sql": stated.replace(f"({old})", f"({new})"), "name": table},
    )
    connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = OFF")
