"""What a clinic's staff might have done until now about what a synthetic person sent: the longer ago it came, the more."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from screener.clinic.notes import Means, Outcome
from screener.clinic.steps import CallBack, ChangeStatus, Step
from screener.clinic.writing import AddAttempt, AddNote
from screener.demo.people import weighted
from screener.demo.words import CALLS
from screener.submissions.content import Contact
from screener.submissions.submission import ClosedReason, Status

_DAY = timedelta(days=1)
_TILL_KEPT = 20 * _DAY
"""From what was sent to the day before the visit."""
_FAR: Mapping[int, Mapping[str, int]] = {
    28: {"kept": 76, "unreachable": 8, "declined": 6, "elsewhere": 4, "booked": 6},
    7: {"booked": 46, "reached": 24, "tried": 18, "declined": 6, "new": 6},
    1: {"reached": 24, "booked": 20, "tried": 34, "read": 8, "new": 14},
    0: {"new": 64, "read": 12, "tried": 18, "reached": 6},
}
"""How far the work has come, by how many days ago it came in. Plausible, not measured."""
_ENDS = {
    "kept": ClosedReason.APPOINTMENT_KEPT,
    "unreachable": ClosedReason.NOT_REACHABLE,
    "declined": ClosedReason.DECLINED,
    "elsewhere": ClosedReason.APPOINTMENT_KEPT_ELSEWHERE,
}
_HOURS = (15, 21)
"""In UTC: hours in which clinics from New York to San Francisco are open."""
_CALLED_BACK = (-46, 30)
"""From so many hours before now until so many after it somebody who was not reached is to be called again."""


@dataclass(frozen=True, slots=True)
class Work:
    """One save of somebody at the clinic, after they looked; without steps they only looked."""

    at: datetime
    steps: tuple[Step, ...] = ()


def work_on(contact: Contact, at: datetime, until: datetime, random: Random) -> tuple[Work, ...]:
    """Return what was done, in order, about what came from ``contact`` at ``at``; nothing of it is after ``until``."""
    far = weighted(random, next(far for days, far in _FAR.items() if until - at >= days * _DAY))
    if far == "new":
        return ()
    first = _at_work(at, until, random)
    if far == "read":
        return (Work(first),)
    means = Means.PHONE if contact.phone else Means.EMAIL
    if far in {"tried", "unreachable"}:
        left = contact.leave_message == "yes" and means is Means.PHONE
        tried = AddAttempt(means, Outcome.MESSAGE_LEFT if left else Outcome.NO_ANSWER, _said("tried", random))
        if far == "unreachable":
            again = tuple(Work(first + days * _DAY, (tried,)) for days in (0, 2, 6))
            return (*again, Work(first + 13 * _DAY, (_closed(far),)))
        call_back = max(until + timedelta(hours=random.randint(*_CALLED_BACK)), first + timedelta(hours=2))
        hour = min(max(call_back.hour, _HOURS[0]), _HOURS[1])
        call_back = call_back.replace(hour=hour, minute=0, second=0, microsecond=0)
        return (Work(first, (tried, CallBack(call_back))),)
    reached = AddAttempt(means, Outcome.REACHED, _said(far, random))
    if far == "reached":
        return (Work(first, (reached,)),)
    if far in {"declined", "elsewhere"}:
        return (Work(first, (reached, _closed(far))),)
    booked = Work(first, (reached, ChangeStatus(Status.APPOINTMENT_BOOKED)))
    if far == "booked":
        return (booked,)
    return (
        booked,
        Work(_at_work(at + _TILL_KEPT, until, random), (AddNote(_said(far, random)), _closed(far))),
    )


def was_seen(work: tuple[Work, ...]) -> datetime | None:
    """Return when the person came to their visit; ``None`` where they did not."""
    return work[-1].at if work and _closed("kept") in work[-1].steps else None


def _at_work(at: datetime, until: datetime, random: Random) -> datetime:
    """Return a time in working hours of the day after ``at``, or of the next weekday; half-way to ``until`` where that is still to come."""
    day = at + _DAY
    while day.isoweekday() > 5:  # noqa: PLR2004 - Saturday and Sunday
        day += _DAY
    later = day.replace(hour=random.randint(*_HOURS), minute=random.randrange(60))
    return later if later <= until else at + (until - at) / 2


def _closed(far: str) -> ChangeStatus:
    return ChangeStatus(Status.CLOSED, _ENDS[far])


def _said(far: str, random: Random) -> str:
    return random.choice(CALLS.get(far, ("",)))
