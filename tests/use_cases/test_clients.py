"""Programs come in by a token whose keyed hash alone is stored, until they are revoked or their time has passed."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from screener.accounts.client import Admission, Scope
from screener.audit import Actor
from screener.storage.database import Database
from screener.storage.keys.sealing import Keyring
from screener.storage.tables.client import client_assertion, client_token
from screener.storage.throttling import TooManyTries
from screener.use_cases import clients as use_case
from screener.use_cases.clients import SHORT, Clients, NotAdmitted
from tests.storage.samples import KEYRING, KEYS, NOON, everything
from tests.storage.working import audited
from tests.use_cases.test_submissions import Clock

HOME = "192.0.2.7"
ROOT = Actor("staff-1", HOME)
READS = frozenset({Scope.READ_RESPONSES})


def _clients(database: Database, clock: Clock | None = None, keyring: Keyring = KEYRING) -> Clients:
    return Clients(database, keyring, clock=clock or Clock())


def test_a_token_lets_in_with_its_scopes_and_lies_nowhere(database: Database) -> None:
    clients = _clients(database)
    made, token = clients.make("  Epic   interface ", READS, 30, ROOT)
    assert clients.admit(token, HOME) == Admission(made, READS)
    assert (made.name, made.expires_at) == ("Epic interface", NOON + timedelta(days=30))
    assert clients.all() == [made]
    with database.reading() as connection:
        assert token not in everything(connection)
    assert audited(database) == [("client.made", "staff-1")]


def test_it_lets_in_until_its_time_has_passed(database: Database) -> None:
    clock = Clock()
    clients = _clients(database, clock)
    _, token = clients.make("Epic", READS, 1, ROOT)
    clock.now += timedelta(days=1, seconds=-1)
    clients.admit(token, HOME)
    clock.now += timedelta(seconds=1)
    with pytest.raises(NotAdmitted):
        clients.admit(token, HOME)
    assert clients.all() == []


def test_whoever_was_revoked_is_refused_at_once_and_keeps_a_name_in_the_audit(database: Database) -> None:
    clients = _clients(database)
    made, token = clients.make("Epic", READS, 1, ROOT)
    assert clients.revoke(made.id, ROOT)
    assert not clients.revoke(made.id, ROOT)
    assert not clients.revoke("nothing", ROOT)
    with pytest.raises(NotAdmitted):
        clients.admit(token, HOME)
    assert clients.known(made.id) is None
    assert clients.names() == {made.id: "Epic"}
    told = [action for action, _ in audited(database)]
    assert told == ["client.made", "client.revoked", "client.refused"]


def test_it_is_found_by_an_older_key_and_not_by_another(database: Database) -> None:
    _, token = _clients(database).make("Epic", READS, 1, ROOT)
    _clients(database, keyring=Keyring([KEYS[1], KEYS[0]], "data")).admit(token, HOME)
    with pytest.raises(NotAdmitted):
        _clients(database, keyring=Keyring([KEYS[1]], "data")).admit(token, HOME)


def test_wrong_tokens_are_counted_and_a_right_one_comes_in_all_the_same(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(use_case, "WRONG_PER_HOUR", 2)
    clients = _clients(database)
    _, token = clients.make("Epic", READS, 1, ROOT)
    for _ in range(2):
        with pytest.raises(NotAdmitted):
            clients.admit("dss_guess", HOME)
    with pytest.raises(TooManyTries):
        clients.admit("dss_guess", HOME)
    clients.admit(token, HOME)
    assert audited(database).count(("client.refused", "visitor")) == 1


def test_a_client_may_ask_so_often_in_an_hour(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(use_case, "REQUESTS_PER_HOUR", 2)
    clock = Clock()
    clients = _clients(database, clock)
    _, token = clients.make("Epic", READS, 1, ROOT)
    _, other = clients.make("Other", READS, 1, ROOT)
    for _ in range(2):
        clients.admit(token, HOME)
    with pytest.raises(TooManyTries):
        clients.admit(token, HOME)
    clients.admit(other, HOME)
    clock.now += timedelta(hours=1)
    clients.admit(token, HOME)


@pytest.mark.parametrize(
    ("name", "scopes", "days"),
    [
        ("", READS, 1),
        ("x" * 61, READS, 1),
        ("Epic\x1b[2J", READS, 1),
        ("\u202eEpic", READS, 1),
        ("Ep\udcffic", READS, 1),
        ("Epic", frozenset(), 1),
        ("Epic", READS, 0),
        ("Epic", READS, 367),
    ],
)
def test_one_without_name_scope_or_end_is_not_made(
    database: Database, name: str, scopes: frozenset[Scope], days: int
) -> None:
    with pytest.raises(ValueError, match=r"1 to|nothing"):
        _clients(database).make(name, scopes, days, ROOT)


def test_a_proof_is_good_once_and_its_token_for_five_minutes(database: Database) -> None:
    clock = Clock()
    clients = _clients(database, clock)
    made = clients.make_with_keys("Epic", READS | {Scope.READ_BUNDLES}, 30, "{}", ROOT)
    assert clients.use(made, "one", NOON + SHORT)
    assert not clients.use(made, "one", NOON + SHORT)
    clients.give(made, "dss_short", READS, HOME)
    assert clients.admit("dss_short", HOME).scopes == READS
    clock.now += SHORT
    with pytest.raises(NotAdmitted):
        clients.admit("dss_short", HOME)


def test_what_has_expired_is_forgotten(database: Database) -> None:
    clock = Clock()
    clients = _clients(database, clock)
    made = clients.make_with_keys("Epic", READS, 30, "{}", ROOT)
    clients.use(made, "one", NOON + SHORT)
    clients.give(made, "dss_short", READS, HOME)
    for day in range(1, 4):
        clock.now = NOON + timedelta(days=day)
        clients.use(made, f"of day {day}", clock.now + SHORT)
    with database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(client_token)) == 0
        assert connection.scalar(select(func.count()).select_from(client_assertion)) == 2
