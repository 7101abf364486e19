"""What the overview tells is counted beside the submissions, by triggers, week by week; what is to be summed up has an index."""

from collections.abc import Iterable, Iterator

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

TENTH = 360_000_000
"""Microseconds of a tenth of an hour."""
YEARS = 2_000_000
"""Tenths of an hour: division leads to nought, and with so many added also a wait of less than nothing leads down."""
HOUR = {
    "sqlite": "(CAST(strftime('%s', substr({at}, 1, 19)) AS INTEGER) / 3600)",
    "postgresql": "CAST(floor(extract(epoch FROM {at}) / 3600) AS integer)",
}
"""The hours from 1970 on. SQLite rounds parts of a second up into the next one, so that they are cut off before."""
WAITED = {
    "sqlite": "((strftime('%s', substr({row}.first_contact_at, 1, 19)) - strftime('%s', substr({row}.received_at, 1, 19)))"
    " * 1000000 + substr({row}.first_contact_at, 21, 6) - substr({row}.received_at, 21, 6))",
    "postgresql": "CAST(extract(epoch FROM {row}.first_contact_at - {row}.received_at) * 1000000 AS bigint)",
}
"""The microseconds until the person was reached."""
GONE = "CASE WHEN {row}.status <> 'withdrawn' THEN '' WHEN {row}.purged THEN 'purged' ELSE 'withdrawn' END"
WAITING = "{row}.status IN ('new', 'in_review')"
OPEN = "{row}.status IN ('new', 'in_review', 'contacted', 'appointment_booked')"
REACHED = "{row}.first_contact_at IS NOT NULL AND {row}.status <> 'withdrawn'"
URGENCY = "coalesce({row}.urgency, '')"
COUNTED = (
    "received_at",
    "synthetic",
    "status",
    "purged",
    "distribution",
    "generalized",
    "language",
    "first_contact_at",
    "urgency",
    "assignee",
)
"""The columns of a submission that its marks follow from."""
LIKE = "kind, since, length, name, synthetic"

Mark = tuple[str, str, str, str, str]
"""A kind, since when, the length, the name, and which rows have it."""


def marks(dialect: str) -> tuple[Mark, ...]:
    """Return the marks of a submission, as expressions over a ``{row}`` of it."""
    hour = HOUR[dialect].format(at="{row}.received_at")
    week = week_of(hour)
    # Twice the tenths of an hour that were full, and one more where it was longer than these.
    waited = WAITED[dialect]
    length = (
        f"(2 * (({waited} + {YEARS * TENTH}) / {TENTH} - {YEARS})"
        f" + CASE WHEN {waited} % {TENTH} <> 0 THEN 1 ELSE 0 END)"
    )
    return (
        ("'status'", week, "0", f"CASE ({GONE}) WHEN 'purged' THEN 'purged' ELSE {{row}}.status END", "true"),
        ("'arrived'", hour, "0", GONE, "true"),
        (
            "'pattern'",
            week,
            "0",
            f"CASE ({GONE}) WHEN '' THEN coalesce({{row}}.distribution, '') ELSE ({GONE}) END",
            "true",
        ),
        ("'language'", week, "0", "{row}.language", "true"),
        ("'generalized'", week, "0", "''", "{row}.generalized"),
        ("'unreached'", week, "0", "''", "{row}.status = 'closed' AND {row}.first_contact_at IS NULL"),
        ("'assigned'", week, "0", "{row}.assignee", f"{{row}}.assignee IS NOT NULL AND {OPEN}"),
        ("'assigned_waiting'", week, "0", "{row}.assignee", f"{{row}}.assignee IS NOT NULL AND {WAITING}"),
        ("'waiting'", week, "0", URGENCY, WAITING),
        ("'waiting_hour'", hour, "0", URGENCY, WAITING),
        ("'reached_day'", week, up(length, 480), URGENCY, REACHED),
        ("'reached_hour'", week, up(length, 20), URGENCY, REACHED),
        ("'reached_tenth'", week, f"CAST({length} AS integer)", "''", REACHED),
    )


