"""What staff are told by email about new submissions, and how often: how many there are, and nothing of what they say."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from screener.audit import Action, Actor, Event


class Cadence(StrEnum):
    """How often somebody wants to be told: as soon as something came, at most once an hour or a day, or never."""

    AT_ONCE = "at_once"
    HOURLY = "hourly"
    DAILY = "daily"
    OFF = "off"


DEFAULT = Cadence.DAILY
"""For whoever chose nothing: a choice that was forgotten must not mean that nobody looks."""

PAUSE = {Cadence.AT_ONCE: timedelta(), Cadence.HOURLY: timedelta(hours=1), Cadence.DAILY: timedelta(days=1)}
"""How long it is at least from one email to the next. Who is in ``OFF`` gets none."""

_WAITS = tuple(timedelta(minutes=minutes) for minutes in (2, 5, 30, 60))
LONGEST_WAIT = _WAITS[-1]
"""Nothing that waits is put off for longer."""


@dataclass(frozen=True, slots=True)
class Notice:
    """How many submissions came, and how many of them say that a doctor should see the person today."""

    count: int
    today: int

    @property
    def subject(self) -> str:
        """The subject of the email, in English."""
        return f"{_submissions(self.count)} in the dystonia self-screen"

    def body(self, link: str) -> str:
        """Return the text of the email, with the address of the worklist."""
        came = f"{_submissions(self.count)} came since your last email about them."
        today = f"Marked for today: {self.today}."
        return f"{came}\n{today}\n\nSign in to read: {link}\n\nHow often you get this is set on your account page.\n"


def next_try(attempts: int, at: datetime) -> datetime:
    """Return when an email that was tried so many times, the last one ``at``, may be tried again."""
    return at + _WAITS[min(attempts, len(_WAITS)) - 1]


def chosen(by: Actor, cadence: Cadence, at: datetime) -> Event:
    """Return the event of somebody who chose how often they are told."""
    details = {"to": cadence.value, "address": by.address}
    return Event(Action.EMAILS_CHOSEN, by.id, by.id, at, details)


def _submissions(count: int) -> str:
    return "1 new submission" if count == 1 else f"{count} new submissions"
