"""Who works in the clinic: people, their roles, and the life of an account. Each step returns (new, event)."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from screener.audit import Action, Actor, Event


class Role(StrEnum):
    """What somebody may do: work on submissions, or also look after accounts."""

    ADMINISTRATOR = "administrator"
    CLINICIAN = "clinician"


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who works in the clinic. ``email`` is in small letters, as they sign in with it."""

    id: str
    name: str
    email: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Account:
    """The account of one person: who they are, and whether and how they can sign in."""

    staff: Staff
    opened_at: datetime
    has_second_factor: bool = False
    disabled_at: datetime | None = None

    @property
    def active(self) -> bool:
        """Whether the person may sign in."""
        return self.disabled_at is None


class NotForYourself(Exception):
    """An administrator cannot do this to their own account: nobody might be left to undo it."""


def roles_of(*, administrator: bool) -> frozenset[Role]:
    """Return the roles of an account: everybody works on submissions, administrators on accounts too."""
    return frozenset(Role) if administrator else frozenset({Role.CLINICIAN})


def disable(account: Account, by: Actor, at: datetime) -> tuple[Account, Event]:
    """Return the account that can no longer sign in; raises ``NotForYourself``."""
    disabled = replace(account, disabled_at=at)
    return disabled, _by_another(Action.ACCOUNT_DISABLED, account, by, at)


def enable(account: Account, by: Actor, at: datetime) -> tuple[Account, Event]:
    """Return the account that can sign in again; raises ``NotForYourself``."""
    enabled = replace(account, disabled_at=None)
    return enabled, _by_another(Action.ACCOUNT_ENABLED, account, by, at)


def reset_second_factor(account: Account, by: Actor, at: datetime) -> tuple[Account, Event]:
    """Return the account that sets up a second factor anew when it next signs in; raises ``NotForYourself``."""
    reset = replace(account, has_second_factor=False)
    return reset, _by_another(Action.SECOND_FACTOR_RESET, account, by, at)


def _by_another(action: Action, account: Account, by: Actor, at: datetime) -> Event:
    if account.staff.id == by.id:
        raise NotForYourself
    return Event(action, by.id, account.staff.id, at, {"address": by.address})


@dataclass(frozen=True, slots=True)
class Invitation:
    """A one-time link that opens an account, or gives an existing one a new password.

    ``email`` is ``None`` for the very first administrator, who says it themselves.
    """

    id: str
    email: str | None
    roles: frozenset[Role]
    expires_at: datetime