def up(length: str, steps: int) -> str:
    """Return how many ``steps`` hold a length."""
    return f"CAST(({length} + {steps * YEARS} + {steps - 1}) / {steps} - {YEARS} AS integer)"


def week_of(hour: str) -> str:
    """Return the first hour of the week: 1970 began on a Thursday."""
    return f"({hour} - ({hour} + 72) % 168)"


def query(mark: Mark, row: str, number: int, *, synthetic: str = "{row}.synthetic", source: str = "") -> str:
    """Return a query that finds a mark so many times where a row has it."""
    kind, since, length, name, having = mark
    return (
        f"SELECT {kind} AS kind, {since} AS since, {length} AS length, {name} AS name, {synthetic} AS synthetic,"
        f" {number} AS number {source} WHERE {having}".format(row=row)
    )


def of_submission(dialect: str, row: str, number: int, source: str = "") -> list[str]:
    """Return the queries of the marks of a submission, its regions, flags and tries left out."""
    return [query(mark, row, number, source=source) for mark in marks(dialect)]


def of_tag(dialect: str, row: str, number: int) -> list[str]:
    """Return the query of a row of ``submission_tag``, which is of a submission called ``one``."""
    week = week_of(HOUR[dialect].format(at="one.received_at"))
    mark = (
        "{row}.kind",
        week,
        "0",
        "{row}.name",
        "one.id = {row}.submission_id AND {row}.kind IN ('region', 'flag')",
    )
    return [query(mark, row, number, synthetic="one.synthetic", source="FROM submission AS one")]


def of_tags(dialect: str, row: str, number: int, tag: str = "submission_tag AS tag") -> list[str]:
    """Return the query of all regions and flags of a submission."""
    week = week_of(HOUR[dialect].format(at="{row}.received_at"))
    mark = (
        "tag.kind",
        week,
        "0",
        "tag.name",
        "tag.submission_id = {row}.id AND tag.kind IN ('region', 'flag')",
    )
    return [query(mark, row, number, source=f"FROM {tag}")]


def of_try(dialect: str, row: str, number: int) -> list[str]:
    """Return the queries of a row of ``contact_attempt``, which is about a submission called ``one``."""
    where = "one.id = {row}.submission_id AND "
    return [
        query(
            (kind, since, length, name, where + having),
            row,
            number,
            synthetic="one.synthetic",
            source="FROM submission AS one",
        )
        for kind, since, length, name, having in tries(dialect)
    ]


def of_tries(dialect: str, row: str, number: int) -> list[str]:
    """Return the queries of all tries to reach the person of a submission."""
    return [
        query(
            (*mark[:4], f"try.submission_id = {row}.id AND {mark[4]}"),
            "try",
            number,
            synthetic=f"{row}.synthetic",
            source="FROM contact_attempt AS try",
        )
        for mark in tries(dialect)
    ]


def tries(dialect: str) -> tuple[Mark, ...]:
    """Return the marks of a try, as expressions over a ``{row}`` of it."""
    week = week_of(HOUR[dialect].format(at="{row}.at"))
    return (
        ("'tried'", week, "0", '{row}."by"', "{row}.struck_at IS NULL"),
        ("'tried_reached'", week, "0", '{row}."by"', "{row}.struck_at IS NULL AND {row}.outcome = 'reached'"),
    )


def add(queries: Iterable[str]) -> str:
    """Return the statement that adds what queries find."""
    return f"INSERT INTO overview_count ({LIKE}, number) {' UNION ALL '.join(queries)};"


def put(queries: Iterable[str], columns: str = "number", number: str = "sum(number)") -> str:
    """Return the statement that adds what queries find, but what one of them takes away again."""
    return (
        f"INSERT INTO overview_count ({LIKE}, {columns}) SELECT {LIKE}, {number}"  # noqa: S608 - constants of this file
        f" FROM ({' UNION ALL '.join(queries)}) AS mark GROUP BY {LIKE} HAVING sum(number) <> 0;"
    )


