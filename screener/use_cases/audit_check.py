"""Checking that the audit is whole, and remembering who did, when, and what came of it."""

from screener.audit import Action, Actor, Event, Line, LineFilter
from screener.processes.slow_work import OneAtATime
from screener.storage import audit, audit_check
from screener.storage.audit_check import State
from screener.storage.database import Database
from screener.use_cases.clock import Clock, utc_now

_AUDIT = "audit"
_CHECKING = OneAtATime(waiting=1)  # every line is read and hashed


class CheckingAudit:
    """The use case on a database; it needs no key, because nothing that is sealed stands in the audit."""

    def __init__(self, database: Database, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock

    def check(self) -> State:
        """Return what the audit is like now, from its first line to its last. Raises ``Busy``."""
        return _CHECKING.do(self._check)

    def remember(self, state: State, by: Actor) -> None:
        """Add a line to the audit: by whom it was checked, and what came of it."""
        details = {"outcome": state.outcome, "count": str(state.lines)}
        if by.address:
            details["address"] = by.address
        with self._database.writing() as connection:
            audit.append(connection, Event(Action.AUDIT_CHECKED, by.id, _AUDIT, self._clock(), details))

    def last(self) -> Line | None:
        """Return the line of the newest check, or ``None`` where there was none."""
        with self._database.reading() as connection:
            found = audit.lines(connection, LineFilter(action=Action.AUDIT_CHECKED), before=None, limit=1)
        return found[0] if found else None

    def _check(self) -> State:
        with self._database.reading() as connection:
            return audit_check.state(connection)
