"""What triggers keep beside the rows, counted anew from the rows: the worklist's counts and the overview."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

from sqlalchemy import func, select

from screener.dystonia.urgency import Urgency
from screener.storage.database import Database
from screener.storage.tables.submission import submission, submission_tag
from screener.storage.tables.submission_count import submission_count as counts
from screener.use_cases.overview import Overviewing
from tests.storage.overview_by_rows import by_rows

_KINDS = ("flag", "need", "region")
_KEPT_BESIDE = ("id", "number", "summed")
_TARGETS = {Urgency.TODAY: timedelta(hours=1), Urgency.SOON: timedelta(hours=49)}


def miscounted(database: Database, now: datetime) -> list[str]:
    """Return in a line each what is counted otherwise than the rows say."""
    told = Overviewing(database, clock=lambda: now, zone=UTC).overview(_TARGETS, synthetic=True)
    wrong = [] if told == by_rows(database, now, _TARGETS, UTC, synthetic=True) else ["the overview"]
    like = [column for column in counts.columns if column.name not in _KEPT_BESIDE]
    number = func.sum(counts.c.number)
    with database.reading_one_moment() as connection:
        kept = connection.execute(select(*like, number).group_by(*like).having(number != 0)).all()
        rows = connection.execute(select(submission)).mappings().all()
        tags = connection.execute(select(submission_tag).where(submission_tag.c.kind != "caveat")).all()
    tagged: dict[str, list[tuple[str, str]]] = {row["id"]: [] for row in rows}
    for tag in tags:
        tagged[tag.submission_id].append((tag.kind, tag.name))
    names = [column.name for column in like]
    of_rows = Counter(
        tuple(({"kind": kind, "name": name} | alike(dict(row)))[each] for each in names)
        for row in rows
        for kind, name in counted_under(tagged[row["id"]])
    )
    return wrong + differences(of_rows, Counter({tuple(row[:-1]): int(row[-1]) for row in kept}))


def counted_under(tags: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the kinds and names that a submission with these tags is counted under: none, each, and several of different kinds."""
    of_kind = [[name for kind, name in tags if kind == each] for each in _KINDS]
    chosen = product(*(["", *names] for names in of_kind))
    several = [("several", ",".join(names)) for names in chosen if sum(map(bool, names)) > 1]
    return [("", ""), *tags, *several]


def alike(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a submission is counted by."""
    texts = ("status", "assignee", "distribution", "urgency", "language", "respondent")
    return {
        **{name: row[name] or "" for name in texts},
        "generalized": row["generalized"],
        "unread": row["first_viewed_at"] is None,
        "call_back": row["call_back_at"] is not None,
    }


def differences(of_rows: Counter[Any], kept: Counter[Any]) -> list[str]:
    """Return in a line each what is kept otherwise than it was counted."""
    return [
        f"{like}: {of_rows[like]} by the rows, {kept[like]} by the counts"
        for like in sorted({*of_rows, *kept}, key=str)
        if of_rows[like] != kept[like]
    ]
