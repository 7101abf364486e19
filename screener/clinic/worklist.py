"""What can be asked of the worklist, and in which order."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from screener.body.anatomy import Region
from screener.body.patterns import Distribution
from screener.clinic.tabs import Sort, Tab
from screener.dystonia import DYSTONIA
from screener.dystonia.red_flags import EVERY_FLAG
from screener.dystonia.urgency import Urgency
from screener.questionnaire.wording import LANGUAGE_CODE
from screener.submissions.needs import NEEDS
from screener.submissions.priority import Priority
from screener.submissions.submission import Status

NONE = "none"
"""Written for no pattern, no flag or no assignee, where leaving a filter out means any."""
ME = "me"
"""Written for the staff member who asks, so that a saved filter and an address say the same for everybody."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of the worklist. What is ``None`` or empty does not matter.

    The dates are days of the clinic's own calendar, both included. ``pattern``, ``urgency`` and ``assignee`` may be
    ``NONE``, ``assignee`` may be ``ME``. Nothing here is about one person, so that it may stand in an address.
    """

    tab: Tab = Tab.ALL
    statuses: frozenset[Status] = frozenset()
    pattern: str | None = None
    generalized: bool | None = None
    urgency: str | None = None
    flag: str | None = None
    region: Region | None = None
    need: str | None = None
    language: str | None = None
    respondent: str | None = None
    assignee: str | None = None
    received_from: date | None = None
    received_to: date | None = None
    unread: bool | None = None
    call_back: bool | None = None
    sort: Sort = Sort.PRIORITY

    @property
    def to_call_back(self) -> bool:
        """Tell whether it finds nobody but people who are to be called back."""
        return bool(self.call_back) or self.sort is Sort.CALL_BACK

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return the query as names and values, as an address holds them; what does not matter is left out."""
        found: list[tuple[str, str]] = []
        for one in fields(self):
            value = getattr(self, one.name)
            if one.name == "statuses":
                found += [("status", status.value) for status in Status if status in value]
            elif value is not None and value != one.default:
                found.append((one.name, _written(value)))
        return tuple(found)

    @classmethod
    def read(cls, pairs: Iterable[tuple[str, str]]) -> "Query":
        """Return the query that ``pairs`` write; empty values and other names do not matter.

        Raises ``ValueError`` for a value that cannot be asked for.
        """
        read: dict[str, Any] = {}
        statuses = set()
        for name, value in pairs:
            if name == "status" and value:
                statuses.add(Status(value))
            elif name in _READ and value:
                read[name] = _READ[name](value)
        return cls(statuses=frozenset(statuses), **read)


def _written(value: bool | date | str) -> str:  # noqa: FBT001 - a value to write, not a switch
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


def _yes_or_no(written: str) -> bool:
    if written not in {"yes", "no"}:
        raise ValueError("neither yes nor no")
    return written == "yes"


def _yes(written: str) -> bool:
    if written != "yes":
        raise ValueError("not yes")
    return True


_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")


def _name(written: str) -> str:
    if not _NAME.fullmatch(written):
        raise ValueError("not a name")
    return written


def _language(written: str) -> str:
    # Which languages there are, a folder says; one that is offered no longer is still asked for.
    if not LANGUAGE_CODE.fullmatch(written):
        raise ValueError("not a language")
    return written


def _one_of(names: Collection[str]) -> Callable[[str], str]:
    def read(written: str) -> str:
        if written not in names:
            raise ValueError("nothing that can be asked for")
        return written

    return read


def _day(written: str) -> date:
    day = date.fromisoformat(written)
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:  # the ends of the calendar have no day before or after
        raise ValueError("no day of a submission")
    return day


def _time(written: str) -> datetime:
    at = datetime.fromisoformat(written)
    if at.tzinfo is None or not _FIRST_YEAR <= at.year <= _LAST_YEAR:
        raise ValueError("no time of a submission")
    return at


_FIRST_YEAR, _LAST_YEAR = 1900, 2999
_RESPONDENTS = DYSTONIA.questions["respondent"].choice_ids

_READ: Mapping[str, Any] = {
    "pattern": lambda written: NONE if written == NONE else Distribution(written).value,
    "generalized": _yes_or_no,
    "urgency": lambda written: NONE if written == NONE else Urgency(written).value,
    "flag": _one_of([flag.id for flag in EVERY_FLAG]),
    "region": Region,
    "need": _one_of(NEEDS),
    "language": _language,
    "respondent": _one_of(_RESPONDENTS),
    "assignee": _name,
    "received_from": _day,
    "received_to": _day,
    "unread": _yes_or_no,
    "sort": Sort,
    "tab": Tab,
    "call_back": _yes,
}


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of a page: the next page begins after it, whatever came or went in between.

    When the person is to be called back is written in an order by that time alone.
    """

    priority: int
    received_at: datetime
    id: str
    call_back_at: datetime | None = None

    def __str__(self) -> str:
        written = f"{self.priority}_{self.received_at.isoformat()}_{self.id}"
        return f"{written}_{self.call_back_at.isoformat()}" if self.call_back_at else written

    @classmethod
    def read(cls, written: str) -> "Cursor":
        """Read the written form; raises ``ValueError`` for anything else."""
        place, received_at, row_id, *rest = written.split("_")
        (call_back_at,) = map(_time, rest) if rest else (None,)
        return cls(int(Priority(int(place))), _time(received_at), _name(row_id), call_back_at)


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A query that a staff member keeps under a name, for themselves or, ``shared``, for everybody."""

    name: str
    query: Query
    shared: bool = False
