"""The audit for a privacy officer: whose record, who looked, what left the house, and all that is kept of one person."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, tzinfo

from screener.audit import Action, Actor, Event, Line, LineFilter
from screener.clinic.exam import Exam
from screener.clinic.notes import Attempt, Note
from screener.clinic.review import export
from screener.clinic.tabs import Sort, Tab
from screener.clinic.worklist import Query
from screener.codes.reference import REFERENCE_LENGTH, normalized
from screener.storage import audit
from screener.storage import worklist as stored
from screener.storage.database import Database
from screener.storage.exams import Exams
from screener.storage.keys.sealing import Keyring
from screener.storage.reviews import Reviews
from screener.storage.worklist_filter import Wanted
from screener.submissions.opened import Opened
from screener.use_cases.clock import Clock, utc_now
from screener.use_cases.sought import as_searched, audited_as, sought

LINES = 100
"""The most lines of a page."""
MOST_RECORDS = 50
"""How many submissions one person may have that are found by a name or a number."""
_BATCH = 500
_AUDIT = "audit"


@dataclass(frozen=True, slots=True)
class Page:
    """Up to ``LINES`` lines, newest first; ``next`` is where the next page begins, ``None`` on the last.

    ``references`` has the reference number of each submission that the lines are about, by its id.
    """

    lines: tuple[Line, ...]
    next: int | None
    references: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Whole:
    """All that is kept of one submission, opened as far as it can be, and each line of the audit about it or about a list that held it."""

    opened: Opened
    notes: tuple[Note, ...]
    attempts: tuple[Attempt, ...]
    exams: tuple[Exam, ...]
    lines: tuple[Line, ...]


class Auditing:
    """The use cases around the audit, on a database and a keyring; days are days in ``zone``."""

    def __init__(
        self, database: Database, keyring: Keyring, *, clock: Clock = utc_now, zone: tzinfo = UTC
    ) -> None:
        self._database = database
        self._keyring = keyring
        self._clock = clock
        self._zone = zone

    def page(self, wanted: LineFilter, *, before: int | None = None) -> Page:
        """Return a page of the audit, from before line ``before`` on."""
        with self._database.reading() as connection:
            lines = audit.lines(connection, wanted, before=before, limit=LINES + 1)
            shown = tuple(lines[:LINES])
            references = audit.references(connection, {line.event.subject for line in shown})
        return Page(shown, shown[-1].number if len(lines) > LINES else None, references)

    def searched_as(self, search: str) -> tuple[str, ...]:
        """Return the subjects under which the audit tells of a search for this: the newest key's first."""
        return audited_as(as_searched(search), self._keyring, self._today())

    def records(self, typed: Sequence[str]) -> dict[str, str]:
        """Return the id of each submission whose reference was typed, by its reference."""
        codes = {normalized(one, REFERENCE_LENGTH) for one in typed[:MOST_RECORDS]} - {None}
        with self._database.reading() as connection:
            return audit.ids_of(connection, [code for code in codes if code])

    def references(self, subjects: Collection[str]) -> Mapping[str, str]:
        """Return the reference of each of the subjects of lines that is a submission, by its id."""
        with self._database.reading() as connection:
            return audit.references(connection, subjects)

    def references_of(self, typed: str, hashed: str, by: Actor) -> list[str]:
        """Return the references of what somebody is found by who is looked for, the newest first.

        The audit tells that somebody was looked for, and keeps ``hashed`` for what was typed.
        """
        wanted = Wanted(
            Query(tab=Tab.ALL, sort=Sort.NEWEST), self._zone, sought(typed, self._keyring, self._today())
        )
        with self._database.writing() as connection:
            places = stored.first(connection, wanted, after=None, limit=MOST_RECORDS)
            found = audit.references(connection, [place.id for place in places])
            details = {"count": str(len(places)), "address": by.address}
            audit.append(connection, Event(Action.AUDIT_SEARCHED, by.id, hashed, self._clock(), details))
        return [found[place.id] for place in places]

    def held(self, number: int) -> list[str]:
        """Return the references of the submissions that the list of a line held."""
        with self._database.reading() as connection:
            return audit.held(connection, number)

    def export(self, wanted: LineFilter, said: str, by: Actor) -> Iterator[Line]:
        """Return every line that is wanted, the newest first; that it was exported is audited before, with the filter as ``said``."""
        with self._database.writing() as connection:
            details = {"filter": said, "address": by.address}
            last = audit.append(
                connection, Event(Action.AUDIT_EXPORTED, by.id, _AUDIT, self._clock(), details)
            )
        return self._lines(wanted, last)

    def whole(self, references: Sequence[str], by: Actor) -> list[Whole]:
        """Return all that is kept of these submissions, opened as far as it can be; the audit tells of an export of each."""
        with self._database.writing() as connection:
            reviews, exams = Reviews(connection, self._keyring), Exams(connection, self._keyring)
            found: list[Whole] = []
            for _, submission in sorted(reviews.locked(references).items()):
                viewed, event = export(submission, by, self._clock())
                reviews.view(viewed, event)
                (opened,) = reviews.opened([submission.id])
                lines = audit.lines(connection, LineFilter(records=(submission.id,)), before=None, limit=None)
                found.append(
                    Whole(
                        opened,
                        reviews.notes(submission),
                        reviews.attempts(submission),
                        exams.of(submission),
                        tuple(reversed(lines)),
                    )
                )
            return found

    def about(self, record_ids: Sequence[str]) -> tuple[Line, ...]:
        """Return every line about these submissions, or about a list that held one, the oldest first."""
        if not record_ids:
            return ()
        with self._database.reading() as connection:
            wanted = LineFilter(records=tuple(record_ids))
            return tuple(reversed(audit.lines(connection, wanted, before=None, limit=None)))

    def _today(self) -> date:
        return self._clock().astimezone(self._zone).date()

    def _lines(self, wanted: LineFilter, before: int) -> Iterator[Line]:
        while True:
            with self._database.reading() as connection:
                batch = audit.lines(connection, wanted, before=before, limit=_BATCH)
            yield from batch
            if len(batch) < _BATCH:
                return
            before = batch[-1].number
