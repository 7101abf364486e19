"""Accounts as stored: who works here, with what opens an account sealed or as a keyed hash."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, func, insert, select, update

from screener.accounts.staff import Account, Role, Staff
from screener.codes.folding import folded
from screener.storage.keys.sealing import CannotOpen, Keyring
from screener.storage.tables.account import account as table
from screener.storage.tables.account import passkey, recovery_code
from screener.storage.tables.sealed import purpose


class Accounts:
    """The accounts behind one connection, inside its transaction."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def exist(self) -> bool:
        """Tell whether there is any account."""
        return self._connection.execute(select(table.c.id).limit(1)).first() is not None

    def all(self) -> list[Account]:
        """Return every account, by name."""
        rows = self._connection.execute(select(table).order_by(table.c.name, table.c.id)).mappings()
        return [account_of(row) for row in rows]

    def by_id(self, account_id: str) -> Account | None:
        """Return the account of this id."""
        return self._one(table.c.id == account_id)

    def by_email(self, email: str) -> Account | None:
        """Return the account that is signed in to with ``email``, in small letters."""
        return self._one(table.c.email == email)

    def lock(self, *account_ids: str) -> None:
        """Let nobody else change the accounts before this transaction ends.

        They are locked in the same order by everybody, so that nobody waits for each other.
        """
        mine = select(table.c.id).where(table.c.id.in_(account_ids)).order_by(table.c.id)
        self._connection.execute(mine.with_for_update()).all()

    def add(self, account: Account, password_hash: str) -> None:
        """Store a new account; without a hash, no password is right."""
        staff = account.staff
        row = {"id": staff.id, "email": staff.email, "opened_at": account.opened_at}
        self._connection.execute(insert(table), row | self._known(staff, password_hash))

    def renew(self, account: Account, password_hash: str) -> None:
        """Store the name, the roles and the new password of an account."""
        known = self._known(account.staff, password_hash)
        self._update(account.staff.id, known | {"enabled_at": account.enabled_at})

    def administrator_besides(self, account: Account) -> bool:
        """Tell whether somebody else may sign in who looks after accounts."""
        return any(
            one.active and Role.ADMINISTRATOR in one.staff.roles and one.staff.id != account.staff.id
            for one in self.all()
        )

    def is_named(self, name: str, *, besides: str) -> bool:
        """Tell whether somebody else than the account ``besides`` has this name, with or without capitals and accents."""
        return any(
            one.staff.id != besides and _as_compared(one.staff.name) == _as_compared(name)
            for one in self.all()
        )

    def save(self, account: Account) -> None:
        """Store name, roles and whether an account may sign in; a second factor that it has no more is forgotten, with codes and passkeys."""
        staff = account.staff
        known = {
            "name": staff.name,
            "disabled_at": account.disabled_at,
            "enabled_at": account.enabled_at,
            **role_values(staff.roles),
        }
        self._update(staff.id, known)
        if not account.has_second_factor:
            self._update(account.staff.id, {"second_factor": None, "second_factor_counter": None})
            self.set_recovery_codes(account.staff.id, ())
            self._connection.execute(delete(passkey).where(passkey.c.account_id == account.staff.id))

    def password_hash(self, account_id: str) -> str:
        """Return the argon2 hash of the password; an empty text, by which none is right, where it was damaged."""
        sealed = self._connection.execute(
            select(table.c.password).where(table.c.id == account_id)
        ).scalar_one()
        try:
            return self._keyring.open(sealed, *purpose(table.c.password, account_id)).decode()
        except CannotOpen:
            return ""

    def second_factor(self, account_id: str) -> tuple[str, int] | None:
        """Return the key of the authenticator app and the number of the last half minute whose code was used.

        Raises ``CannotOpen`` where the key was damaged.
        """
        columns = select(table.c.second_factor, table.c.second_factor_counter)
        row = self._connection.execute(columns.where(table.c.id == account_id)).one()
        if row.second_factor is None:
            return None
        key = self._keyring.open(row.second_factor, *purpose(table.c.second_factor, account_id)).decode()
        return key, row.second_factor_counter

    def set_second_factor(self, account_id: str, key: str, counter: int) -> None:
        """Store a new authenticator app, of which the code of ``counter`` was used."""
        sealed = self._keyring.seal(key.encode(), *purpose(table.c.second_factor, account_id))
        self._update(account_id, {"second_factor": sealed, "second_factor_counter": counter})

    def signed_in(self, account_id: str, at: datetime) -> None:
        """Remember when somebody last signed in, with both factors."""
        self._update(account_id, {"last_signed_in_at": at})

    def set_email(self, account_id: str, email: str) -> None:
        """Store another email address, in small letters."""
        self._update(account_id, {"email": email})

    def use_code(self, account_id: str, counter: int) -> bool:
        """Mark the code of ``counter`` as used; ``False`` where it, or a later one, was used before."""
        unused = table.c.id == account_id, table.c.second_factor_counter < counter
        changed = self._connection.execute(update(table).where(*unused).values(second_factor_counter=counter))
        return bool(changed.rowcount)

    def set_recovery_codes(self, account_id: str, codes: Iterable[str]) -> None:
        """Replace the recovery codes; keyed hashes of them are stored, and nothing else."""
        self._connection.execute(delete(recovery_code).where(recovery_code.c.account_id == account_id))
        rows = [{"account_id": account_id, "code": self._code_hashes(account_id, code)[0]} for code in codes]
        if rows:
            self._connection.execute(insert(recovery_code), rows)

    def use_recovery_code(self, account_id: str, code: str) -> bool:
        """Use a recovery code up; ``False`` where there is no such one."""
        used = delete(recovery_code).where(
            recovery_code.c.account_id == account_id,
            recovery_code.c.code.in_(self._code_hashes(account_id, code)),
        )
        return bool(self._connection.execute(used).rowcount)

    def recovery_codes_left(self, account_id: str) -> int:
        """Return how many recovery codes were not used."""
        count = select(func.count()).where(recovery_code.c.account_id == account_id)
        left: int = self._connection.execute(count).scalar_one()
        return left

    def _code_hashes(self, account_id: str, code: str) -> list[bytes]:
        plain = "".join(filter(str.isalnum, code.lower()))  # with or without hyphens, as it is typed
        return self._keyring.fingerprints(plain, "recovery_code", account_id)

    def _known(self, staff: Staff, password_hash: str) -> dict[str, object]:
        return {
            "name": staff.name,
            **role_values(staff.roles),
            "password": self._keyring.seal(password_hash.encode(), *purpose(table.c.password, staff.id)),
        }

    def _update(self, account_id: str, values: Mapping[str, object]) -> None:
        self._connection.execute(update(table).where(table.c.id == account_id).values(values))

    def _one(self, condition: ColumnElement[bool]) -> Account | None:
        row = self._connection.execute(select(table).where(condition)).mappings().first()
        return None if row is None else account_of(row)


def account_of(row: RowMapping | Mapping[str, Any]) -> Account:
    """Return the account of a row that has every column of the table."""
    return Account(
        staff=Staff(row["id"], row["name"], row["email"], roles_in(row)),
        opened_at=row["opened_at"],
        has_second_factor=row["second_factor"] is not None,
        disabled_at=row["disabled_at"],
        last_signed_in_at=row["last_signed_in_at"],
        enabled_at=row["enabled_at"],
    )


def _as_compared(name: str) -> str:
    return " ".join(folded(name).split())


def role_values(roles: Iterable[Role]) -> dict[str, bool]:
    """Return the columns of roles, which bear their names."""
    return {role.value: role in roles for role in Role}


def roles_in(row: RowMapping | Mapping[str, Any]) -> frozenset[Role]:
    """Return the roles of a row."""
    return frozenset(role for role in Role if row[role.value])
