"""The overview as whoever reads all rows would count it: what the counts that are kept are compared with."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import select

from screener.body.anatomy import Region
from screener.body.patterns import Distribution
from screener.clinic.lengths import length_of, wait_of
from screener.clinic.overview import LENGTHS, PURGED, WITHDRAWN, Overview, Waits, Week, mondays
from screener.clinic.targets import AgainstTarget, Work
from screener.clinic.worklist import NONE
from screener.dystonia.red_flags import EVERY_FLAG
from screener.dystonia.urgency import Urgency
from screener.storage.database import Database
from screener.storage.tables.submission import submission as table
from screener.storage.tables.submission import submission_tag
from screener.storage.tables.work import contact_attempt
from screener.submissions.priority import REACHED, WAITING
from screener.submissions.submission import Status

Row = Mapping[str, Any]


def by_rows(
    database: Database,
    now: datetime,
    targets: Mapping[Urgency, timedelta],
    zone: tzinfo,
    *,
    synthetic: bool,
) -> Overview:
    """Return the overview, counted from every row; each figure of a wait as exactly as it is kept."""
    begins = mondays(now.astimezone(zone).date())
    starts = [datetime.combine(monday, time(), zone) for monday in begins]
    with database.reading() as connection:
        everything = [dict(row) for row in connection.execute(select(table)).mappings()]
        tags = [dict(row) for row in connection.execute(select(submission_tag)).mappings()]
        tries = [dict(row) for row in connection.execute(select(contact_attempt)).mappings()]
    invented = {row["id"] for row in everything if row["synthetic"]}
    late = [row for row in everything if row["received_at"] >= starts[0]]
    rows = [row for row in late if synthetic or not row["synthetic"]]
    ids = {row["id"] for row in rows}
    named = {
        kind: Counter(tag["name"] for tag in tags if tag["kind"] == kind and tag["submission_id"] in ids)
        for kind in ("region", "flag")
    }
    reached = [row for row in rows if row["first_contact_at"] and row["status"] != Status.WITHDRAWN]
    waiting = [row for row in rows if row["status"] in WAITING]
    waits = {
        **{row["id"]: row["first_contact_at"] - row["received_at"] for row in reached},
        **{row["id"]: now - row["received_at"] for row in waiting},
    }
    of_reached, of_waiting = ([waits[row["id"]] for row in some] for some in (reached, waiting))
    gone = Counter(_gone(row) for row in rows)
    patterns = Counter(_gone(row) or row["distribution"] or NONE for row in rows)
    counted_tries = [
        one
        for one in tries
        if one["at"] >= starts[0]
        and one["struck_at"] is None
        and (synthetic or one["submission_id"] not in invented)
    ]
    return Overview(
        total=len(rows),
        weeks=_weeks(begins, starts, rows),
        by_pattern={
            name: patterns[name] for name in (*(one.value for one in Distribution), NONE, WITHDRAWN, PURGED)
        },
        generalized=sum(row["generalized"] for row in rows),
        by_language=dict(sorted(Counter(row["language"] for row in rows).items())),
        by_status={
            status: sum(row["status"] == status and _gone(row) != PURGED for row in rows) for status in Status
        },
        purged=gone[PURGED],
        by_region={region: named["region"][region.value] for region in Region},
        by_flag={
            flag.id: named["flag"][flag.id]
            for flag in sorted(EVERY_FLAG, key=lambda flag: tuple(Urgency).index(flag.urgency))
            if named["flag"][flag.id]
        },
        against=tuple(_line(urgency, targets, (reached, waiting), waits) for urgency in (*Urgency, None)),
        work=_work(rows, counted_tries),
        left_out=0 if synthetic else sum(row["synthetic"] for row in late),
        reached=_waits(of_reached),
        waiting=_waits(of_waiting),
        together=_waits([*of_reached, *of_waiting]),
        unreached=sum(row["status"] == Status.CLOSED and row["first_contact_at"] is None for row in rows),
    )


def _gone(row: Row) -> str:
    if row["status"] != Status.WITHDRAWN:
        return ""
    return PURGED if row["purged"] else WITHDRAWN


def _weeks(begins: Sequence[date], starts: Sequence[datetime], rows: Sequence[Row]) -> tuple[Week, ...]:
    counted = Counter((bisect_right(starts, row["received_at"]) - 1, _gone(row)) for row in rows)
    return tuple(
        Week(
            monday,
            sum(counted[place, gone] for gone in ("", WITHDRAWN, PURGED)),
            counted[place, WITHDRAWN],
            counted[place, PURGED],
        )
        for place, monday in enumerate(begins)
    )


def _waits(waits: Sequence[timedelta]) -> Waits:
    ordered = sorted(waits)
    lengths = Counter(bisect_left(LENGTHS, wait) for wait in ordered)
    median, ninetieth, longest = (
        wait_of(length_of(ordered[-(-len(ordered) * percent // 100) - 1])) if ordered else None
        for percent in (50, 90, 100)
    )
    by_length = tuple(lengths[place] for place in range(len(LENGTHS) + 1))
    return Waits(len(ordered), median, ninetieth, longest, by_length)


def _line(
    urgency: Urgency | None,
    targets: Mapping[Urgency, timedelta],
    both: tuple[Sequence[Row], Sequence[Row]],
    waits: Mapping[str, timedelta],
) -> AgainstTarget:
    target = targets[urgency] if urgency else None
    counted = Counter(
        (place, target is not None and waits[row["id"]] > target)
        for place, rows in enumerate(both)
        for row in rows
        if row["urgency"] == urgency
    )
    return AgainstTarget(
        urgency, target, *(counted[place, late] for place in (0, 1) for late in (False, True))
    )


def _work(rows: Sequence[Row], tries: Sequence[Row]) -> tuple[Work, ...]:
    mine = [row for row in rows if row["assignee"] and row["status"] in WAITING | REACHED]
    found = [
        Work(
            one,
            open=sum(row["assignee"] == one for row in mine),
            waiting=sum(row["assignee"] == one and row["status"] in WAITING for row in mine),
            tries=sum(row["by"] == one for row in tries),
            reached=sum(row["by"] == one and row["outcome"] == "reached" for row in tries),
        )
        for one in {row["assignee"] for row in mine} | {row["by"] for row in tries}
    ]
    return tuple(sorted(found, key=lambda one: (-one.open, -one.tries, one.staff_id)))
