"""Figures for research: one administrator proposes months, another confirms them, and every file that is taken is logged."""

import uuid
from datetime import date, datetime, time, timedelta, tzinfo

from screener.audit import Actor
from screener.clinic.proposals import State
from screener.clinic.research import figures
from screener.clinic.research_exports import (
    Export,
    cancel,
    confirm,
    propose,
    taken,
)
from screener.documents.research import archive
from screener.storage import audit
from screener.storage.database import Database
from screener.storage.keys.sealing import Keyring
from screener.storage.research import Exports
from screener.submissions.submission import Submission
from screener.use_cases.clock import Clock, utc_now
from screener.use_cases.proposals import known

_MORE_THAN_A_MONTH = timedelta(days=32)


class NotOver(Exception):
    """The last month of an export is not over: more people may still be counted in it."""


class Researching:
    """The use cases around research exports, on a database and a keyring; months begin at midnight in ``zone``."""

    def __init__(self, database: Database, keyring: Keyring, *, zone: tzinfo, clock: Clock = utc_now) -> None:
        self._database = database
        self._keyring = keyring
        self._zone = zone
        self._clock = clock

    def exports(self) -> list[Export]:
        """Return every export, the newest first."""
        with self._database.reading() as connection:
            return Exports(connection, self._keyring).all()

    def propose(self, first: date, last: date, by: Actor) -> Export:
        """Propose to count the months from ``first`` to ``last``, each named by its first day.

        Raises ``NotOver``, and ``ValueError`` for what are no months in order.
        """
        export = Export(
            id=str(uuid.uuid4()), proposed_by=by.id, proposed_at=self._clock(), first=first, last=last
        )
        if self._end(export) > self._clock():
            raise NotOver
        with self._database.writing() as connection:
            Exports(connection, self._keyring).add(export, propose(export, by))
        return export

    def confirm(self, export_id: str, by: Actor) -> None:
        """Count, once and for ever: the file stays as it is, whoever sends or withdraws later.

        Raises ``NoSuchProposal``, ``NotOpen``, ``SamePerson``, ``CountedBefore`` or ``TooFew``.
        """
        with self._database.writing() as connection:
            exports = Exports(connection, self._keyring)
            every = exports.locked()
            export = known(every.get(export_id))
            confirmed = [one for one in every.values() if one.state is State.CONFIRMED]
            decided, event = confirm(export, confirmed, by, self._clock())
            sent = exports.received(self._begin(export.first), self._end(export))
            counted = figures((one, self._day(one.submission)) for one in sent)
            exports.decide(decided, event, archive(counted))

    def cancel(self, export_id: str, by: Actor) -> None:
        """Let nobody confirm a proposal any more. Raises ``NoSuchProposal`` or ``NotOpen``."""
        with self._database.writing() as connection:
            exports = Exports(connection, self._keyring)
            exports.decide(*cancel(known(exports.locked().get(export_id)), by, self._clock()))

    def take(self, export_id: str, by: Actor) -> tuple[Export, bytes]:
        """Return the file of an export, after the audit tells of it. Raises ``NoSuchProposal``, ``NotOpen``, or ``CannotOpen``."""
        with self._database.writing() as connection:
            exports = Exports(connection, self._keyring)
            export = known(exports.locked().get(export_id))
            audit.append(connection, taken(export, by, self._clock()))
            return export, exports.file(export)

    def _day(self, submission: Submission) -> date:
        return submission.received_at.astimezone(self._zone).date()

    def _begin(self, month: date) -> datetime:
        return datetime.combine(month, time(), self._zone)

    def _end(self, export: Export) -> datetime:
        return self._begin((export.last + _MORE_THAN_A_MONTH).replace(day=1))
