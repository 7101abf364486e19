"""What a copy of either database has to be before it takes the place of one."""

from dataclasses import dataclass
from datetime import datetime

from screener.audit import COMMAND_LINE, Action, Event
from screener.storage import audit, audit_check
from screener.storage.database import Database, DatabaseUnavailable
from screener.storage.engines import open_engine
from screener.storage.keys.keycheck import WrongKeys, check_keys
from screener.storage.keys.sealing import Keyring
from screener.storage.upkeep import schema
from screener.storage.upkeep.withdrawals import Withdrawal, withdraw_again


class NotCopied(Exception):
    """No copy was made, and nothing was changed; the message says why."""


@dataclass(frozen=True, slots=True)
class Restored:
    """How many submissions there are now, and how many of them were withdrawn again.

    ``withdrawn_again`` is ``None`` where no database told what was withdrawn after the copy was made.
    """

    submissions: int
    withdrawn_again: int | None


def check(url: str, keyring: Keyring, at: datetime, made: tuple[Withdrawal, ...]) -> int:
    """Bring the copy at ``url`` up to date, add the line of its restoring, and withdraw what was ``made`` since.

    Return how many of these there were. Raises ``NotCopied`` where it is of another program or other keys, or its audit
    was altered or could be.
    """
    database = Database(open_engine(url))
    try:
        if not schema.is_known(database):
            raise NotCopied("The copy is not of this program, or of a newer version of it.")
        schema.upgrade(database)
        with database.writing() as connection:
            check_keys(connection, keyring)
            if (fault := audit_check.first_fault(connection)) is not None:
                raise NotCopied(
                    f"Row {fault} of the copy's audit was altered, is missing, or is out of order."
                )
            if not audit_check.is_guarded(connection):
                raise NotCopied(
                    "The copy's audit could be changed unseen: its triggers are missing, or are others."
                )
            audit.append(connection, Event(Action.DATABASE_RESTORED, COMMAND_LINE, "database", at))
            again = withdraw_again(connection, keyring, made)
        database.forget_overwritten()
    except WrongKeys:
        raise NotCopied(
            "The copy was written with other data keys: with these, it could not be read."
        ) from None
    except DatabaseUnavailable:
        raise NotCopied("The copy cannot be opened, or does not fit on the disk.") from None
    finally:
        database.engine.dispose()
    return again
