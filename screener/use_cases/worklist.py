"""What a staff member sees of many submissions: the worklist, searches, exports, saved filters."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, tzinfo
from urllib.parse import urlencode

from sqlalchemy import Connection

from screener.audit import Action, Actor, Event
from screener.clinic.tabs import Tab
from screener.clinic.worklist import ME, Cursor, Query, SavedFilter
from screener.clinic.worklist_page import PAGE_SIZE, WorklistPage
from screener.storage import audit, overview_counts, submission_counts, summing
from screener.storage import worklist as stored
from screener.storage.database import Database
from screener.storage.filters import SavedFilters
from screener.storage.keys.sealing import Keyring
from screener.storage.reviews import Reviews
from screener.storage.search_terms import rarest_first
from screener.storage.tables.overview_count import overview_count
from screener.storage.tables.submission_count import submission_count
from screener.storage.worklist_filter import Wanted
from screener.submissions.opened import Opened
from screener.use_cases.clock import Clock, utc_now
from screener.use_cases.sought import as_searched, audited_as, sought

FILTERS = 50
"""The most filters that a staff member can keep, and the most that all share."""
MOST_COUNTED = 1000
"""So far is counted what a kept filter finds: whoever reads the list learns nothing from more."""
MOST_ON_DAYS = 4000
"""So far is counted what came on some days: a clinic that has ten a day learns the number of a year."""
FEW = 1000
"""So many that came on some days are sorted as fast as the order is entered at each place in it."""
NAME_LIMIT = 60
"""The most characters of the name of a filter."""
MOST_ARRIVED = 99
"""Nobody needs to be told of more new ones one by one."""
_WORKLIST = "worklist"
_BATCH = 200
_SUMMED = (submission_count, submission_counts.LIKE), (overview_count, overview_counts.LIKE)


class TooMany(Exception):
    """More at once, or more in all, than is allowed."""


class Listing:
    """The use cases on many submissions, on a database and a keyring; days are days in ``zone``."""

    def __init__(
        self,
        database: Database,
        keyring: Keyring,
        *,
        clock: Clock = utc_now,
        zone: tzinfo = UTC,
    ) -> None:
        self._database = database
        self._keyring = keyring
        self._clock = clock
        self._zone = zone

    def worklist(
        self,
        query: Query,
        by: Actor,
        *,
        search: str = "",
        after: Cursor | None = None,
        before: Cursor | None = None,
    ) -> WorklistPage:
        """Return the page behind ``after`` or in front of ``before``, of what the query or ``search`` finds.

        ``search`` is a reference, a phone number or its last four figures, an email address, a date of birth, or words of the
        name of the person or of who answered for them; it finds what is closed too. That somebody searched is audited, what
        for as a keyed hash.
        """
        search = as_searched(search)
        wanted = self._wanted(query, by, search)
        with self._database.reading() as connection:
            if wanted.sought is not None:
                wanted = replace(wanted, sought=rarest_first(connection, wanted.sought))
            counts = stored.counts(connection, wanted, by.id, most=MOST_ON_DAYS)
            wanted = replace(wanted, among=counts.statuses, few=wanted.has_days and counts.total <= FEW)
            shown, more = self._page(connection, wanted, after, before) if counts.total else ([], False)
            rows = Reviews(connection, self._keyring).rows([place.id for place in shown])
        if wanted.sought is not None:
            (subject, *_) = audited_as(search, self._keyring, self._today())
            self._audit(Action.WORKLIST_SEARCHED, by, subject, {"count": str(counts.total)})
        following = shown[-1] if shown and (more if before is None else True) else None
        previous = shown[0] if shown and (more if before is not None else after is not None) else None
        return WorklistPage(
            rows, counts.total, counts.by_tab, following, previous, counts.at_least, counts.more
        )

    def sum_up(self) -> None:
        """Sum up what the worklist and the overview are counted from, once many changes came. What they say stays the same."""
        for table, like in _SUMMED:
            with self._database.reading() as connection:
                many = summing.new(connection, table) >= summing.MANY
            if many:
                with self._database.writing() as connection:
                    summing.sum_up(connection, table, like)

    def arrived(self, since: datetime) -> int:
        """Return how many were sent after ``since``, counted up to ``MOST_ARRIVED``."""
        with self._database.reading() as connection:
            return stored.arrived(connection, since, at_most=MOST_ARRIVED)

    def _page(
        self, connection: Connection, wanted: Wanted, after: Cursor | None, before: Cursor | None
    ) -> tuple[list[Cursor], bool]:
        back = before is not None
        found = stored.first(connection, wanted, after=before or after, limit=PAGE_SIZE + 1, back=back)
        more = len(found) > PAGE_SIZE
        return (found[-PAGE_SIZE:] if back else found[:PAGE_SIZE]), more

    def export(self, query: Query, by: Actor) -> Iterator[Opened]:
        """Return the submissions that the query finds now, in order and opened as far as they can be.

        How many and by which query is audited before this returns; they are then read in batches.
        """
        with self._database.writing() as connection:
            places = stored.first(connection, self._wanted(query, by, ""), after=None, limit=None)
            details = {"filter": urlencode(query.pairs()), "count": str(len(places)), "address": by.address}
            event = Event(Action.WORKLIST_EXPORTED, by.id, _WORKLIST, self._clock(), details)
            audit.disclose(connection, audit.append(connection, event), [place.id for place in places])
        return self._opened([place.id for place in places])

    def filters(self, by: Actor) -> tuple[SavedFilter, ...]:
        """Return the filters that a staff member keeps, by name, and behind them those that all share."""
        with self._database.reading() as connection:
            return tuple(
                kept
                for owner in (by.id, None)
                for kept in SavedFilters(connection, self._keyring, owner).all()
            )

    def counts(self, filters: Sequence[SavedFilter], by: Actor) -> list[int]:
        """Return how many submissions each filter finds now, counted up to ``MOST_COUNTED``."""
        with self._database.reading() as connection:
            return [
                stored.total_up_to(connection, self._wanted(kept.query, by, ""), at_most=MOST_COUNTED)
                for kept in filters
            ]

    def save_filter(self, name: str, query: Query, by: Actor, *, shared: bool = False) -> None:
        """Keep a filter under a name, in place of one of the same name, for oneself or ``shared`` for everybody.

        Raises ``ValueError`` for no name or a long one, and ``TooMany`` for more than ``FILTERS``.
        """
        name = " ".join(name.split())
        if not 0 < len(name) <= NAME_LIMIT:
            raise ValueError(f"a name has 1 to {NAME_LIMIT} characters")
        with self._database.writing() as connection:
            kept = SavedFilters(connection, self._keyring, None if shared else by.id)
            kept.save(SavedFilter(name, query, shared))
            if len(kept.all()) > FILTERS:
                raise TooMany

    def delete_filter(self, name: str, by: Actor, *, shared: bool = False) -> None:
        """Forget the filter of this name, if there is one; a ``shared`` one is anybody's to delete."""
        with self._database.writing() as connection:
            SavedFilters(connection, self._keyring, None if shared else by.id).delete(name)

    def _wanted(self, query: Query, by: Actor, search: str) -> Wanted:
        if query.assignee == ME or query.tab is Tab.MINE:
            query = replace(query, assignee=by.id)
        if not search:
            return Wanted(query, self._zone)
        return Wanted(query, self._zone, sought(search, self._keyring, self._today()))

    def _today(self) -> date:
        return self._clock().astimezone(self._zone).date()

    def _opened(self, ids: Sequence[str]) -> Iterator[Opened]:
        for start in range(0, len(ids), _BATCH):
            with self._database.reading() as connection:
                batch = Reviews(connection, self._keyring).opened(ids[start : start + _BATCH])
            yield from batch

    def _audit(self, action: Action, by: Actor, subject: str, details: dict[str, str]) -> None:
        event = Event(action, by.id, subject, self._clock(), {**details, "address": by.address})
        with self._database.writing() as connection:
            audit.append(connection, event)
