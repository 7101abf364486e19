"""Accounts, invitations and sessions on both databases: single use, once and for all, also when many try at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError

from screener.accounts.session import IDLE, LONGEST
from screener.accounts.staff import FIRST, Account, Role, Staff
from screener.audit import Action, Actor
from screener.storage import audit_check
from screener.storage.accounts import Accounts
from screener.storage.database import Database
from screener.storage.keys.rotation import reseal
from screener.storage.keys.sealing import Keyring
from screener.storage.staff_sessions import StaffSessions
from screener.storage.tables.account import account as table
from screener.storage.tables.account import staff_session
from screener.storage.tables.audit import audit_event
from screener.storage.throttling import TooManyTries
from screener.use_cases.accounts import Staffing
from screener.use_cases.administrators import NoLongerAdministrator
from screener.use_cases.invitations import AlreadyDisabled, Inviting
from screener.use_cases.second_factor import SecondFactor
from screener.use_cases.sign_in import SigningIn
from screener.use_cases.tries import ACCOUNT_TRIES
from tests.storage.samples import KEYRING, KEYS, NOON, everything

ANN = "ann@clinic.example"
CLINICIAN = frozenset({Role.CLINICIAN})
ADDRESS = "192.0.2.7"
ROOT = Actor("root", ADDRESS)


class Plain:
    """Credentials that need no library: the hash is the password, and a code is its half minute.

    ``meanwhile`` is what somebody else does while a password is compared.
    """

    def __init__(self) -> None:
        self.meanwhile: Callable[[], object] = lambda: None

    def verify(self, password: str, password_hash: str | None) -> bool:
        """Compare."""
        self.meanwhile()
        return password == password_hash

    def new_key(self) -> str:
        """Return a key."""
        return "key"

    def counter_of(self, code: str, key: str, last: int | None) -> int | None:  # noqa: ARG002 - the database is the guard here
        """Read the half minute that a code of this key is for, used or not."""
        return int(code) if code.isdigit() and key == "key" else None

    def new_recovery_codes(self) -> list[str]:
        """Return two codes."""
        return ["aaaa-bbbb", "cccc-dddd"]


class Clinic:
    """The use cases, under one clock."""

    def __init__(self, database: Database) -> None:
        self.now: datetime = NOON
        self.database = database
        self.staffing = Staffing(database, KEYRING, clock=lambda: self.now)
        self.inviting = Inviting(database, KEYRING, clock=lambda: self.now)
        self.credentials = Plain()
        self.signing_in = SigningIn(database, KEYRING, self.credentials, clock=lambda: self.now)
        self.second_factor = SecondFactor(database, KEYRING, self.credentials, clock=lambda: self.now)

    def invite(self, email: str | None = ANN) -> str:
        """Return the token of an invitation."""
        return self.inviting.invite(email, CLINICIAN, Actor("test", ADDRESS))

    def accept(self, token: str) -> bool:
        """Accept an invitation."""
        return self.inviting.accept(token, email=ANN, name="Ann", password_hash="password", address=ADDRESS)

    def half(self) -> str:
        """Return a session that awaits the second factor."""
        token = self.signing_in.password(ANN, "password", ADDRESS)
        assert token is not None
        return token

    def give(self, token: str, code: str) -> str | None:
        """Give a code."""
        session = self.signing_in.session(token)
        assert session is not None
        return self.second_factor.code(token, session, code, ADDRESS)

    def come_in(self) -> str:
        """Return a complete session of a new account."""
        self.accept(self.invite())
        token = self.half()
        session = self.signing_in.session(token)
        assert session is not None
        self.second_factor.offer(token, session)
        session = self.signing_in.session(token)
        assert session is not None
        done = self.second_factor.set_up(token, session, "1", ADDRESS)
        assert done is not None
        return done[0]

    def ann(self) -> Account:
        """Return the account."""
        with self.database.reading() as connection:
            found = Accounts(connection, KEYRING).by_email(ANN)
        assert found is not None
        return found

    def audited(self) -> list[str]:
        """Return the actions of the audit."""
        with self.database.reading() as connection:
            assert audit_check.first_fault(connection) is None
            return list(connection.scalars(select(audit_event.c.action).order_by(audit_event.c.number)))


@pytest.fixture
def clinic(database: Database) -> Clinic:
    """A clinic without staff."""
    return Clinic(database)


def _at_once(work: Callable[[], object], times: int = 6) -> list[object]:
    with ThreadPoolExecutor(times) as pool:
        return [result.result() for result in [pool.submit(work) for _ in range(times)]]


def test_an_invitation_is_accepted_once_however_many_try_at_once(clinic: Clinic) -> None:
    token = clinic.invite()
    assert sorted(_at_once(lambda: clinic.accept(token)), key=bool) == [False] * 5 + [True]
    assert [account.staff.name for account in clinic.staffing.accounts()] == ["Ann"]
    assert clinic.audited() == [Action.ACCOUNT_INVITED, Action.ACCOUNT_OPENED]


def test_a_newer_invitation_voids_an_older_one_and_a_late_one_is_void_by_itself(clinic: Clinic) -> None:
    older, newer = clinic.invite(), clinic.invite()
    assert not clinic.accept(older)
    assert [found.email for found in clinic.inviting.invitations()] == [ANN]
    clinic.now += timedelta(hours=72)
    assert not clinic.accept(newer)
    assert clinic.inviting.invitations() == []


def test_a_code_signs_in_once_however_many_try_at_once(clinic: Clinic) -> None:
    clinic.come_in()
    halves = iter([clinic.half() for _ in range(6)])
    given = _at_once(lambda: clinic.give(next(halves), "2"))
    assert sum(token is not None for token in given) == 1


def test_a_recovery_code_signs_in_once_however_many_try_at_once(clinic: Clinic) -> None:
    clinic.come_in()
    halves = iter([clinic.half() for _ in range(6)])
    given = _at_once(lambda: clinic.give(next(halves), "AAAA BBBB"))
    assert sum(token is not None for token in given) == 1
    assert clinic.second_factor.recovery_codes_left(clinic.ann()) == 1


def test_a_code_given_in_a_session_that_ended_meanwhile_is_not_used_up(clinic: Clinic) -> None:
    clinic.come_in()
    half = clinic.half()
    session = clinic.signing_in.session(half)
    assert session is not None
    clinic.signing_in.sign_out_everywhere(Actor(session.account.staff.id, ADDRESS))
    for code in ("5", "AAAA BBBB"):
        assert clinic.second_factor.code(half, session, code, ADDRESS) is None
    assert clinic.second_factor.recovery_codes_left(clinic.ann()) == 2
    assert clinic.give(clinic.half(), "5") is not None


def test_a_password_lets_nobody_in_when_it_is_replaced_or_the_account_disabled_while_it_is_compared(
    clinic: Clinic,
) -> None:
    clinic.come_in()
    _, again = clinic.inviting.new_password_link(clinic.ann().staff.id, ROOT) or ("", "")
    clinic.credentials.meanwhile = lambda: clinic.inviting.accept(
        again, email=ANN, name="Ann", password_hash="another", address=ADDRESS
    )
    assert clinic.signing_in.password(ANN, "password", ADDRESS) is None
    clinic.credentials.meanwhile = lambda: clinic.staffing.disable(clinic.ann().staff.id, ROOT)
    assert clinic.signing_in.password(ANN, "another", ADDRESS) is None


def test_one_half_session_becomes_one_whole_one_even_with_two_right_codes(clinic: Clinic) -> None:
    clinic.come_in()
    half = clinic.half()
    session = clinic.signing_in.session(half)
    assert session is not None
    assert clinic.second_factor.code(half, session, "5", ADDRESS) is not None
    assert clinic.second_factor.code(half, session, "6", ADDRESS) is None
    assert clinic.second_factor.set_up(half, session, "7", ADDRESS) is None


def test_an_older_code_than_the_last_is_refused(clinic: Clinic) -> None:
    clinic.come_in()
    assert clinic.give(clinic.half(), "9")
    for used in ("9", "8", "1"):
        assert clinic.give(clinic.half(), used) is None


def test_a_session_is_alive_for_less_than_fifteen_idle_minutes_and_twelve_hours(clinic: Clinic) -> None:
    token = clinic.come_in()
    clinic.now += IDLE - timedelta(seconds=1)
    assert clinic.signing_in.session(token)
    clinic.now += IDLE
    assert clinic.signing_in.session(token) is None
    clinic.give(clinic.half(), "2")
    token = clinic.give(clinic.half(), "3") or ""
    began = clinic.now
    while clinic.now - began < LONGEST - timedelta(minutes=10):
        clinic.now += timedelta(minutes=10)
        assert clinic.signing_in.session(token)
    clinic.now = began + LONGEST
    assert clinic.signing_in.session(token) is None


def test_sessions_that_surely_ran_out_are_gone_when_the_next_one_begins(clinic: Clinic) -> None:
    clinic.come_in()
    for _ in range(2):
        clinic.now += timedelta(days=1, seconds=1)
        clinic.half()
    with clinic.database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(staff_session)) == 2


def test_a_clock_that_is_ahead_for_a_moment_ends_no_session_and_voids_no_invitation(clinic: Clinic) -> None:
    token, invited = clinic.come_in(), clinic.invite("bob@clinic.example")
    clinic.now += timedelta(days=31)
    clinic.half()
    clinic.invite("eve@clinic.example")
    clinic.now = NOON + timedelta(minutes=1)
    assert clinic.signing_in.session(token)
    assert clinic.inviting.invitation(invited)


@pytest.mark.parametrize(("ahead", "opens"), [(IDLE, True), (IDLE + timedelta(seconds=1), False)])
def test_a_session_that_was_used_by_a_clock_far_ahead_is_not_kept_open_until_then(
    clinic: Clinic, ahead: timedelta, *, opens: bool
) -> None:
    clinic.now = NOON + ahead
    token = clinic.come_in()
    clinic.now = NOON
    assert (clinic.signing_in.session(token, used=False) is not None) is opens
    clinic.half()
    clinic.now = NOON + ahead
    assert clinic.signing_in.session(token, used=False), "nothing was deleted"


def test_the_tries_of_an_account_are_counted_however_many_try_at_once(clinic: Clinic) -> None:
    def guess() -> bool:
        try:
            return clinic.signing_in.password(ANN, "wrong", ADDRESS) is None
        except TooManyTries:
            return False

    assert sum(map(bool, _at_once(guess, ACCOUNT_TRIES + 4))) == ACCOUNT_TRIES
    assert clinic.audited().count(Action.SIGN_IN_THROTTLED) == 1
    assert clinic.audited().count(Action.SIGN_IN_FAILED) == ACCOUNT_TRIES


def test_a_right_password_begins_the_count_anew(clinic: Clinic) -> None:
    clinic.accept(clinic.invite())
    for _ in range(2):
        for _ in range(ACCOUNT_TRIES - 1):
            assert clinic.signing_in.password(ANN, "wrong", ADDRESS) is None
        assert clinic.half()


def test_a_disabled_account_has_no_session_and_gets_no_invitation(clinic: Clinic) -> None:
    token = clinic.come_in()
    clinic.staffing.disable(clinic.ann().staff.id, ROOT)
    assert clinic.signing_in.session(token) is None
    assert clinic.signing_in.password(ANN, "password", ADDRESS) is None
    with pytest.raises(AlreadyDisabled):
        clinic.invite()
    assert clinic.staffing.disable("nobody", ROOT) is None


def test_a_session_of_a_disabled_account_is_dead_even_where_its_row_was_left(clinic: Clinic) -> None:
    token = clinic.come_in()
    with clinic.database.writing() as connection:
        connection.execute(update(table).values(disabled_at=NOON))
    assert clinic.signing_in.session(token) is None


def test_everything_still_opens_after_the_keys_were_rotated(clinic: Clinic) -> None:
    token = clinic.come_in()
    invitation = clinic.invite("ben@clinic.example")
    rotated = Clinic(clinic.database)
    keyring = Keyring([bytes(range(100, 132)), *KEYS], "data")
    rotated.inviting = Inviting(clinic.database, keyring, clock=lambda: NOON)
    rotated.signing_in = SigningIn(clinic.database, keyring, Plain(), clock=lambda: NOON)
    rotated.second_factor = SecondFactor(clinic.database, keyring, Plain(), clock=lambda: NOON)
    assert rotated.signing_in.session(token)
    assert rotated.inviting.invitation(invitation)
    assert rotated.give(rotated.half(), "2")
    assert rotated.give(rotated.half(), "aaaabbbb")


def test_what_opens_an_account_is_nowhere_in_clear(clinic: Clinic) -> None:
    token = clinic.come_in()
    invitation = clinic.invite("ben@clinic.example")
    clinic.signing_in.password(ANN, "password", ADDRESS)
    with clinic.database.reading() as connection:
        stored = everything(connection)
    for secret in (token, invitation, "aaaabbbb", "aaaa-bbbb", "'password'", "b'key'"):
        assert secret not in stored


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"second_factor": b"sealed"}, "second_factor_counts_its_codes"),
        ({"second_factor_counter": 1}, "second_factor_counts_its_codes"),
    ],
)
def test_the_database_refuses_a_second_factor_that_does_not_count(
    clinic: Clinic, changes: dict[str, object], constraint: str
) -> None:
    clinic.accept(clinic.invite())
    with pytest.raises(IntegrityError, match=constraint), clinic.database.writing() as connection:
        connection.execute(update(table).values(changes))


def test_the_database_refuses_a_whole_session_that_sets_something_up_and_a_session_of_nobody(
    clinic: Clinic,
) -> None:
    clinic.come_in()
    with (
        pytest.raises(IntegrityError, match="complete_sets_nothing_up"),
        clinic.database.writing() as connection,
    ):
        connection.execute(update(staff_session).values(offer=b"sealed"))
    row = {"token": bytes(32), "account_id": "nobody", "complete": False, "started_at": NOON, "seen_at": NOON}
    with pytest.raises(IntegrityError), clinic.database.writing() as connection:
        connection.execute(insert(staff_session), row)


def test_two_accounts_cannot_have_the_same_email_address(clinic: Clinic) -> None:
    clinic.accept(clinic.invite())
    other = Account(Staff("other", "Ann", ANN, CLINICIAN), opened_at=datetime(2026, 1, 1, tzinfo=UTC))
    with pytest.raises(IntegrityError), clinic.database.writing() as connection:
        Accounts(connection, KEYRING).add(other, "hash")


def test_an_app_that_is_being_set_up_when_keys_are_rotated_stays_the_same(clinic: Clinic) -> None:
    clinic.accept(clinic.invite())
    token = clinic.half()
    session = clinic.signing_in.session(token)
    assert session is not None
    key = clinic.second_factor.offer(token, session)
    rotated = Keyring([KEYS[1], KEYS[0]], "data")
    assert reseal(clinic.database, rotated, NOON).unopened == 0
    with clinic.database.writing() as connection:
        found = StaffSessions(connection, rotated).seen(token, NOON)
    assert found is not None
    assert found.offer == key


def test_a_session_that_never_was_is_no_session(clinic: Clinic) -> None:
    with clinic.database.writing() as connection:
        sessions = StaffSessions(connection, KEYRING)
        assert sessions.seen("nothing", NOON) is None
        assert not sessions.end("nothing")


def _administrators(database: Database, *ids: str) -> None:
    with database.writing() as connection:
        for one in ids:
            staff = Staff(one, one, f"{one}@clinic.example", FIRST)
            Accounts(connection, KEYRING).add(Account(staff, opened_at=NOON), "hash")


def test_of_two_administrators_who_disable_each_other_at_once_one_stays(database: Database) -> None:
    staffing = Staffing(database, KEYRING)
    for number in range(10):
        pair = (f"ann-{number}", f"bob-{number}")
        _administrators(database, *pair)

        def disable(who: str, by: str) -> bool:
            try:
                return staffing.disable(who, Actor(by, ADDRESS)) is not None
            except NoLongerAdministrator:
                return False

        with ThreadPoolExecutor(2) as pool:
            done = list(pool.map(disable, pair, reversed(pair)))
        assert sorted(done) == [False, True]
        active = [account.staff.id for account in staffing.accounts() if account.active]
        assert len({*pair} & {*active}) == 1


def test_who_was_disabled_or_is_a_clinician_by_now_changes_no_account(database: Database) -> None:
    staffing = Staffing(database, KEYRING)
    _administrators(database, "ann", "bob", "eve")
    staffing.disable("ann", Actor("bob", ADDRESS))
    with database.writing() as connection:
        connection.execute(update(table).where(table.c.id == "eve").values(administrator=False))
    for former in ("ann", "eve"):
        for change in (staffing.disable, staffing.enable, staffing.reset_second_factor):
            with pytest.raises(NoLongerAdministrator):
                change("bob", Actor(former, ADDRESS))
        with pytest.raises(NoLongerAdministrator):
            Inviting(database, KEYRING).invite("new@clinic.example", CLINICIAN, Actor(former, ADDRESS))
    assert [account.staff.id for account in staffing.accounts() if account.active] == ["bob", "eve"]
