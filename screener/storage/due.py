"""What waits in an outbox until a time, and whether that time has come."""

from datetime import datetime

from sqlalchemy import Column, ColumnElement, or_

from screener.clinic.notices import LONGEST_WAIT

_NOBODY_WAITS = 2 * LONGEST_WAIT
"""Twice as long: the clocks of two machines are never quite alike."""


def is_due(due_at: Column[datetime], at: datetime) -> ColumnElement[bool]:
    """Return whether it may be tried ``at`` a time: also where it waits for much longer than anything is put off.

    Then a clock was ahead when that was written, and who waits for it might wait for a month.
    """
    return or_(due_at <= at, due_at > at + _NOBODY_WAITS)
