"""Invitations as stored: only a keyed hash of each link, so that nobody who reads the database can use one."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, false, insert, or_, select

from screener.accounts.staff import Invitation
from screener.storage.accounts import role_values, roles_in
from screener.storage.clock_marks import surely_passed
from screener.storage.keys.sealing import Keyring
from screener.storage.tables.account import invitation as table


class Invitations:
    """The invitations behind one connection, inside its transaction."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def add(self, invitation: Invitation, token: str, at: datetime) -> None:
        """Store an invitation under the token of its link; an earlier one for the same person is void.

        Those that surely ran out before ``at`` are forgotten.
        """
        same: ColumnElement[bool] = (
            table.c.email.is_(None) if invitation.email is None else table.c.email == invitation.email
        )
        passed = surely_passed(self._connection, at)
        over = false() if passed is None else table.c.expires_at <= passed
        self._connection.execute(delete(table).where(or_(same, over)))
        row = {
            "id": invitation.id,
            "token": self._hashes(token)[0],
            "email": invitation.email,
            **role_values(invitation.roles),
            "expires_at": invitation.expires_at,
        }
        self._connection.execute(insert(table), row)

    def by_token(self, token: str, at: datetime) -> Invitation | None:
        """Return the invitation of a link, unless it ran out before ``at``."""
        valid = table.c.token.in_(self._hashes(token)), table.c.expires_at > at
        row = self._connection.execute(select(table).where(*valid)).mappings().first()
        return None if row is None else _invitation_of(row)

    def open(self, at: datetime) -> list[Invitation]:
        """Return the invitations that nobody accepted and that have not run out, the newest last."""
        rows = self._connection.execute(
            select(table).where(table.c.expires_at > at).order_by(table.c.expires_at)
        )
        return [_invitation_of(row) for row in rows.mappings()]

    def hold_first(self) -> bool:
        """Tell whether there is one for nobody by name, the first administrator's, whether or not it ran out."""
        return self._connection.scalar(select(table.c.id).where(table.c.email.is_(None))) is not None

    def take(self, invitation_id: str) -> bool:
        """Use an invitation up, or make it void; ``False`` where somebody was faster."""
        return bool(self._connection.execute(delete(table).where(table.c.id == invitation_id)).rowcount)

    def forget(self, email: str) -> None:
        """Make every link for ``email`` void."""
        self._connection.execute(delete(table).where(table.c.email == email))

    def _hashes(self, token: str) -> list[bytes]:
        return self._keyring.fingerprints(token, "invitation")


def _invitation_of(row: RowMapping) -> Invitation:
    return Invitation(
        id=row["id"],
        email=row["email"],
        roles=roles_in(row),
        expires_at=row["expires_at"],
    )
