"""A submission is tagged with what would help at the visit, and an unread message lifts it in the worklist."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

KINDS = "kind IN ('region', 'caveat', 'flag')"
WITH_NEEDS = "kind IN ('region', 'caveat', 'flag', 'need')"

PLACES = (
    "CASE WHEN status IN ('closed', 'withdrawn') THEN 0"
    " WHEN status IN ('new', 'in_review') AND coalesce(urgency, '') IN ('emergency', 'today') THEN {today}"
    " WHEN status IN ('new', 'in_review') AND coalesce(urgency, '') = 'soon' THEN {soon}"
    " WHEN first_viewed_at IS NULL THEN 2 ELSE 1 END"
)
PLACE = PLACES.format(today=4, soon=3)
WITH_MESSAGES = (
    PLACES.format(today=6, soon=4)
    + " + CASE WHEN status NOT IN ('closed', 'withdrawn') AND has_message AND first_viewed_at IS NULL THEN 1 ELSE 0 END"
)


def upgrade() -> None:
    """Apply the migration. Messages stored before are sealed, so that none of them lifts its submission."""
    op.add_column(
        "submission",
        sa.Column(
            "has_message",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),
            comment="clear: an unread message lifts a submission in the worklist; what it says is sealed",
        ),
    )
    _exchange_check("submission", "priority_follows", f"priority = {PLACE}", "priority >= 0")
    op.execute(f"UPDATE submission SET priority = {WITH_MESSAGES}")  # noqa: S608 - its words stand above
    _exchange_check("submission", "priority_follows", "priority >= 0", f"priority = {WITH_MESSAGES}")
    _exchange_check("submission_tag", "kind_is_known", KINDS, WITH_NEEDS)
    if op.get_bind().dialect.name != "sqlite":  # which keeps no comments
        op.alter_column(
            "submission_tag",
            "name",
            existing_type=sa.String(length=40),
            comment="clear: the worklist is filtered by region, by flag and by what would help at the visit",
        )


def _exchange_check(table: str, name: str, old: str, new: str) -> None:
    """Put one condition in the place of another; every row has to meet it already."""
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
