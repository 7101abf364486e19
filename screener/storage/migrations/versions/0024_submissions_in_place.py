"""Where a submission stands among those with the same tags, and how many have several at once, is kept by triggers."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

KINDS = ("flag", "need", "region")
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
COLUMNS = ", ".join(LIKE)
PLACE = "priority, received_at, id"
TAG = "submission_id, kind, name"
NAME = "flag.name || ',' || need.name || ',' || region.name"
"""One of each kind or none: what is joined has an empty one for none."""
CHOICES = [kinds for number in (1, 2, 3) for kinds in combinations(KINDS, number)]
ANY = "flag.name || need.name || region.name <> ''"
NUMBER = " + ".join(f"CASE WHEN {kind}.name <> '' THEN 1 ELSE 0 END" for kind in KINDS)
SEVERAL = f"{NUMBER} > 1"
ALONE = " ".join(f"WHEN {kind}.name <> '' THEN '{kind}'" for kind in KINDS)
KIND = f"CASE WHEN {SEVERAL} THEN 'several' {ALONE} END"
COUNTED_AS = f"CASE WHEN {SEVERAL} THEN {NAME} ELSE flag.name || need.name || region.name END"


def like(row: str) -> str:
    """Return the values of a row of ``submission``."""
    return ", ".join(f"({value.format(row=row)})" for value in LIKE.values())


def of(row: str, columns: str = PLACE) -> str:
    """Return these columns of a row."""
    return ", ".join(f"{row}.{column}" for column in columns.split(", "))


def tags_of(row: str) -> str:
    """Return what joins each choice of tags that a submission has, one or none of each kind."""
    return ", ".join(
        f"(SELECT name FROM submission_tag WHERE submission_id = {row}.id AND kind = '{kind}'"  # noqa: S608 - constants
        f" UNION ALL SELECT '') AS {kind}"
        for kind in KINDS
    )


def with_changed(dialect: str, changed: str, came: str | None) -> str:
    """Return the same for the submission of tags that changed, where one of these is among the chosen.

    ``changed`` are the tags that came or went, and ``came`` those that came, which stand in the table already.
    """
    sqlite = dialect == "sqlite"
    each = "" if sqlite else "LATERAL "
    joined = []
    for kind in KINDS:
        others = f"SELECT tag.name, 0 AS new FROM submission_tag AS tag WHERE tag.submission_id = one.id AND tag.kind = '{kind}'"  # noqa: S608 - constants
        if came and sqlite:
            others += f" AND ({of('tag', TAG)}) <> ({of(came, TAG)})"
        elif came:
            others += f" AND ({of('tag', TAG)}) NOT IN (SELECT {TAG} FROM {came})"  # noqa: S608 - constants
        these = (
            f"SELECT {changed}.name, 1 WHERE {changed}.kind = '{kind}'"
            if sqlite
            else f"SELECT {changed}.name, 1 FROM {changed} WHERE {changed}.submission_id = one.id AND {changed}.kind = '{kind}'"  # noqa: S608 - constants
        )
        joined.append(f"{each}({others} UNION ALL {these} UNION ALL SELECT '', 0) AS {kind}")
    if sqlite:
        joined = [each.replace("one.id", f"{changed}.submission_id") for each in joined]
        where = f"one.id = {changed}.submission_id"
    else:
        where = f"one.id IN (SELECT submission_id FROM {changed})"  # noqa: S608 - constants
    return f"submission AS one, {', '.join(joined)} WHERE {where} AND flag.new + need.new + region.new > 0"


def put(row: str, source: str) -> str:
    """Return the statement that gives a row its places."""
    return f"INSERT INTO submission_place (tags, priority, received_at, submission_id) SELECT {NAME}, {of(row)} FROM {source};"  # noqa: S608 - constants


def take(row: str, source: str) -> str:
    """Return the statement that takes a row from its places."""
    return (
        "DELETE FROM submission_place WHERE (tags, priority, received_at, submission_id)"  # noqa: S608 - constants
        f" IN (SELECT {NAME}, {of(row)} FROM {source});"
    )


def count(row: str, number: int, source: str, kind: str = "'several'", name: str = NAME) -> str:
    """Return the statement that counts a row so many times under its tags."""
    return (
        f"INSERT INTO submission_count (kind, name, {COLUMNS}, number)"  # noqa: S608 - constants
        f" SELECT {kind}, {name}, {like(row)}, {number} FROM {source};"
    )


def of_submission(row: str, number: int) -> str:
    """Return the statement that counts a row of ``submission`` under all that it has several of."""
    return count(row, number, f"{tags_of(row)} WHERE {SEVERAL}")


def in_place(row: str) -> str:
    """Return the source of all places of a row of ``submission``."""
    return f"{tags_of(row)} WHERE {ANY}"


def chosen(kinds: Sequence[str]) -> tuple[str, str, list[str]]:
    """Return, of all that have a tag of each of these kinds: the name of the tags, what is joined, and how."""
    return (
        " || ',' || ".join(f"{kind}.name" if kind in kinds else "''" for kind in KINDS),
        ", ".join(f"submission_tag AS {kind}" for kind in kinds),
        [f"{kind}.submission_id = one.id AND {kind}.kind = '{kind}'" for kind in kinds],
    )


def triggers(dialect: str) -> Iterator[str]:
    """Yield the statements that make them."""
    moved, other = (
        (f"({old}) IS NOT ({new})" if dialect == "sqlite" else f"(ROW({old}) IS DISTINCT FROM ROW({new}))")
        for old, new in ((of("OLD"), of("NEW")), (like("OLD"), like("NEW")))
    )
    for name, change, body in (
        (
            "counted_with_tags_on_update",
            f"UPDATE ON submission FOR EACH ROW WHEN {other}",
            of_submission("OLD", -1) + of_submission("NEW", 1),
        ),
        (
            "placed_on_update",
            f"UPDATE ON submission FOR EACH ROW WHEN {moved}",
            take("OLD", in_place("OLD")) + put("NEW", in_place("NEW")),
        ),
        (
            "placed_on_insert",
            "INSERT ON submission FOR EACH ROW",
            of_submission("NEW", 1) + put("NEW", in_place("NEW")),
        ),
        (
            "placed_on_delete",
            "DELETE ON submission FOR EACH ROW",
            of_submission("OLD", -1) + take("OLD", in_place("OLD")),
        ),
    ):
        # A new row has tags already on SQLite alone, where it replaced another.
        if dialect == "sqlite" or not change.startswith("INSERT"):
            yield from trigger(dialect, f"submission_{name}", change, body)
    # PostgreSQL runs what comes after a row when the statement is done: two tags that came with it would each find the other.
    came, went = "NEW TABLE AS came", "OLD TABLE AS went"
    old, new = ("OLD", "NEW") if dialect == "sqlite" else ("went", "came")
    added, taken = with_changed(dialect, new, new), with_changed(dialect, old, None)
    replaced = with_changed(dialect, old, new)
    for change, rows, body in (
        ("INSERT", came, put("one", added) + count("one", 1, f"{added} AND {SEVERAL}")),
        ("DELETE", went, take("one", taken) + count("one", -1, f"{taken} AND {SEVERAL}")),
        (
            "UPDATE",
            f"{went} {came}",
            take("one", replaced)
            + count("one", -1, replaced, KIND, COUNTED_AS)
            + put("one", added)
            + count("one", 1, added, KIND, COUNTED_AS),
        ),
    ):
        each = "FOR EACH ROW" if dialect == "sqlite" else f"REFERENCING {rows} FOR EACH STATEMENT"
        name = f"submission_tag_placed_on_{change.lower()}"
        yield from trigger(dialect, name, f"{change} ON submission_tag {each}", body)


def trigger(dialect: str, name: str, change: str, body: str) -> Iterator[str]:
    """Yield the statements that make one."""
    if dialect == "sqlite":
        yield f"CREATE TRIGGER {name} AFTER {change} BEGIN {body} END"
        return
    yield f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$"
    yield f"CREATE TRIGGER {name} AFTER {change} EXECUTE FUNCTION {name}()"


def upgrade() -> None:
    """Apply the migration."""
    dialect = op.get_bind().dialect.name
    op.create_table(
        "submission_place",
        sa.Column(
            "tags",
            sa.String(130),
            nullable=False,
            comment="clear, as the tags are: a flag, a need and a region with commas between, as many of them as are asked for",
        ),
        sa.Column(
            "priority", sa.Integer(), autoincrement=False, nullable=False, comment="that of the submission"
        ),
        sa.Column(
            "received_at", sa.DateTime(timezone=True), nullable=False, comment="that of the submission"
        ),
        sa.Column("submission_id", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint(
            "tags", "priority", "received_at", "submission_id", name=op.f("pk_submission_place")
        ),
        sqlite_with_rowid=False,
    )
    # First what makes those who write wait, so that nothing comes in between; those who read wait for the wider name alone.
    for statement in triggers(dialect):
        op.execute(statement)
    # Past the sealed columns once for all choices of kinds.
    columns = f"{PLACE}, status, assignee, distribution, generalized, urgency, language, respondent, first_viewed_at, call_back_at"
    one = f"WITH one AS MATERIALIZED (SELECT {columns} FROM submission) "  # noqa: S608 - constants
    tagged = " UNION ALL ".join(
        f"SELECT {tags} AS tags, one.* FROM one, {joined} WHERE {' AND '.join(where)}"  # noqa: S608 - constants
        for tags, joined, where in map(chosen, CHOICES)
    )
    op.execute(
        f"{one}INSERT INTO submission_place (tags, priority, received_at, submission_id)"  # noqa: S608 - constants
        f" SELECT tags, {PLACE} FROM ({tagged}) AS tagged ORDER BY 1, 2, 3, 4"
    )
    if dialect == "sqlite":  # or its triggers would have to be made anew, which name the table
        op.execute("PRAGMA legacy_alter_table=ON")
    with op.batch_alter_table("submission_count") as table:
        table.alter_column(
            "kind",
            existing_type=sa.String(10),
            existing_nullable=False,
            existing_comment="region, flag or need; empty: any submission",
            comment="region, flag or need; several: two or three of these; empty: any submission",
        )
        table.alter_column(
            "name",
            existing_type=sa.String(40),
            existing_nullable=False,
            existing_comment="the tag that they have; empty: any submission",
            type_=sa.String(130),
            comment="the tag that they have; of several: a flag, a need and a region with commas between; empty: any submission",
        )
    if dialect == "sqlite":
        op.execute("PRAGMA legacy_alter_table=OFF")
    several = " UNION ALL ".join(
        f"SELECT {tags} AS tags, one.* FROM one, {joined} WHERE {' AND '.join(where)}"  # noqa: S608 - constants
        for tags, joined, where in map(chosen, CHOICES[len(KINDS) :])
    )
    op.execute(
        f"{one}INSERT INTO submission_count (kind, name, {COLUMNS}, number, summed)"  # noqa: S608 - constants
        f" SELECT 'several', tags, {like('tagged')}, count(*), true FROM ({several}) AS tagged"
        f" GROUP BY {', '.join(str(place) for place in range(1, 12))}"
    )
