"""Filters of the worklist that a staff member keeps under a name. The name may be anything, and is sealed."""

import json
import uuid

from sqlalchemy import Connection, delete, insert, select

from screener.clinic.worklist import Query, SavedFilter
from screener.storage.keys.sealing import CannotOpen, Keyring
from screener.storage.tables.sealed import purpose
from screener.storage.tables.work import saved_filter

_EVERYBODY = "everybody"


class SavedFilters:
    """The filters of one staff member, or those that all share where none is named, inside a transaction."""

    def __init__(self, connection: Connection, keyring: Keyring, staff_id: str | None) -> None:
        self._connection = connection
        self._keyring = keyring
        self._shared = staff_id is None
        self._staff_id = staff_id or _EVERYBODY

    def all(self) -> tuple[SavedFilter, ...]:
        """Return the filters by name; one that no key opens any more, or that asks for what is gone, is left out."""
        return tuple(sorted((kept for _, kept in self._kept()), key=lambda kept: kept.name.casefold()))

    def save(self, kept: SavedFilter) -> None:
        """Keep the filter, in place of one of the same name."""
        self.delete(kept.name)
        row_id = str(uuid.uuid4())
        text = json.dumps([kept.name, kept.query.pairs()])
        self._connection.execute(
            insert(saved_filter).values(
                id=row_id,
                staff_id=self._staff_id,
                sealed=self._keyring.seal(text.encode(), *purpose(saved_filter.c.sealed, row_id)),
            )
        )

    def delete(self, name: str) -> None:
        """Forget the filter of this name, if there is one."""
        ids = [row_id for row_id, kept in self._kept() if kept.name == name]
        self._connection.execute(delete(saved_filter).where(saved_filter.c.id.in_(ids)))

    def _kept(self) -> list[tuple[str, SavedFilter]]:
        rows = self._connection.execute(select(saved_filter).where(saved_filter.c.staff_id == self._staff_id))
        found = []
        for row in rows:
            try:
                name, pairs = json.loads(
                    self._keyring.open(row.sealed, *purpose(saved_filter.c.sealed, row.id))
                )
                found.append((row.id, SavedFilter(name, Query.read(pairs), self._shared)))
            except (CannotOpen, ValueError):
                continue
        return found
