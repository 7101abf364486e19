"""Counting pages in the memory of the process, and putting what was counted into the database now and then."""

from collections import Counter
from datetime import date, timedelta, tzinfo
from threading import Lock

from screener.clinic.funnel import RESULT, SENT, SHARE, Funnel, Seen, funnel
from screener.dystonia import DYSTONIA
from screener.storage import funnel as stored
from screener.storage.clock_marks import surely_passed
from screener.storage.database import Database
from screener.use_cases.clock import Clock, utc_now

_KEPT = timedelta(days=400)


class Counting:
    """The use cases around how far people come, on a database; a day begins at midnight in ``zone``."""

    def __init__(self, database: Database, *, zone: tzinfo, clock: Clock = utc_now) -> None:
        self._database = database
        self._zone = zone
        self._clock = clock
        self._counted: Counter[Seen] = Counter()
        self._lock = Lock()

    def count(self, page: str, language: str, *, tablet: bool) -> None:
        """Count a page that was shown, or a press of Send. Nothing is written: no person waits for it."""
        with self._lock:
            self._counted[Seen(self._today(), page, language, tablet)] += 1

    def write(self) -> None:
        """Put what was counted so far into the database. Raises ``DatabaseUnavailable``, and counts on."""
        with self._lock:
            counted, self._counted = self._counted, Counter()
        if not counted:
            return
        try:
            with self._database.writing() as connection:
                stored.add(connection, counted)
                if (passed := surely_passed(connection, self._clock())) is not None:
                    stored.forget(connection, passed.astimezone(self._zone).date() - _KEPT)
        except BaseException:
            with self._lock:
                self._counted += counted
            raise

    def funnel(self) -> Funnel:
        """Return how far people came in the last 35 days."""
        self.write()
        pages = [*(page.id for page in DYSTONIA.pages), RESULT, SHARE, SENT]
        with self._database.reading() as connection:
            return funnel(stored.since(connection, self._today() - _KEPT), pages, self._today())

    def _today(self) -> date:
        return self._clock().astimezone(self._zone).date()
