"""What a staff member sees of all submissions together. There is no keyring here: what is sealed cannot be opened."""

from datetime import UTC, datetime, time, tzinfo

from screener.clinic.overview import Overview, mondays, overview
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

    def overview(self, *, synthetic: bool = False) -> Overview:
        """Return the overview of the present week and the year before it, with synthetic submissions or without."""
        now = self._clock()
        weeks = mondays(now.astimezone(self._zone).date())
        span = stored.Span([datetime.combine(monday, time(), self._zone) for monday in weeks], synthetic)
        with self._database.reading() as connection:
            reached, waiting = stored.waits(connection, span, now)
            return overview(
                weeks,
                stored.tallies(connection, span),
                stored.regions(connection, span),
                reached=reached,
                waiting=waiting,
            )
