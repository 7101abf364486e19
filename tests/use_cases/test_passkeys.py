"""Passkeys on both databases, made and signed with by a device: right answers count once, and all others not at all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select, update

from screener.accounts.passkey import MOST, TO_ANSWER, Passkey, Site
from screener.adapters.passkeys import WebAuthnChecks
from screener.audit import Action, Actor
from screener.storage.database import Database
from screener.storage.keys.rotation import reseal
from screener.storage.keys.sealing import Keyring
from screener.storage.passkeys import Passkeys
from screener.storage.tables.account import account, passkey, passkey_challenge
from screener.storage.throttling import TooManyTries
from screener.use_cases.passkeys import UsingPasskeys
from screener.use_cases.tries import ACCOUNT_TRIES
from tests.authenticator import Authenticator
from tests.storage.samples import KEYRING, KEYS, NOON, everything
from tests.use_cases.test_accounts import ADDRESS, ROOT, Clinic

HERE = Site("clinic.example", "https://clinic.example")


class WithPasskeys(Clinic):
    """A clinic where Ann has an app and may have passkeys."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.using = self.opened_with(KEYRING)
        self.token = self.come_in()

    def opened_with(self, keyring: Keyring) -> UsingPasskeys:
        """Return the use case with these keys."""
        checks = WebAuthnChecks("The clinic")
        return UsingPasskeys(self.database, keyring, checks, self.second_factor, clock=lambda: self.now)

    def add(self, device: Authenticator, site: Site = HERE) -> bool:
        """Add the passkey of a device."""
        answer = device.makes(self.using.ask_to_add(self.token, self.ann(), HERE))
        return self.using.add(self.token, site, answer, name="my phone", by=self.actor())

    def actor(self) -> Actor:
        """Return Ann, at work."""
        return Actor(self.ann().staff.id, ADDRESS)

    def asked(self, half: str) -> str:
        """Return what the browser of a session is asked."""
        return self.using.ask_to_use(half, self.ann(), HERE) or ""

    def use(self, half: str, answer: str, site: Site = HERE) -> str | None:
        """Answer with a passkey."""
        return self.using.use(half, self.ann(), site, answer, ADDRESS)

    @contextmanager
    def audits(self, *actions: Action) -> Iterator[None]:
        """Check what is added to the audit."""
        before = len(self.audited())
        yield
        assert self.audited()[before:] == [*actions]


@pytest.fixture
def clinic(database: Database) -> WithPasskeys:
    """A clinic where Ann has an app."""
    return WithPasskeys(database)


def test_a_passkey_signs_in_until_it_is_removed_and_nothing_of_it_is_in_clear(clinic: WithPasskeys) -> None:
    device, half = Authenticator(), clinic.half()
    assert clinic.using.ask_to_use(half, clinic.ann(), HERE) is None
    with clinic.audits(Action.PASSKEY_ADDED):
        assert clinic.add(device)
    with clinic.audits(Action.PASSKEY_USED, Action.SIGNED_IN):
        token = clinic.use(half, device.signs(clinic.asked(half)))
    session = token and clinic.signing_in.session(token)
    assert session
    assert session.complete
    assert clinic.signing_in.session(half) is None
    (found,) = clinic.using.passkeys(clinic.ann())
    assert (found.name, found.added_at, found.used_at) == ("my phone", NOON, NOON)
    with clinic.database.reading() as connection:
        stored = everything(connection)
    assert not any(secret in stored for secret in ("my phone", device.credential.hex(), "credential"))
    with clinic.audits(Action.PASSKEY_REMOVED):
        assert clinic.using.remove(found.id, clinic.actor())
        assert not clinic.using.remove(found.id, clinic.actor())
    half = clinic.half()
    assert clinic.using.ask_to_use(half, clinic.ann(), HERE) is None
    assert clinic.give(half, "2"), "the app is still there"


def test_what_is_no_answer_of_a_passkey_to_this_question_here_and_now_is_refused(
    clinic: WithPasskeys,
) -> None:
    device, wrong_key, stranger = Authenticator(), Authenticator(), Authenticator(credential=b"another one")
    elsewhere, careless = Authenticator("https://clinic.example.evil"), Authenticator()
    careless.verified = False
    for wrong in (elsewhere, careless):
        with clinic.audits(Action.SIGN_IN_FAILED):
            assert not clinic.add(wrong)
    for site in (replace(HERE, host="example"), replace(HERE, origin="http://clinic.example")):
        assert not clinic.add(device, site)
    assert clinic.add(device)
    elsewhere.key = careless.key = device.key
    half = clinic.half()
    answers: list[Callable[[str], str]] = [
        *(one.signs for one in (elsewhere, careless, wrong_key, stranger)),
        lambda _: device.signs(earlier),
        lambda _: device.makes(clinic.using.ask_to_add(half, clinic.ann(), HERE)),
        *(lambda _, text=text: text for text in ("", "{}", "[" * 60_000, "\x00", '{"id": 1}')),
    ]
    for answer in answers:
        clinic.now += timedelta(hours=1)  # they are counted by the hour
        half = clinic.half()
        earlier, asked = clinic.asked(half), clinic.asked(half)
        with clinic.audits(Action.SIGN_IN_FAILED):
            assert clinic.use(half, answer(asked)) is None
    for site in (replace(HERE, host="example"), replace(HERE, origin="http://clinic.example")):
        assert clinic.use(half, device.signs(clinic.asked(half)), site) is None
    assert clinic.use(half, device.signs(clinic.asked(half))), "the same device is right where all is right"


