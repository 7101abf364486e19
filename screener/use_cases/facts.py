"""The clinic's facts: what pages speak from now, a proposal of other ones, and a second person's word on it."""

import time
import uuid
from threading import Lock

import structlog
from sqlalchemy.exc import IntegrityError

from screener.accounts.staff import Role
from screener.audit import Actor
from screener.clinic.facts import (
    Facts,
    OtherFacts,
    Version,
    cancel,
    confirm,
    propose,
)
from screener.storage.accounts import Accounts
from screener.storage.database import Database, DatabaseUnavailable
from screener.storage.facts import StoredFacts
from screener.storage.keys.sealing import Keyring
from screener.use_cases.clock import Clock, utc_now
from screener.use_cases.proposals import known

FRESH_SECONDS = 5
"""How long another process of the server may go on with the facts that it knows."""
_PATIENCE_SECONDS = 60
"""How long a database that is away is left alone: a page must not wait for it each time."""
_SHOWN = 50


class Stating:
    """The use cases around the clinic's facts, on a database; ``defaults`` are those of the settings."""

    def __init__(
        self, database: Database, keyring: Keyring, defaults: Facts, *, clock: Clock = utc_now
    ) -> None:
        self._database = database
        self._keyring = keyring
        self._defaults = defaults
        self._clock = clock
        self._known = (0, defaults)
        self._look_again_at = 0.0
        self._looking = Lock()

    def current(self) -> Facts:
        """Return the facts in force, those known last where the database is away or they cannot be read.

        Nobody waits for somebody who looks.
        """
        if time.monotonic() >= self._look_again_at and self._looking.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._looking.release()
        return self._known[1]

    def numbered(self) -> tuple[int, Facts]:
        """Return the facts in force with the number of their version, 0 for the settings. Raises ``DatabaseUnavailable``."""
        with self._database.reading() as connection:
            return StoredFacts(connection).current() or (0, self._defaults)

    def proposals(self) -> list[Version]:
        """Return the newest proposals, the newest first."""
        with self._database.reading() as connection:
            return StoredFacts(connection).newest(_SHOWN)

    def proposal(self, version_id: str) -> tuple[Version, Facts]:
        """Return a proposal, and the facts in the place of which it was made. Raises ``NoSuchProposal``."""
        with self._database.reading() as connection:
            stored = StoredFacts(connection)
            found = known(stored.version(version_id))
            before = stored.confirmed(found.after)
        return found, before.facts if before else self._defaults

    def propose(self, facts: Facts, after: int, by: Actor) -> Version:
        """Propose facts in the place of version ``after``. Raises ``OtherFacts`` where another one is in force by now."""
        version = Version(
            id=str(uuid.uuid4()), proposed_by=by.id, proposed_at=self._clock(), after=after, facts=facts
        )
        with self._database.writing() as connection:
            stored = StoredFacts(connection)
            if after != _number(stored):
                raise OtherFacts
            stored.add(version, propose(version, by))
        return version

    def confirm(self, version_id: str, by: Actor) -> None:
        """Let pages speak from a proposal, at once in this process.

        Raises ``NoSuchProposal``, ``NotOpen``, ``OtherFacts``, or ``SamePerson``.
        """
        try:
            with self._database.writing() as connection:
                stored = StoredFacts(connection)
                found = known(stored.locked(version_id))
                others = self._others(found, Accounts(connection, self._keyring))
                stored.decide(*confirm(found, _number(stored), by, self._clock(), others=others))
        except IntegrityError:
            raise OtherFacts from None
        self._look_again_at = 0.0

    def cancel(self, version_id: str, by: Actor) -> None:
        """Let nobody confirm a proposal any more. Raises ``NoSuchProposal`` or ``NotOpen``."""
        with self._database.writing() as connection:
            stored = StoredFacts(connection)
            stored.decide(*cancel(known(stored.locked(version_id)), by, self._clock()))

    def second_person_needed(self, version: Version) -> bool:
        """Tell whether there is an administrator besides whoever proposed it, who has to confirm it."""
        with self._database.reading() as connection:
            return self._others(version, Accounts(connection, self._keyring))

    def _others(self, version: Version, accounts: Accounts) -> bool:
        return any(
            account.active
            and Role.ADMINISTRATOR in account.staff.roles
            and account.staff.id != version.proposed_by
            for account in accounts.all()
        )

    def _look(self) -> None:
        try:
            found = self.numbered()
            if found != self._known:  # the same facts stay the same object: pages are printed for it
                self._known = found
            self._look_again_at = time.monotonic() + FRESH_SECONDS
        except DatabaseUnavailable:
            self._look_again_at = time.monotonic() + _PATIENCE_SECONDS
        except ValueError:
            # Damaged, or of another version: every page, that of an error too, speaks from facts.
            self._look_again_at = time.monotonic() + _PATIENCE_SECONDS
            structlog.get_logger().error("the clinic's facts cannot be read")


def _number(stored: StoredFacts) -> int:
    found = stored.current()
    return found[0] if found else 0
