"""The life of an account: each step returns the changed account and its event, and nobody does it to themselves."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from screener.accounts.staff import (
    Account,
    NotForYourself,
    Role,
    Staff,
    disable,
    enable,
    reset_second_factor,
    roles_of,
)
from screener.audit import Action, Actor, Event

NOON = datetime(2026, 4, 28, 12, 0, tzinfo=UTC)
ANN = Account(
    Staff("ann", "Ann", "ann@clinic.example", roles_of(administrator=False)), NOON, has_second_factor=True
)
ROOT = Actor("root", "192.0.2.7")
Step = Callable[[Account, Actor, datetime], tuple[Account, Event]]


def test_everybody_is_a_clinician_and_administrators_look_after_accounts_too() -> None:
    assert roles_of(administrator=False) == {Role.CLINICIAN}
    assert roles_of(administrator=True) == {Role.CLINICIAN, Role.ADMINISTRATOR}
    assert [*Role] == ["administrator", "clinician"]


def test_a_disabled_account_is_not_active_until_it_is_enabled() -> None:
    disabled, event = disable(ANN, ROOT, NOON)
    assert (ANN.active, disabled.active, disabled.disabled_at) == (True, False, NOON)
    assert event == Event(Action.ACCOUNT_DISABLED, "root", "ann", NOON, {"address": "192.0.2.7"})
    enabled, event = enable(disabled, ROOT, NOON)
    assert enabled == ANN
    assert event.action is Action.ACCOUNT_ENABLED


def test_a_reset_account_has_no_second_factor() -> None:
    reset, event = reset_second_factor(ANN, ROOT, NOON)
    assert reset == replace(ANN, has_second_factor=False)
    assert event.action is Action.SECOND_FACTOR_RESET


@pytest.mark.parametrize("step", [disable, enable, reset_second_factor])
def test_nobody_does_it_to_themselves(step: Step) -> None:
    with pytest.raises(NotForYourself):
        step(ANN, Actor("ann", "192.0.2.7"), NOON)
