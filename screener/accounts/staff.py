"""Who works in the clinic: people, their roles, and the life of an account. Each step returns (new, event)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from screener.audit import VISITOR, Action, Actor, Event


class Role(StrEnum):
    """What somebody may do; an account has one role or more, and each opens its own pages alone.

    Clinicians read and work on submissions, administrators look after accounts and settings, auditors read the audit.
    """

    CLINICIAN = "clinician"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


FIRST = frozenset({Role.CLINICIAN, Role.ADMINISTRATOR})
"""The roles of the very first account: somebody has to begin."""
LONGEST_NAME = 100
"""The most characters of the name that colleagues see."""
LONGEST_EMAIL = 254
"""The most characters of an email address (RFC 5321)."""
IDLE_AFTER = timedelta(days=90)
"""After so long without signing in, an account is named to the administrators, unless the clinic says otherwise."""
ALONE = timedelta(days=7)
"""So long, who gave an account a new password cannot reset its second factor, nor the other way round."""


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
    last_signed_in_at: datetime | None = None
    enabled_at: datetime | None = None
    """When an administrator last said that the person may sign in: by enabling the account, or by a link to a new password."""

    def is_idle(self, at: datetime, after: timedelta = timedelta()) -> bool:
        """Tell whether the person may sign in, and did not for so long, or for ``IDLE_AFTER`` where nothing is said."""
        used = max(one for one in (self.opened_at, self.last_signed_in_at, self.enabled_at) if one)
        return self.active and at - used > (after or IDLE_AFTER)

    @property
    def active(self) -> bool:
        """Whether the person may sign in."""
        return self.disabled_at is None


class NotForYourself(Exception):
    """An administrator cannot do this to their own account: nobody might be left to undo it."""


class SecondPersonNeeded(Exception):
    """With a new password and a new second factor of one administrator's making, they could sign in as somebody else."""


def change_roles(account: Account, roles: frozenset[Role], by: Actor, at: datetime) -> tuple[Account, Event]:
    """Return the account with other roles; raises ``NotForYourself``, and ``ValueError`` for none at all."""
    if not roles:
        raise ValueError("an account has a role")
    changed = replace(account, staff=replace(account.staff, roles=roles))
    event = _by_another(Action.ROLES_CHANGED, account, by, at)
    told = {"from": in_words(account.staff.roles), "to": in_words(roles)}
    return changed, replace(event, details={**event.details, **told})


def rename(account: Account, name: str, by: Actor, at: datetime) -> tuple[Account, Event]:
    """Return the account under another name, which the audit keeps beside the one before."""
    details = {"from": account.staff.name, "to": name, "address": by.address}
    renamed = replace(account, staff=replace(account.staff, name=name))
    return renamed, Event(Action.ACCOUNT_RENAMED, by.id, account.staff.id, at, details)


def in_words(roles: frozenset[Role]) -> str:
    """Return roles as the audit tells of them, always in the same order."""
    return " ".join(role.value for role in Role if role in roles)


def disable(account: Account, by: Actor, at: datetime) -> tuple[Account, Event]:
    """Return the account that can no longer sign in; raises ``NotForYourself``."""
    disabled = replace(account, disabled_at=at)
    return disabled, _by_another(Action.ACCOUNT_DISABLED, account, by, at)


def disable_idle(account: Account, at: datetime, address: str) -> tuple[Account, Event]:
    """Return the account that can no longer sign in, because nobody did for longer than the clinic allows."""
    details = {"reason": "idle", "address": address}
    return replace(account, disabled_at=at), Event(
        Action.ACCOUNT_DISABLED, VISITOR, account.staff.id, at, details
    )


def enable(account: Account, by: Actor, at: datetime) -> tuple[Account, Event]:
    """Return the account that can sign in again; raises ``NotForYourself``."""
    enabled = replace(account, disabled_at=None, enabled_at=at)
    return enabled, _by_another(Action.ACCOUNT_ENABLED, account, by, at)


def reset_second_factor(account: Account, by: Actor, at: datetime) -> tuple[Account, Event]:
    """Return the account that sets up a second factor anew when it next signs in; raises ``NotForYourself``."""
    reset = replace(account, has_second_factor=False)
    return reset, _by_another(Action.SECOND_FACTOR_RESET, account, by, at)


def disconnect(account: Account, by: Actor, at: datetime) -> tuple[Account, Event]:
    """Return the account that belongs to nobody at the identity provider any more; raises ``NotForYourself``."""
    return account, _by_another(Action.IDENTITY_DISCONNECTED, account, by, at)


def _by_another(action: Action, account: Account, by: Actor, at: datetime) -> Event:
    if account.staff.id == by.id:
        raise NotForYourself
    return Event(action, by.id, account.staff.id, at, {"address": by.address})


@dataclass(frozen=True, slots=True)
class Invitation:
    """A one-time link that opens an account with ``roles``, or gives an existing one a new password and nothing else.

    ``email`` is ``None`` for the very first administrator, who says it themselves.
    """

    id: str
    email: str | None
    roles: frozenset[Role]
    expires_at: datetime
