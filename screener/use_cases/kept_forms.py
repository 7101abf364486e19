"""What staff wrote in a form whose session had ended: kept for its writer, given back, forgotten.

Nothing of it stands in the audit: it changed nothing, and nobody but its writer sees it.
"""

import uuid
from collections.abc import Iterable

from screener.accounts.kept_form import KeptForm, worth_keeping
from screener.storage.accounts import Accounts
from screener.storage.database import Database
from screener.storage.kept_forms import KeptForms
from screener.storage.keys.sealing import Keyring
from screener.use_cases.clock import Clock, utc_now


class Keeping:
    """The use cases of kept forms, on a database and a keyring."""

    def __init__(self, database: Database, keyring: Keyring, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._keyring = keyring
        self._clock = clock

    def keep(self, account_id: str, path: str, fields: Iterable[tuple[str, str]]) -> bool:
        """Keep what was written on its way to ``path``; ``False`` where there is no such account, or nothing to keep."""
        kept = worth_keeping(fields)
        if not kept:
            return False
        form = KeptForm(str(uuid.uuid4()), account_id, path, kept, self._clock())
        with self._database.writing() as connection:
            if Accounts(connection, self._keyring).by_id(account_id) is None:
                return False
            KeptForms(connection, self._keyring).add(form)
        return True

    def of(self, account_id: str) -> list[KeptForm]:
        """Return the kept forms of an account, the oldest first."""
        with self._database.reading() as connection:
            return KeptForms(connection, self._keyring).of(account_id, self._clock())

    def forget(self, form_id: str, account_id: str) -> None:
        """Forget a form of an account: it arrived, or its writer does not want it."""
        with self._database.writing() as connection:
            KeptForms(connection, self._keyring).forget(form_id, account_id)
