"""What a staff member sees of all submissions together. There is no keyring here: what is sealed cannot be opened."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta, tzinfo

from screener.clinic.lengths import Together
from screener.clinic.overview import Counted, Overview, Waits, mondays, overview
from screener.clinic.targets import against_targets
from screener.clinic.worklist_page import LATE_AFTER
from screener.dystonia.urgency import Urgency
from screener.storage import overview as stored
from screener.storage.database import Database
from screener.storage.overview_counts import Span, weeks
from screener.storage.reached import Reached
from screener.storage.waiting import Waiting
from screener.use_cases.clock import Clock, utc_now


class Overviewing:
    """The overview, on a database; weeks begin on Monday at midnight in ``zone``."""

    def __init__(
        self,
        database: Database,
        *,
        clock: Clock = utc_now,
        zone: tzinfo = UTC,
    ) -> None:
        self._database = database
        self._clock = clock
        self._zone = zone

    def overview(
        self, targets: Mapping[Urgency, timedelta] = LATE_AFTER, *, synthetic: bool = False
    ) -> Overview:
        """Return the overview of the present week and the year before it, with synthetic submissions or without.

        ``targets`` are how soon the clinic wants to reach people with a red flag, in whole hours.
        """
        now = self._clock()
        begins = mondays(now.astimezone(self._zone).date())
        span = Span([datetime.combine(monday, time(), self._zone) for monday in begins], synthetic)
        with self._database.reading_one_moment() as connection:
            marks = stored.marks(connection, span)
            reached, waiting = Reached(connection, span), Waiting(connection, span, now)
            return overview(
                Counted(
                    begins,
                    weeks(connection, span),
                    Waits.of(reached),
                    Waits.of(waiting),
                    Waits.of(Together(reached, waiting)),
                    statuses=stored.named(marks, "status"),
                    patterns=stored.named(marks, "pattern"),
                    languages=stored.named(marks, "language"),
                    regions=stored.named(marks, "region"),
                    flags=stored.named(marks, "flag"),
                    generalized=marks["generalized", ""],
                    unreached=marks["unreached", ""],
                    against=against_targets(reached, waiting, targets),
                    work=stored.work(marks),
                    left_out=stored.left_out(connection, span),
                )
            )