def other(dialect: str, columns: Iterable[str]) -> str:
    """Return the condition that a change changes one of the columns."""
    old, new = (", ".join(f"{row}.{column}" for column in columns) for row in ("OLD", "NEW"))
    return f"({old}) IS NOT ({new})" if dialect == "sqlite" else f"(ROW({old}) IS DISTINCT FROM ROW({new}))"


def triggers(dialect: str) -> Iterator[str]:
    """Yield the statements that make them."""
    for table, of_row, columns in (
        ("submission", of_submission, COUNTED),
        ("submission_tag", of_tag, ("kind", "name")),
        ("contact_attempt", of_try, ("at", '"by"', "outcome", "struck_at")),
    ):
        old, new = of_row(dialect, "OLD", -1), of_row(dialect, "NEW", 1)
        name, when = f"{table}_overviewed_on", f"WHEN {other(dialect, columns)}"
        yield from trigger(dialect, f"{name}_insert", f"INSERT ON {table}", add(new))
        yield from trigger(dialect, f"{name}_update", f"UPDATE ON {table}", put([*old, *new]), when)
        yield from trigger(dialect, f"{name}_delete", f"DELETE ON {table}", add(old))
    # What hangs on a submission moves with it to another week.
    hanging = [
        query
        for row, number in (("OLD", -1), ("NEW", 1))
        for queries in (of_tags, of_tries)
        for query in queries(dialect, row, number)
    ]
    when = f"WHEN {other(dialect, ('received_at', 'synthetic'))}"
    yield from trigger(dialect, "submission_overviewed_on_move", "UPDATE ON submission", put(hanging), when)


def trigger(dialect: str, name: str, change: str, body: str, when: str = "") -> Iterator[str]:
    """Yield the statements that make one."""
    if dialect == "sqlite":
        yield f"CREATE TRIGGER {name} AFTER {change} {when} BEGIN {body} END"
        return
    yield f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$"
    yield f"CREATE TRIGGER {name} AFTER {change} FOR EACH ROW {when} EXECUTE FUNCTION {name}()"


def upgrade() -> None:
    """Apply the migration."""
    dialect = op.get_bind().dialect.name
    op.create_table(
        "overview_count",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
            comment="the order in which rows came",
        ),
        sa.Column(
            "kind", sa.String(20), nullable=False, comment="what kind of mark, such as status or region"
        ),
        sa.Column(
            "since",
            sa.Integer(),
            nullable=False,
            comment="hours from 1970 to the begin of the week or of the hour",
        ),
        sa.Column(
            "length",
            sa.Integer(),
            nullable=False,
            comment="how long people waited; 0 where it is not of a wait",
        ),
        sa.Column("name", sa.String(64), nullable=False, comment="the mark, such as focal; empty: none"),
        sa.Column("synthetic", sa.Boolean(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="how many more, or fewer, are like this"),
        sa.Column(
            "summed",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="holds what several rows did",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overview_count")),
    )
    columns = ["since", "name", "synthetic", "number"]
    op.create_index(
        "ix_overview_count_kind_since_length_name_synthetic_number",
        "overview_count",
        ["kind", "since", "length", *columns[1:]],
    )
    op.create_index("ix_overview_count_by_length", "overview_count", ["kind", "length", *columns])
    op.create_index("ix_overview_count_summed", "overview_count", ["summed"])
    op.create_index("ix_submission_count_summed", "submission_count", ["summed"])
    for statement in triggers(dialect):
        op.execute(statement)
    # Past the sealed columns once, and not for each mark.
    one = f"WITH one AS MATERIALIZED (SELECT id, {', '.join(COUNTED)} FROM submission) "  # noqa: S608 - constants
    everything = [
        *of_submission(dialect, "one", 1, "FROM one"),
        *of_tags(dialect, "one", 1, "one, submission_tag AS tag"),
        *(
            query.replace("FROM submission AS one", "FROM one, contact_attempt AS try")
            for query in of_try(dialect, "try", 1)
        ),
    ]
    op.execute(one + put(everything, "number, summed", "sum(number), true"))
