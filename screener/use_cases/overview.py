"""What a staff member sees of all submissions together. There is no keyring here: what is sealed cannot be opened."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta, tzinfo

from screener.clinic.overview import Counted, Overview, mondays, overview
from screener.clinic.worklist_page import LATE_AFTER
from screener.dystonia.urgency import Urgency
from screener.storage import overview as stored
from screener.storage.database import Database
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

        ``targets`` are how soon the clinic wants to reach people with a red flag.
        """
        now = self._clock()
        weeks = mondays(now.astimezone(self._zone).date())
        span = stored.Span([datetime.combine(monday, time(), self._zone) for monday in weeks], synthetic)
        with self._database.reading() as connection:
            regions, flags = stored.regions_and_flags(connection, span)
            counted = Counted(
                weeks,
                stored.tallies(connection, span),
                regions,
                flags,
                waits=stored.waits(connection, span, now),
                work=stored.work(connection, span),
                left_out=stored.left_out(connection, span),
            )
        return overview(counted, targets)
