"""The life of a passkey: it counts up, or never counts, and each step has its event."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from screener.accounts.passkey import Answer, Passkey, PerhapsCopied, added, perhaps_copied, removed, used
from screener.audit import VISITOR, Action, Actor, Event

NOON = datetime(2026, 4, 28, 12, 0, tzinfo=UTC)
PHONE = Passkey("1", "ann", "my phone", b"credential", b"key", 0, NOON)
ADDRESS = {"address": "192.0.2.7"}
ANN = Actor("ann", "192.0.2.7")


@pytest.mark.parametrize(("before", "after"), [(0, 0), (0, 1), (7, 8), (7, 4_294_967_295)])
def test_a_passkey_counts_up_or_never_counts(before: int, after: int) -> None:
    counted, event = used(replace(PHONE, count=before), Answer(b"credential", b"key", after), NOON, ANN)
    assert counted == replace(PHONE, count=after, used_at=NOON)
    assert event == Event(Action.PASSKEY_USED, "ann", "ann", NOON, ADDRESS)


@pytest.mark.parametrize(("before", "after"), [(7, 7), (7, 6), (7, 0), (1, 0)])
def test_a_count_that_does_not_go_up_is_perhaps_that_of_a_copy(before: int, after: int) -> None:
    with pytest.raises(PerhapsCopied):
        used(replace(PHONE, count=before), Answer(b"credential", b"key", after), NOON, ANN)


def test_each_step_has_its_event_and_nobody_knows_who_used_a_copy() -> None:
    assert added(PHONE, ANN) == Event(Action.PASSKEY_ADDED, "ann", "ann", NOON, ADDRESS)
    assert removed(PHONE, NOON, ANN) == Event(Action.PASSKEY_REMOVED, "ann", "ann", NOON, ADDRESS)
    copied = Event(Action.PASSKEY_PERHAPS_COPIED, VISITOR, "ann", NOON, ADDRESS)
    assert perhaps_copied(PHONE, NOON, "192.0.2.7") == copied
