"""How many submissions a query of the worklist finds, from what triggers keep beside the rows: as fast for a million."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, select

from screener.clinic.tabs import Sort, Tab
from screener.clinic.worklist import NONE, Query
from screener.storage.tables.submission_count import submission_count as table
from screener.submissions.priority import WAITING

LIKE = [
    table.c.kind,
    table.c.name,
    table.c.status,
    table.c.assignee,
    table.c.distribution,
    table.c.generalized,
    table.c.urgency,
    table.c.language,
    table.c.respondent,
    table.c.unread,
    table.c.call_back,
]


@dataclass(frozen=True, slots=True)
class Tags:
    """What a query asks for beyond the columns of a submission: a flag, a need and a region; each is empty where it asks for none."""

    flag: str = ""
    need: str = ""
    region: str = ""

    @classmethod
    def of(cls, query: Query) -> "Tags":
        """Return the tags that a submission must have."""
        return cls(query.flag or "", query.need or "", query.region.value if query.region else "")

    @property
    def each(self) -> dict[str, str]:
        """The tags by their kinds."""
        kinds = {"flag": self.flag, "need": self.need, "region": self.region}
        return {kind: name for kind, name in kinds.items() if name}

    @property
    def joined(self) -> str:
        """All of them as ``submission_place`` has them, and ``submission_count`` where they are several."""
        return f"{self.flag},{self.need},{self.region}"

    @property
    def counted_as(self) -> tuple[str, str]:
        """Under which kind and name they are counted."""
        if len(self.each) > 1:
            return "several", self.joined
        return next(iter(self.each.items()), ("", ""))


def covers(query: Query) -> bool:
    """Tell whether the counts know the query: days they do not."""
    return query.received_from is None and query.received_to is None


def counted_like(query: Query) -> Select[tuple[str, str, int]]:
    """Return the statement that counts what the query finds, by status and assignee: one that ``covers`` tells of."""
    return (
        select(table.c.status, table.c.assignee, func.sum(table.c.number).label("number"))
        .where(*_conditions(query))
        .group_by(table.c.status, table.c.assignee)
        .having(func.sum(table.c.number) > 0)
    )


def _conditions(query: Query) -> list[ColumnElement[bool]]:
    kind, name = Tags.of(query).counted_as
    conditions = [
        table.c.kind == kind,
        table.c.name == name,
        *_equal(table.c.distribution, query.pattern),
        *_equal(table.c.urgency, query.urgency),
        *_equal(table.c.assignee, query.assignee),
        *_equal(table.c.language, query.language),
        *_equal(table.c.respondent, query.respondent),
    ]
    if query.tab is not Tab.ALL:
        conditions.append(table.c.status.in_(sorted(query.tab.statuses)))
    if query.tab is Tab.UNASSIGNED:
        conditions.append(table.c.assignee == "")
    if query.statuses:
        conditions.append(table.c.status.in_(sorted(query.statuses)))
    if query.sort is Sort.LONGEST_WAITING:
        conditions.append(table.c.status.in_(sorted(WAITING)))
    for column, wanted in (
        (table.c.generalized, query.generalized),
        (table.c.unread, query.unread),
        (table.c.call_back, query.to_call_back or None),
    ):
        if wanted is not None:
            conditions.append(column.is_(wanted))
    return conditions


def _equal(column: ColumnElement[str], value: str | None) -> list[ColumnElement[bool]]:
    if value is None:
        return []
    return [column == ("" if value == NONE else value)]
