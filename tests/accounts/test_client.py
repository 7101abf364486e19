"""Programs of other systems: until when one is good, and what its scopes are."""

from dataclasses import replace
from datetime import timedelta

import pytest

from screener.accounts import client as clients
from screener.accounts.client import Client, Scope, scopes_of, written
from screener.audit import Action, Actor
from tests.storage.samples import NOON

READER = Client("c", "Epic", frozenset({Scope.READ_RESPONSES}), NOON, NOON + timedelta(days=1))
ROOT = Actor("staff-1", "192.0.2.7")


def test_it_is_good_until_its_end_or_until_it_is_revoked() -> None:
    assert READER.is_good(NOON)
    assert READER.is_good(READER.expires_at - timedelta(seconds=1))
    assert not READER.is_good(READER.expires_at)
    assert not replace(READER, revoked_at=NOON).is_good(NOON)


def test_scopes_are_written_in_one_order_and_read_again() -> None:
    every = frozenset(Scope)
    assert written(every) == " ".join(Scope)
    assert scopes_of(written(every)) == every
    assert scopes_of("") == frozenset()
    with pytest.raises(ValueError, match="system/Patient"):
        scopes_of("system/Patient.rs")


def test_what_happens_to_it_is_told_with_who_did_it() -> None:
    told = [
        clients.made(READER, ROOT),
        clients.revoked(READER, ROOT, NOON),
        clients.given_a_token(READER, NOON, "192.0.2.8"),
    ]
    assert [(event.action, event.actor, event.subject, event.details["address"]) for event in told] == [
        (Action.CLIENT_MADE, "staff-1", "c", "192.0.2.7"),
        (Action.CLIENT_REVOKED, "staff-1", "c", "192.0.2.7"),
        (Action.CLIENT_SIGNED_IN, "c", "c", "192.0.2.8"),
    ]
