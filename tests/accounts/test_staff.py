"""The life of an account: each step returns the changed account and its event, and nobody does it to themselves."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from screener.accounts.staff import (
    FIRST,
    IDLE_AFTER,
    Account,
    NotForYourself,
    Role,
    Staff,
    change_roles,
    disable,
    disable_idle,
    disconnect,
    enable,
    in_words,
    rename,
    reset_second_factor,
)
from screener.audit import VISITOR, Action, Actor, Event

MOMENT = timedelta(microseconds=1)
NOON = datetime(2026, 4, 28, 12, 0, tzinfo=UTC)
ANN = Account(
    Staff("ann", "Ann", "ann@clinic.example", frozenset({Role.CLINICIAN})), NOON, has_second_factor=True
)
ROOT = Actor("root", "192.0.2.7")
Step = Callable[[Account, Actor, datetime], tuple[Account, Event]]


def test_the_first_account_is_clinician_and_administrator_and_no_role_holds_another() -> None:
    assert frozenset({Role.CLINICIAN, Role.ADMINISTRATOR}) == FIRST
    assert [*Role] == ["clinician", "administrator", "auditor"]
    assert in_words(frozenset(Role)) == "clinician administrator auditor"


def test_roles_are_changed_whole_and_the_audit_keeps_both() -> None:
    changed, event = change_roles(ANN, frozenset({Role.AUDITOR}), ROOT, NOON)
    assert changed.staff.roles == {Role.AUDITOR}
    assert event.action is Action.ROLES_CHANGED
    assert event.details == {"from": "clinician", "to": "auditor", "address": "192.0.2.7"}
    with pytest.raises(ValueError, match="role"):
        change_roles(ANN, frozenset(), ROOT, NOON)


def test_the_audit_keeps_a_name_beside_the_one_before() -> None:
    renamed, event = rename(ANN, "Ann Proto", Actor("ann", "192.0.2.7"), NOON)
    assert renamed.staff.name == "Ann Proto"
    assert (event.actor, event.subject, event.action) == ("ann", "ann", Action.ACCOUNT_RENAMED)
    assert event.details == {"from": "Ann", "to": "Ann Proto", "address": "192.0.2.7"}


def _all_roles(account: Account, by: Actor, at: datetime) -> tuple[Account, Event]:
    return change_roles(account, frozenset(Role), by, at)


def test_a_disabled_account_is_not_active_until_it_is_enabled() -> None:
    disabled, event = disable(ANN, ROOT, NOON)
    assert (ANN.active, disabled.active, disabled.disabled_at) == (True, False, NOON)
    assert event == Event(Action.ACCOUNT_DISABLED, "root", "ann", NOON, {"address": "192.0.2.7"})
    enabled, event = enable(disabled, ROOT, NOON)
    assert enabled == replace(ANN, enabled_at=NOON)
    assert event.action is Action.ACCOUNT_ENABLED


def test_a_reset_account_has_no_second_factor() -> None:
    reset, event = reset_second_factor(ANN, ROOT, NOON)
    assert reset == replace(ANN, has_second_factor=False)
    assert event.action is Action.SECOND_FACTOR_RESET


def test_a_disconnected_account_stays_as_it_is() -> None:
    disconnected, event = disconnect(ANN, ROOT, NOON)
    assert disconnected == ANN
    assert event == Event(Action.IDENTITY_DISCONNECTED, "root", "ann", NOON, {"address": "192.0.2.7"})


@pytest.mark.parametrize("step", [disable, enable, reset_second_factor, disconnect, _all_roles])
def test_nobody_does_it_to_themselves(step: Step) -> None:
    with pytest.raises(NotForYourself):
        step(ANN, Actor("ann", "192.0.2.7"), NOON)


@pytest.mark.parametrize(
    ("account", "idle"),
    [
        (replace(ANN, opened_at=NOON - IDLE_AFTER), False),
        (replace(ANN, opened_at=NOON - IDLE_AFTER - MOMENT), True),
        (replace(ANN, opened_at=NOON - 2 * IDLE_AFTER, last_signed_in_at=NOON - IDLE_AFTER), False),
        (replace(ANN, opened_at=NOON - 2 * IDLE_AFTER, last_signed_in_at=NOON - IDLE_AFTER - MOMENT), True),
        (replace(ANN, opened_at=NOON - 2 * IDLE_AFTER, disabled_at=NOON), False),
        (replace(ANN, opened_at=NOON - 2 * IDLE_AFTER, enabled_at=NOON - IDLE_AFTER), False),
    ],
)
def test_an_account_that_may_sign_in_and_did_not_for_long_is_idle(account: Account, idle: bool) -> None:  # noqa: FBT001
    assert account.is_idle(NOON) is idle


def test_how_long_is_too_long_is_the_clinics_to_say() -> None:
    one = replace(ANN, opened_at=NOON - timedelta(days=30) - MOMENT)
    assert (one.is_idle(NOON), one.is_idle(NOON, timedelta(days=30))) == (False, True)


def test_an_idle_account_is_disabled_by_nobody_and_counts_anew_once_it_is_enabled() -> None:
    disabled, event = disable_idle(ANN, NOON, "192.0.2.7")
    assert (disabled.active, disabled.disabled_at) == (False, NOON)
    assert (event.action, event.actor, event.subject) == (Action.ACCOUNT_DISABLED, VISITOR, "ann")
    assert event.details == {"reason": "idle", "address": "192.0.2.7"}
    assert enable(disabled, ROOT, NOON)[0].enabled_at == NOON
