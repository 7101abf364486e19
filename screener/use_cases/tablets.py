"""The clinic's tablets: an administrator makes a link for one, and revokes it; the tablet asks whether it is still good."""

import secrets
import uuid

from screener.audit import Actor
from screener.clinic import tablet
from screener.clinic.tablet import CODE_LENGTH, Tablet
from screener.codes.reference import code_from, normalized
from screener.storage import audit
from screener.storage.database import Database
from screener.storage.keys.sealing import Keyring
from screener.storage.tablets import TabletRows
from screener.storage.throttling import TooManyTries, tries
from screener.use_cases.clock import Clock, utc_now

_CODE_BITS = 64


class Tablets:
    """The use cases around tablets, on a database and a keyring."""

    def __init__(
        self,
        database: Database,
        keyring: Keyring,
        *,
        tries_per_hour: int,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._keyring = keyring
        self._tries_per_hour = tries_per_hour
        self._clock = clock

    def make(self, name: str, by: Actor) -> str:
        """Return the code of a new tablet, which is nowhere to be read again."""
        code = code_from(secrets.randbits(_CODE_BITS), CODE_LENGTH)
        made = Tablet(str(uuid.uuid4()), name, self._clock())
        with self._database.writing() as connection:
            TabletRows(connection, self._keyring).add(made, code)
            audit.append(connection, tablet.made(made, by))
        return code

    def all(self) -> list[Tablet]:
        """Return every tablet whose link is good, by name."""
        with self._database.reading() as connection:
            return TabletRows(connection, self._keyring).all()

    def revoke(self, tablet_id: str, by: Actor) -> bool:
        """Make a tablet's link void; the tablet learns of it at its next start page. ``False`` where there is none."""
        with self._database.writing() as connection:
            taken = TabletRows(connection, self._keyring).take(tablet_id)
            if taken is not None:
                audit.append(connection, tablet.revoked(taken, by, self._clock()))
        return taken is not None

    def is_known(self, typed: str) -> bool:
        """Tell whether a code in any case and spacing belongs to a tablet. Raises ``DatabaseUnavailable``."""
        code = normalized(typed, CODE_LENGTH)
        if code is None:
            return False
        with self._database.reading() as connection:
            return TabletRows(connection, self._keyring).by_code(code) is not None

    def opens(self, typed: str, address: str) -> bool:
        """Tell the same of a code that somebody comes with; raises ``TooManyTries`` after too many wrong ones."""
        if self.is_known(typed):
            return True
        with self._database.writing() as connection:
            if tries(connection, self._keyring, "tablet", address, self._clock()) > self._tries_per_hour:
                raise TooManyTries
        return False
