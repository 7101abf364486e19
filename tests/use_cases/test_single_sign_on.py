"""What the word of a provider comes to, on each database: one account for one subject, whoever else writes at the same time."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from screener.accounts.local_accounts import LocalAccounts
from screener.accounts.single_sign_on import Flow, Identity, NotSignedOn, Terms
from screener.accounts.staff import Account, Role
from screener.audit import Actor
from screener.storage.accounts import Accounts
from screener.storage.database import Database
from screener.storage.engines import open_engine
from screener.storage.identities import Identities
from screener.storage.keys.rotation import reseal
from screener.storage.keys.sealing import Keyring
from screener.storage.tables.account import account
from screener.storage.tables.identity import identity
from screener.use_cases.accounts import Staffing
from screener.use_cases.invitations import Inviting
from screener.use_cases.single_sign_on import SigningOn
from tests.storage.samples import KEYRING, KEYS

HERE = "192.0.2.7"
ANN = Identity("https://id.example", "ann")


class Word:
    """A provider whose word is given: it says what its name promises, and that it was said now."""

    def __init__(self, **said: Any) -> None:
        self._said = said

    def address(self, flow: Flow, back: str) -> str:
        """Return an address of its own."""
        return f"{ANN.issuer}/?state={flow.state}&back={back}"

    def claims(self, flow: Flow, answer: Mapping[str, str], back: str) -> dict[str, Any]:  # noqa: ARG002
        """Return its word for any answer."""
        now = datetime.now(UTC).timestamp()
        usual = {"iss": ANN.issuer, "sub": ANN.subject, "aud": "screener", "iat": now, "auth_time": now}
        person = {"amr": ["mfa"], "roles": ["neuro"], "email": "ann@clinic.example", "name": "Ann"}
        return usual | person | self._said

    def way_out(self, back: str) -> str | None:  # noqa: ARG002
        """Return nothing: there is none."""
        return None


def _signing_on(database: Database, keyring: Keyring = KEYRING, **said: Any) -> SigningOn:
    terms = Terms({"neuro": Role.CLINICIAN}, amr=frozenset({"mfa"}))
    local = LocalAccounts(single_sign_on=True)
    return SigningOn(database, keyring, Word(**said), terms, local=local)


def _comes_in(signing_on: SigningOn) -> str:
    _, flow = signing_on.begin("back", HERE)
    return signing_on.arrive(flow, {"code": "x"}, back="back", address=HERE).account_id


def test_one_subject_has_one_account(database: Database) -> None:
    first = _comes_in(_signing_on(database))
    assert _comes_in(_signing_on(database, email="ann.lee@clinic.example")) == first
    other = _comes_in(_signing_on(database, sub="Ann", email="ben@clinic.example"))
    assert other != first, "a subject is told from another one by each letter"
    assert Staffing(database, KEYRING, local=LocalAccounts(single_sign_on=True)).elsewhere() == {first, other}
    assert Staffing(database, KEYRING).elsewhere() == frozenset(), "without single sign-on nobody is"


def test_who_comes_in_twice_at_once_for_the_first_time_has_one_account(database: Database) -> None:
    together = Barrier(4)

    def comes_in(_: int) -> str:
        signing_on = _signing_on(database)
        flow = signing_on.begin("back", HERE)[1]
        together.wait()
        return signing_on.arrive(flow, {"code": "x"}, back="back", address=HERE).account_id

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(comes_in, range(4), timeout=30))) == 1
    assert len(Staffing(database, KEYRING).accounts()) == 1


@pytest.mark.parametrize(
    ("of", "step"),
    [(Accounts, "by_email"), (Identities, "account_of"), (Accounts, "add")],
    ids=str,
)
def test_who_comes_in_by_another_window_between_any_two_steps_of_the_first_time_has_one_account(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch, of: type, step: str
) -> None:
    # On SQLite nobody comes in between: one writes at a time.
    database = Database(open_engine(postgresql_url))
    arrivals = iter([_signing_on(database)])
    others: list[str] = []
    looks = getattr(of, step)

    def another_first(self: object, *args: Any) -> Any:
        others.extend(map(_comes_in, arrivals))
        return looks(self, *args)

    monkeypatch.setattr(of, step, another_first)
    assert [_comes_in(_signing_on(database))] == others
    assert len(Staffing(database, KEYRING).accounts()) == 1
    database.engine.dispose()


def test_a_link_that_is_used_while_somebody_of_its_address_comes_in_here_for_the_first_time_opens_nothing(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(open_engine(postgresql_url))
    inviting = Inviting(database, KEYRING, local=LocalAccounts(single_sign_on=True))
    token = inviting.invite("ann@clinic.example", frozenset({Role.CLINICIAN}), Actor("root", HERE))
    arrivals = iter([_signing_on(database)])
    add = Accounts.add

    def another_first(self: Accounts, opened: Account, password_hash: str) -> None:
        list(map(_comes_in, arrivals))
        add(self, opened, password_hash)

    monkeypatch.setattr(Accounts, "add", another_first)
    assert not inviting.accept(
        token, email="ann@clinic.example", name="Ann", password_hash="hash", address=HERE
    )
    (only,) = Staffing(database, KEYRING).accounts()
    with database.reading() as connection:
        assert Identities(connection, KEYRING).is_connected(only.staff.id)
    database.engine.dispose()


def test_of_eight_answers_to_one_flow_one_counts(database: Database) -> None:
    signing_on = _signing_on(database)
    _, flow = signing_on.begin("back", HERE)

    def comes_back(_: int) -> str:
        try:
            return signing_on.arrive(flow, {"code": "x"}, back="back", address=HERE).account_id
        except NotSignedOn as refused:
            return refused.why.value

    with ThreadPoolExecutor(8) as pool:
        came = list(pool.map(comes_back, range(8), timeout=30))
    assert came.count("replayed") == 7


def test_who_can_write_to_the_database_alone_gives_nobody_an_account_of_theirs(database: Database) -> None:
    ann = _comes_in(_signing_on(database))
    mallory = _comes_in(_signing_on(database, sub="mallory", email="mallory@clinic.example"))
    with database.writing() as connection:
        connection.execute(delete(identity).where(identity.c.account_id == ann))
        connection.execute(update(identity).where(identity.c.account_id == mallory).values(account_id=ann))
        found = Identities(connection, KEYRING).account_of(Identity(ANN.issuer, "mallory"))
        assert found is None, "the account is inside the seal"


def test_a_row_that_no_key_opens_is_nobody(database: Database) -> None:
    _comes_in(_signing_on(database))
    with database.writing() as connection:
        connection.execute(update(identity).values(sealed=b"\x01" * 60))
        assert Identities(connection, KEYRING).account_of(ANN) is None


def test_an_identity_is_found_and_opens_after_keys_are_rotated(database: Database) -> None:
    first = _comes_in(_signing_on(database))
    rotated = Keyring([bytes(range(100, 132)), *KEYS], "data")
    reseal(database, rotated, datetime.now(UTC))
    with database.reading() as connection:
        (sealed,) = connection.scalars(select(identity.c.sealed))
    assert sealed.startswith(rotated.newest_head)
    assert _comes_in(_signing_on(database, rotated)) == first


def test_neither_issuer_nor_subject_is_readable_in_the_database(database: Database) -> None:
    _comes_in(_signing_on(database, sub="subject-of-ann"))
    with database.reading() as connection:
        stored = str(connection.execute(select(identity)).all()) + str(
            connection.execute(select(account)).all()
        )
    assert "subject-of-ann" not in stored
    assert "id.example" not in stored


def test_a_flow_of_one_person_ends_in_no_session_of_another(database: Database) -> None:
    ann = _comes_in(_signing_on(database))
    mallory = _signing_on(database, sub="mallory", email="mallory@clinic.example")
    flow = mallory.begin("back", HERE)[1]
    token = mallory.arrive(flow, {"code": "x"}, back="back", address=HERE).token
    flow = _signing_on(database).begin("back", HERE, ann)[1]
    with pytest.raises(NotSignedOn, match="other_person"):
        _signing_on(database).arrive(flow, {"code": "x"}, back="back", address=HERE, token=token)


def test_a_role_that_the_provider_takes_is_gone_with_every_session(database: Database) -> None:
    _comes_in(_signing_on(database))
    with pytest.raises(NotSignedOn, match="no_role"):
        _comes_in(_signing_on(database, roles=[]))
