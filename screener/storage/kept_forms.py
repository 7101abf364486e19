"""Forms that met an ended session, as stored: sealed for their row, and read by nobody but their writer."""

import json
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from screener.accounts.kept_form import KEPT_FOR, MOST_KEPT, KeptForm
from screener.storage.clock_marks import surely_passed
from screener.storage.keys.sealing import CannotOpen, Keyring
from screener.storage.tables.kept import kept_form as table
from screener.storage.tables.sealed import purpose


class KeptForms:
    """The kept forms behind one connection, inside its transaction."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def add(self, form: KeptForm) -> None:
        """Keep a form; the oldest of its account beyond ``MOST_KEPT`` go, and all that surely ran out."""
        plain = json.dumps([form.account_id, form.path, form.fields], separators=(",", ":"))
        row = {
            "id": form.id,
            "account_id": form.account_id,
            "form": self._keyring.seal(plain.encode(), *purpose(table.c.form, form.id)),
            "at": form.at,
        }
        self._connection.execute(insert(table), row)
        newest = select(table.c.id).where(table.c.account_id == form.account_id)
        ids = self._connection.scalars(newest.order_by(table.c.at.desc(), table.c.id)).all()
        self._connection.execute(delete(table).where(table.c.id.in_(ids[MOST_KEPT:])))
        forget_expired(self._connection, form.at)

    def of(self, account_id: str, at: datetime) -> list[KeptForm]:
        """Return what an account's forms hold, the oldest first; none that ran out before ``at``, or was damaged."""
        mine = table.c.account_id == account_id, table.c.at > at - KEPT_FOR
        rows = self._connection.execute(select(table).where(*mine).order_by(table.c.at, table.c.id)).all()
        forms = []
        for row in rows:
            try:
                plain = self._keyring.open(row.form, *purpose(table.c.form, row.id))
            except CannotOpen:
                continue  # it must keep nobody from signing in, who is led to what they wrote
            writer, path, fields = json.loads(plain)
            if writer == account_id:  # the column in clear could have been changed; what is sealed could not
                forms.append(KeptForm(row.id, writer, path, tuple(map(tuple, fields)), row.at))
        return forms

    def forget(self, form_id: str, account_id: str) -> None:
        """Delete a form of an account."""
        self._connection.execute(delete(table).where(table.c.id == form_id, table.c.account_id == account_id))


def forget_expired(connection: Connection, at: datetime) -> None:
    """Delete the forms that ran out surely, whatever the clock says: ``at`` is its time."""
    if (passed := surely_passed(connection, at)) is not None:
        connection.execute(delete(table).where(table.c.at <= passed - KEPT_FOR))
