"""The clinic's own facts: its name, how to reach it and when, what it promises. One administrator proposes, another confirms.

They are data of the clinic, each change a version. What is medical stays in the code.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import combinations
from typing import Any

from screener.audit import Action, Actor, Event
from screener.clinic.opening import NEVER, Holiday, Hours, Week, check_week
from screener.clinic.proposals import Proposal, cancelled, confirmed, refuse_decided, refuse_same_person
from screener.clinic.schedule import SCHEDULE, Schedule
from screener.clinic.worklist_page import LATE_AFTER
from screener.dystonia.information import ACCESSIBILITY, LANGUAGE_HELP, PRIVACY
from screener.dystonia.urgency import Urgency

NOTICES = (PRIVACY.id, ACCESSIBILITY.id, LANGUAGE_HELP.id)
"""The pages on which the clinic says something in its own words; the last one is also on equal treatment."""
LONGEST_LINE, LONGEST_NOTICE, MOST_HOLIDAYS = 120, 2000, 60
MOST_HOURS, MOST_READING_DAYS = 720, 30
FEWEST_IDLE_DAYS, MOST_IDLE_DAYS = 30, 3660


@dataclass(frozen=True, slots=True)
class Facts:
    """What the clinic says of itself; what is empty is not said.

    ``hours_words`` and each notice are by language. ``reads_within`` are working days, 0 where none are promised.
    ``late_after`` is after how long a flag that nobody took stands out, ``idle_days`` after how many an account that nobody signs
    in to is disabled, 0 for never. Raises ``ValueError`` for what is out of bounds.
    """

    name: str
    phone: str
    night_phone: str = ""
    address: str = ""
    website: str = ""
    week: Week = NEVER
    holidays: tuple[Holiday, ...] = ()
    hours_words: Mapping[str, str] = field(default_factory=dict)
    reads_within: int = 0
    notices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    retention: Schedule = SCHEDULE
    late_after: Mapping[Urgency, timedelta] = field(default_factory=lambda: LATE_AFTER)
    idle_days: int = 0

    def __post_init__(self) -> None:
        if not self.name or not self.phone:
            raise ValueError("a clinic has a name and a phone number")
        check_week(self.week)
        if any(one.overlaps(other) for one, other in combinations(self.holidays, 2)):
            raise ValueError("a day is named twice")
        if not 0 <= self.reads_within <= MOST_READING_DAYS or len(self.holidays) > MOST_HOLIDAYS:
            raise ValueError("out of bounds")
        if self.idle_days and not FEWEST_IDLE_DAYS <= self.idle_days <= MOST_IDLE_DAYS:
            raise ValueError("out of bounds")
        longest = timedelta(hours=MOST_HOURS)
        late_after = [self.late_after[urgency] for urgency in Urgency]
        if not all(timedelta() < one <= longest and not one % timedelta(hours=1) for one in late_after):
            raise ValueError("out of bounds")

    def notice(self, page_id: str, language: str) -> str:
        """Return what the clinic adds to a page, empty where it says nothing there in this language."""
        return self.notices.get(page_id, {}).get(language, "")

    def as_texts(self) -> dict[str, Any]:
        """Return what ``facts_from`` reads, of plain texts, numbers, lists and mappings."""
        return {
            "name": self.name,
            "phone": self.phone,
            "night_phone": self.night_phone,
            "address": self.address,
            "website": self.website,
            "week": [
                [[one.opens.isoformat("minutes"), one.closes.isoformat("minutes")] for one in hours]
                for hours in self.week
            ],
            "holidays": [
                [one.day.isoformat(), dict(one.names), *([one.last.isoformat()] if one.last else [])]
                for one in self.holidays
            ],
            "hours_words": dict(self.hours_words),
            "reads_within": self.reads_within,
            "notices": {page: dict(words) for page, words in self.notices.items()},
            "retention": str(self.retention),
            "idle_days": self.idle_days,
            "late_after": {urgency.value: one.total_seconds() for urgency, one in self.late_after.items()},
        }


def facts_from(texts: Mapping[str, Any]) -> Facts:
    """Return the facts that ``as_texts`` gave. Raises ``ValueError`` for texts that it cannot have given."""
    try:
        return _facts_from(texts)
    except (AttributeError, KeyError, TypeError):
        raise ValueError("no facts of a clinic") from None


def _facts_from(texts: Mapping[str, Any]) -> Facts:
    return Facts(
        **{name: texts[name] for name in ("name", "phone", "night_phone", "address", "website")},
        week=tuple(
            tuple(Hours(time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in day)
            for day in texts["week"]
        ),
        holidays=tuple(
            Holiday(date.fromisoformat(day), names, *map(date.fromisoformat, last))
            for day, names, *last in texts["holidays"]
        ),
        hours_words=texts["hours_words"],
        reads_within=texts["reads_within"],
        notices=texts["notices"],
        retention=Schedule.read(texts["retention"]),
        idle_days=texts.get("idle_days", 0),  # older versions say nothing of it
        late_after={Urgency(name): timedelta(seconds=one) for name, one in texts["late_after"].items()},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Version(Proposal):
    """Facts that were proposed in the place of version ``after``, which is 0 for the settings of the server.

    ``alone`` tells that whoever proposed them confirmed them too, because there was no other administrator.
    """

    after: int
    facts: Facts
    alone: bool = False

    @property
    def number(self) -> int:
        """The number that it has, or would have, once it is confirmed."""
        return self.after + 1


class OtherFacts(Exception):
    """Other facts were confirmed since these were proposed."""


def propose(version: Version, by: Actor) -> Event:
    """Return the event of a new proposal."""
    return Event(Action.FACTS_PROPOSED, by.id, version.id, version.proposed_at, _details(version, by))


def confirm(version: Version, newest: int, by: Actor, at: datetime, *, others: bool) -> tuple[Version, Event]:
    """Return the version that pages speak from, while ``newest`` is the one they speak from now.

    ``others`` tells whether there is an administrator besides whoever proposed it; where there is none, they confirm it alone.
    Raises ``NotOpen``, ``OtherFacts`` or ``SamePerson``.
    """
    refuse_decided(version, at)
    if version.after != newest:
        raise OtherFacts
    if others:
        refuse_same_person(version, by)
    decided = replace(confirmed(version, by, at), alone=by.id == version.proposed_by)
    return decided, Event(Action.FACTS_CONFIRMED, by.id, version.id, at, _details(version, by))


def cancel(version: Version, by: Actor, at: datetime) -> tuple[Version, Event]:
    """Return the proposal that nobody can confirm any more. Raises ``NotOpen``."""
    event = Event(Action.FACTS_CANCELLED, by.id, version.id, at, _details(version, by))
    return cancelled(version, by, at), event


def _details(version: Version, by: Actor) -> dict[str, str]:
    return {"version": str(version.number), "proposed_by": version.proposed_by, "address": by.address}