def test_an_answer_is_good_once_and_for_five_minutes_and_in_its_own_session(clinic: WithPasskeys) -> None:
    device = Authenticator()
    clinic.add(device)
    half, other = clinic.half(), clinic.half()
    answer = device.signs(clinic.asked(half))
    assert clinic.use(other, answer) is None, "it was asked of another session"
    assert clinic.use(half, answer)
    assert clinic.use(half, answer) is None, "it was answered"
    answer = device.signs(clinic.asked(other))
    assert clinic.use(other, "{}") is None
    assert clinic.use(other, answer) is None, "it was answered, though wrongly"
    answer = device.signs(clinic.asked(other))
    clinic.now += TO_ANSWER
    assert clinic.use(other, answer) is None, "it came late"
    clinic.asked(other)
    with clinic.database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(passkey_challenge)) == 1


def test_a_copy_that_counts_less_is_refused_and_audited(clinic: WithPasskeys) -> None:
    device = Authenticator()
    device.count = 5
    clinic.add(device)
    first, second, third = clinic.half(), clinic.half(), clinic.half()
    assert clinic.use(first, device.signs(clinic.asked(first)))
    device.count = 4
    with clinic.audits(Action.PASSKEY_PERHAPS_COPIED, Action.SIGN_IN_FAILED):
        assert clinic.use(second, device.signs(clinic.asked(second))) is None
    device.count = 6
    assert clinic.use(third, device.signs(clinic.asked(third)))
    (found,) = clinic.using.passkeys(clinic.ann())
    with clinic.database.writing() as connection:
        passkeys = Passkeys(connection, KEYRING)
        counted = [passkeys.use(found, replace(found, count=found.count + 1)) for _ in range(2)]
    assert counted == [True, False], "of two at once, one wins"


def test_a_passkey_and_a_code_are_counted_together(clinic: WithPasskeys) -> None:
    clinic.add(device := Authenticator())
    half = clinic.half()
    for _ in range(ACCOUNT_TRIES // 2):
        assert clinic.use(half, "{}") is None
        assert clinic.give(half, "wrong") is None
    with pytest.raises(TooManyTries):
        clinic.use(half, device.signs(clinic.asked(half)))


def test_one_account_has_a_credential_once_and_ten_at_most(clinic: WithPasskeys) -> None:
    assert clinic.add(Authenticator())
    assert not clinic.add(Authenticator())
    for number in range(1, MOST):
        assert clinic.add(Authenticator(credential=bytes([number])))
    assert not clinic.add(Authenticator(credential=b"one more"))
    assert len(clinic.using.passkeys(clinic.ann())) == MOST


def test_a_reset_second_factor_takes_the_passkeys_along_and_the_session_that_could_add_one(
    clinic: WithPasskeys,
) -> None:
    clinic.add(Authenticator())
    clinic.staffing.reset_second_factor(clinic.ann().staff.id, ROOT)
    assert not clinic.add(Authenticator())
    assert clinic.using.passkeys(clinic.ann()) == []


def test_a_passkey_that_was_given_to_an_account_past_the_program_is_none(clinic: WithPasskeys) -> None:
    clinic.add(Authenticator())
    ann = clinic.ann().staff.id
    with clinic.database.writing() as connection:
        victim = dict(connection.execute(select(account)).mappings().one())
        connection.execute(insert(account), victim | {"id": "victim", "email": "victim@clinic.example"})
        connection.execute(update(passkey).values(account_id="victim"))
        assert Passkeys(connection, KEYRING).of("victim") == []
        connection.execute(update(passkey).values(account_id=ann, id="another row"))
        assert Passkeys(connection, KEYRING).of(ann) == []


def test_after_a_rotation_a_passkey_opens_with_the_newest_key_alone(clinic: WithPasskeys) -> None:
    clinic.add(device := Authenticator())
    half = clinic.half()
    asked = clinic.asked(half)
    reseal(clinic.database, Keyring([KEYS[1], KEYS[0]], "data"), NOON)
    clinic.using = clinic.opened_with(Keyring([KEYS[1], KEYS[0]], "data"))
    assert clinic.use(half, device.signs(asked)), "what was asked before is still known"
    (found,) = clinic.opened_with(Keyring(KEYS[1:], "data")).passkeys(clinic.ann())
    assert isinstance(found, Passkey)
