"""How many submissions are alike stands beside them, kept by triggers; the queue of a person has an index."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

LIKE = {
    "status": "{row}.status",
    "assignee": "coalesce({row}.assignee, '')",
    "distribution": "coalesce({row}.distribution, '')",
    "generalized": "{row}.generalized",
    "urgency": "coalesce({row}.urgency, '')",
    "language": "{row}.language",
    "respondent": "{row}.respondent",
    "unread": "{row}.first_viewed_at IS NULL",
    "call_back": "{row}.call_back_at IS NOT NULL",
}
"""What the worklist is filtered by, as an expression over a row of ``submission``."""
TAGS = (
    "SELECT '' AS kind, '' AS name UNION ALL SELECT kind, name FROM submission_tag"
    " WHERE submission_id = {row}.id AND kind <> 'caveat'"
)
COLUMNS = ", ".join(LIKE)


def like(row: str) -> str:
    """Return the values of a row of ``submission``."""
    return ", ".join(f"({value.format(row=row)})" for value in LIKE.values())


def of_submission(row: str, number: int) -> str:
    """Return the statement that counts a submission ``number`` times, by itself and by each of its tags."""
    return (
        f"INSERT INTO submission_count (kind, name, {COLUMNS}, number)"  # noqa: S608 - constants of this file
        f" SELECT tag.kind, tag.name, {like(row)}, {number} FROM ({TAGS.format(row=row)}) AS tag;"
    )


def of_tag(row: str, number: int) -> str:
    """Return the statement that counts the submission of a tag ``number`` times under it."""
    return (
        f"INSERT INTO submission_count (kind, name, {COLUMNS}, number)"  # noqa: S608 - constants of this file
        f" SELECT {row}.kind, {row}.name, {like('one')}, {number}"
        f" FROM submission AS one WHERE one.id = {row}.submission_id AND {row}.kind <> 'caveat';"
    )


CHANGES = {
    ("submission", "INSERT"): of_submission("NEW", 1),
    ("submission", "UPDATE"): of_submission("OLD", -1) + of_submission("NEW", 1),
    ("submission", "DELETE"): of_submission("OLD", -1),
    ("submission_tag", "INSERT"): of_tag("NEW", 1),
    ("submission_tag", "DELETE"): of_tag("OLD", -1),
}
OTHER = {
    "sqlite": f"WHEN ({like('OLD')}) IS NOT ({like('NEW')})",
    "postgresql": f"WHEN (ROW({like('OLD')}) IS DISTINCT FROM ROW({like('NEW')}))",
}


def triggers(dialect: str) -> Iterator[str]:
    """Yield the statements that make them."""
    for (table, change), body in CHANGES.items():
        name = f"{table}_counted_on_{change.lower()}"
        when = OTHER[dialect] if change == "UPDATE" else ""
        if dialect == "sqlite":
            yield f"CREATE TRIGGER {name} AFTER {change} ON {table} {when} BEGIN {body} END"
        else:
            yield (
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
                f" $$ BEGIN {body} RETURN NULL; END $$"
            )
            yield (
                f"CREATE TRIGGER {name} AFTER {change} ON {table} FOR EACH ROW {when}"
                f" EXECUTE FUNCTION {name}()"
            )


def upgrade() -> None:
    """Apply the migration."""
    op.create_index(
        "ix_submission_by_assignee",
        "submission",
        ["assignee", "priority", "received_at", "id", "status", "synthetic"],
    )
    op.create_table(
        "submission_count",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
            comment="the order in which rows came",
        ),
        sa.Column(
            "kind", sa.String(10), nullable=False, comment="region, flag or need; empty: any submission"
        ),
        sa.Column(
            "name", sa.String(40), nullable=False, comment="the tag that they have; empty: any submission"
        ),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("assignee", sa.String(64), nullable=False, comment="empty: nobody"),
        sa.Column("distribution", sa.String(20), nullable=False, comment="empty: none"),
        sa.Column("generalized", sa.Boolean(), nullable=False),
        sa.Column("urgency", sa.String(20), nullable=False, comment="empty: none"),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("respondent", sa.String(20), nullable=False),
        sa.Column("unread", sa.Boolean(), nullable=False),
        sa.Column(
            "call_back", sa.Boolean(), nullable=False, comment="whether somebody is to be called again"
        ),
        sa.Column("number", sa.Integer(), nullable=False, comment="how many more, or fewer, are like this"),
        sa.Column(
            "summed",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="holds what several rows did",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission_count")),
    )
    op.create_index("ix_submission_count_kind_name", "submission_count", ["kind", "name"])
    for statement in triggers(op.get_bind().dialect.name):
        op.execute(statement)
    for tag, tagged in (
        ("'', ''", ""),
        (
            "tag.kind, tag.name",
            " JOIN submission_tag AS tag ON tag.submission_id = one.id AND tag.kind <> 'caveat'",
        ),
    ):
        op.execute(
            f"INSERT INTO submission_count (kind, name, {COLUMNS}, number, summed)"  # noqa: S608 - constants
            f" SELECT {tag}, {like('one')}, count(*), true FROM submission AS one{tagged}"
            f" GROUP BY {', '.join(str(place) for place in range(1, 12))}"
        )
