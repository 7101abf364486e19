"""What a patient can do with answers that are not finished: have them kept for a while, open them again, delete them.

Nothing of it stands in the audit: an answer that was never sent leaves no trace.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from screener.adapters.languages import code_words_of
from screener.codes.five_words import code_from
from screener.storage.database import Database
from screener.storage.keys.code_keys import CodeKey, key_of
from screener.storage.keys.sealing import Keyring
from screener.storage.saved_answers import SavedDrafts, forget_expired
from screener.storage.throttling import TooManyTries, tries
from screener.use_cases.clock import Clock, utc_now

KEPT_DAYS = 30
_CODE_BITS = 64


@dataclass(frozen=True, slots=True)
class Saved:
    """The words that open what was saved, and when it is deleted."""

    code: str = field(repr=False)
    expires_at: datetime


class Saving:
    """The use cases of saved answers, on a database and a keyring. Codes come normalized."""

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

    def save(self, draft: Mapping[str, Any], *, code: str | None, language: str, address: str) -> Saved:
        """Keep a draft for ``KEPT_DAYS`` in the place of what is under its ``code``, or under a new one in the words of whoever reads ``language``.

        What was deleted under a code stays deleted: the press of a browser that waited long may come after it.
        Raises ``TooManyTries``, or ``DatabaseUnavailable`` when nothing could be stored.
        """
        until = self._counted("save", address) + timedelta(days=KEPT_DAYS)
        plain = json.dumps(draft, ensure_ascii=False).encode()
        if code is not None and self._replace(key_of(code), plain, until):
            return Saved(code, until)
        saved = Saved(code_from(secrets.randbits(_CODE_BITS), code_words_of(language)), until)
        key = key_of(saved.code)
        with self._database.writing() as connection:
            SavedDrafts(connection, self._keyring).put(key, plain, until)
        return saved

    def _replace(self, key: CodeKey, plain: bytes, until: datetime) -> bool:
        with self._database.writing() as connection:
            drafts = SavedDrafts(connection, self._keyring)
            there = drafts.is_there(key)
            if there:
                drafts.put(key, plain, until)
        return there

    def open(self, code: str, address: str) -> tuple[dict[str, Any], Saved] | None:
        """Return the draft under a code, which stays there; ``None`` where there is none.

        Raises ``TooManyTries`` after too many codes, right or wrong: a right one among many guesses must not open.
        """
        now = self._counted("open saved", address)
        key = key_of(code)
        with self._database.reading() as connection:
            found = SavedDrafts(connection, self._keyring).get(key, now)
        if found is None:
            return None
        plain, expires_at = found
        return json.loads(plain), Saved(code, expires_at)

    def delete(self, code: str, address: str) -> bool:
        """Delete the draft under a code; ``False`` where there is none. Raises ``TooManyTries`` like ``open``."""
        self._counted("open saved", address)
        key = key_of(code)
        with self._database.writing() as connection:
            deleted = SavedDrafts(connection, self._keyring).delete(key)
        if deleted:
            self._database.forget_overwritten()
        return deleted

    def _counted(self, what: str, address: str) -> datetime:
        now = self._clock()
        with self._database.writing() as connection:
            forget_expired(connection, now)
            if tries(connection, self._keyring, what, address, now) > self._tries_per_hour:
                raise TooManyTries
        return now
