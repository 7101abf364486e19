"""What an administrator is refused: everything once they are none any more, and alone what two people have to do."""

from datetime import datetime

from sqlalchemy import Connection

from screener.accounts.staff import ALONE, Role, SecondPersonNeeded
from screener.audit import COMMAND_LINE, Action, Actor, LineFilter
from screener.storage import audit
from screener.storage.accounts import Accounts


class NoLongerAdministrator(Exception):
    """Whoever does this was an administrator when they began, and is none any more."""


def refuse_former(accounts: Accounts, by: Actor) -> None:
    """Raise ``NoLongerAdministrator`` where ``by``, whose account is locked, was disabled or has another role by now."""
    # Two administrators who disable each other at once: the second one must find that they are disabled.
    account = accounts.by_id(by.id)
    if account is not None and not (account.active and Role.ADMINISTRATOR in account.staff.roles):
        raise NoLongerAdministrator


def refuse_alone(connection: Connection, earlier: Action, account_id: str, by: Actor, now: datetime) -> None:
    """Raise ``SecondPersonNeeded`` where ``by`` did ``earlier`` to this account in the last days (``ALONE``)."""
    if by.id == COMMAND_LINE:
        return  # who runs commands on the server needs no account
    done = LineFilter(actor=by.id, action=earlier, subjects=(account_id,), since=now - ALONE)
    if audit.lines(connection, done, before=None, limit=1):
        raise SecondPersonNeeded
