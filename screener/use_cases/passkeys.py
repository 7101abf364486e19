"""Passkeys in place of the code of an app: adding, removing and signing in, each with its line of the audit."""

import secrets
import uuid
from datetime import datetime

from sqlalchemy import Connection

from screener.accounts.credentials import PasskeyChecks
from screener.accounts.passkey import (
    MOST,
    TO_ANSWER,
    Answer,
    Passkey,
    PerhapsCopied,
    Site,
    added,
    perhaps_copied,
    removed,
    used,
)
from screener.accounts.staff import Account
from screener.audit import Actor
from screener.storage import audit
from screener.storage.accounts import Accounts
from screener.storage.database import Database
from screener.storage.keys.sealing import Keyring
from screener.storage.passkeys import Passkeys
from screener.storage.staff_sessions import StaffSessions
from screener.use_cases.clock import Clock, utc_now
from screener.use_cases.second_factor import SecondFactor
from screener.use_cases.tries import StaffTries

_CHALLENGE_BYTES = 64


class UsingPasskeys:
    """What somebody does with passkeys, on a database and a keyring."""

    def __init__(
        self,
        database: Database,
        keyring: Keyring,
        checks: PasskeyChecks,
        second_factor: SecondFactor,
        *,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._keyring = keyring
        self._checks = checks
        self._second_factor = second_factor
        self._clock = clock
        self._tries = StaffTries(database, keyring, clock)

    def passkeys(self, account: Account) -> list[Passkey]:
        """Return the passkeys of an account, the oldest first."""
        with self._database.reading() as connection:
            return Passkeys(connection, self._keyring).of(account.staff.id)

    def ask_to_add(self, token: str, account: Account, site: Site) -> str:
        """Return what to ask the browser of this session for a new passkey; it has 5 minutes to answer, once."""
        return self._checks.to_add(site, account.staff, self.passkeys(account), self._ask(token))

    def ask_to_use(self, token: str, account: Account, site: Site) -> str | None:
        """Return the same for a passkey that it has; ``None`` where the account has none."""
        known = self.passkeys(account)
        return self._checks.to_use(site, known, self._ask(token)) if known else None

    def add(self, token: str, site: Site, answer: str, *, name: str, by: Actor) -> bool:
        """Add the passkey that the browser made; ``False`` where it is none, is known, or there are too many.

        Nor is one added in a session that ended meanwhile: it would outlive the reset that ended it.
        """
        now = self._clock()
        with self._database.writing() as connection:
            Accounts(connection, self._keyring).lock(by.id)
            alive = StaffSessions(connection, self._keyring).seen(token, now)
            passkeys = Passkeys(connection, self._keyring)
            challenge, known = passkeys.asked(token, now), passkeys.of(by.id)
            made = self._checks.added(site, challenge, answer) if challenge and alive else None
            if made is None or len(known) >= MOST or made.credential in {one.credential for one in known}:
                self._tries.failed(connection, by.id, "add_passkey", by.address)
                return False
            new = Passkey(str(uuid.uuid4()), by.id, name, made.credential, made.public_key, made.count, now)
            passkeys.add(new)
            audit.append(connection, added(new, by))
            return True

    def use(  # noqa: PLR0913, PLR0917 - who, with what, and from where
        self, token: str, account: Account, site: Site, answer: str, address: str, browser: str = ""
    ) -> str | None:
        """Return the token of a complete session when the browser answered rightly with a passkey of the account.

        Raises ``TooManyTries``.
        """
        by = Actor(account.staff.id, address)

        def is_right(connection: Connection) -> bool:
            passkeys, now = Passkeys(connection, self._keyring), self._clock()
            challenge, known = passkeys.asked(token, now), passkeys.of(by.id)
            given = self._checks.used(site, challenge, answer, known) if challenge else None
            return given is not None and self._count(connection, known, given, now, by)

        return self._second_factor.complete(token, account, is_right, "passkey", address, browser)

    def remove(self, passkey_id: str, by: Actor) -> bool:
        """Remove a passkey of this account; ``False`` where there is no such one. The app and the codes stay."""
        with self._database.writing() as connection:
            passkeys = Passkeys(connection, self._keyring)
            found = next((one for one in passkeys.of(by.id) if one.id == passkey_id), None)
            if found is None or not passkeys.remove(found):
                return False
            audit.append(connection, removed(found, self._clock(), by))
            return True

    def _ask(self, token: str) -> bytes:
        challenge, now = secrets.token_bytes(_CHALLENGE_BYTES), self._clock()
        with self._database.writing() as connection:
            Passkeys(connection, self._keyring).ask(token, challenge, now, now + TO_ANSWER)
        return challenge

    def _count(
        self, connection: Connection, known: list[Passkey], given: Answer, at: datetime, by: Actor
    ) -> bool:
        before = next(one for one in known if one.credential == given.credential)
        try:
            after, event = used(before, given, at, by)
        except PerhapsCopied:
            audit.append(connection, perhaps_copied(before, at, by.address))
            return False
        if not Passkeys(connection, self._keyring).use(before, after):
            return False
        audit.append(connection, event)
        return True
