"""An address may send, and may guess receipt codes, so often in an hour; the count is shared by all processes."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from screener.storage.database import Database
from screener.storage.engines import open_engine
from screener.storage.tables.submission import submission as table
from screener.storage.tables.throttle import throttle
from screener.storage.throttling import TooManyTries
from screener.use_cases.send_keys import new_send_key
from screener.use_cases.submissions import Screening
from tests.person import way
from tests.storage.samples import KEYRING, NOBODYS_CODE, NOON, PERSON, everything

HOME, ELSEWHERE = "192.0.2.7", "2001:db8::1"
TRIES = 3


class Visit:
    """Two machines' use cases on one database, under one clock."""

    def __init__(self, url: str) -> None:
        self.now: datetime = NOON
        self.databases = [Database(open_engine(url)) for _ in range(2)]
        self.machines = [
            Screening(database, KEYRING, tries_per_hour=TRIES, clock=lambda: self.now)
            for database in self.databases
        ]

    def send(self, machine: int = 0, address: str = HOME, send_key: str | None = None) -> str:
        """Send, and return the receipt code."""
        receipt = self.machines[machine].send(
            way(), PERSON, language="en", translate=str, send_key=send_key or new_send_key(), address=address
        )
        return receipt.code


@pytest.fixture
def visit(database_url: str) -> Iterator[Visit]:
    made = Visit(database_url)
    yield made
    for database in made.databases:
        database.engine.dispose()


def test_an_address_may_send_so_often_in_an_hour_on_all_machines_together(visit: Visit) -> None:
    for machine in (0, 1, 0):
        visit.send(machine)
    for machine in (0, 1):
        with pytest.raises(TooManyTries):
            visit.send(machine)
    with visit.databases[0].reading() as connection:
        assert connection.scalar(select(func.count()).select_from(table)) == TRIES


def test_another_address_is_counted_for_itself(visit: Visit) -> None:
    for _ in range(TRIES):
        visit.send()
    visit.send(address=ELSEWHERE)


def test_the_hour_passing_frees_it_and_old_counts_go(visit: Visit) -> None:
    for _ in range(TRIES):
        visit.send()
    visit.now = NOON + timedelta(minutes=59)
    with pytest.raises(TooManyTries):
        visit.send()
    visit.now = NOON + timedelta(hours=1)
    visit.send()
    visit.now = NOON + timedelta(days=2)
    visit.send()
    visit.now = NOON + timedelta(days=4)
    visit.send()
    with visit.databases[0].reading() as connection:
        assert list(connection.scalars(select(throttle.c.count))) == [1, 1], (
            "that of two days ago and this one"
        )


def test_a_clock_that_is_ahead_for_a_moment_forgets_no_tries(visit: Visit) -> None:
    for _ in range(TRIES):
        visit.send()
    visit.now = NOON + timedelta(days=31)
    visit.send()
    visit.now = NOON + timedelta(minutes=1)
    with pytest.raises(TooManyTries):
        visit.send()


def test_what_was_sent_already_can_be_sent_again_however_often(visit: Visit) -> None:
    key = new_send_key()
    code = visit.send(send_key=key)
    for machine in (0, 1) * TRIES:
        assert visit.send(machine, send_key=key) == code
    visit.send()


def test_wrong_codes_are_counted_and_right_ones_are_not(visit: Visit) -> None:
    code = visit.send()
    for machine in (0, 1) * TRIES:
        assert visit.machines[machine].receipt(code, HOME)
    for typed in (NOBODYS_CODE, NOBODYS_CODE.lower(), "2" * 20):
        assert visit.machines[0].receipt(typed, HOME) is None
    for screening in visit.machines:
        with pytest.raises(TooManyTries):
            screening.receipt(NOBODYS_CODE, HOME)
        with pytest.raises(TooManyTries):
            screening.withdraw(NOBODYS_CODE, HOME)
        assert screening.receipt(NOBODYS_CODE, ELSEWHERE) is None
    visit.now += timedelta(hours=1)
    assert visit.machines[0].receipt(NOBODYS_CODE, HOME) is None


def test_a_right_code_among_many_guesses_does_not_open_before_the_hour_is_over(visit: Visit) -> None:
    code = visit.send()
    for _ in range(TRIES):
        visit.machines[0].receipt(NOBODYS_CODE, HOME)
    for screening in visit.machines:
        with pytest.raises(TooManyTries):
            screening.receipt(code, HOME)
        with pytest.raises(TooManyTries):
            screening.withdraw(code, HOME)
    assert visit.machines[0].receipt(code, ELSEWHERE)
    visit.now += timedelta(hours=1)
    assert visit.machines[0].withdraw(code, HOME)


def test_what_cannot_be_a_code_is_not_counted(visit: Visit) -> None:
    for typed in ("no code", "", "2" * 19, "2" * 21, "é" * 20) * TRIES:
        assert visit.machines[0].receipt(typed, HOME) is None
        assert visit.machines[1].withdraw(typed, HOME) is None
    with visit.databases[0].reading() as connection:
        assert connection.scalar(select(func.count()).select_from(throttle)) == 0


def test_a_network_of_ipv6_is_counted_as_one_and_the_next_one_for_itself(visit: Visit) -> None:
    for address in ("2001:db8::1", "2001:db8:0:0:ffff:ffff:ffff:ffff", "2001:DB8::2"):
        visit.send(address=address)
        assert visit.machines[0].receipt(NOBODYS_CODE, address) is None
    for address in ("2001:db8::3", "2001:db8::1"):
        with pytest.raises(TooManyTries):
            visit.send(address=address)
        with pytest.raises(TooManyTries):
            visit.machines[1].receipt(NOBODYS_CODE, address)
    visit.send(address="2001:db8:0:1::1")
    assert visit.machines[0].receipt(NOBODYS_CODE, "2001:db8:0:1::1") is None


def test_two_addresses_of_ipv4_are_counted_apart_also_when_they_are_written_as_ipv6(visit: Visit) -> None:
    for _ in range(TRIES):
        visit.send(address="192.0.2.1")
        visit.send(address="::ffff:192.0.2.3")
    visit.send(address="192.0.2.2")
    visit.send(address="::ffff:198.51.100.1")


@pytest.mark.parametrize("address", ["", "unix:", "fe80::1%eth0", "not an address"])
def test_an_address_of_any_other_form_is_counted_too(visit: Visit, address: str) -> None:
    for _ in range(TRIES):
        visit.send(address=address)
    with pytest.raises(TooManyTries):
        visit.send(address=address)


def test_sending_and_guessing_are_counted_apart(visit: Visit) -> None:
    for _ in range(TRIES):
        visit.machines[0].receipt(NOBODYS_CODE, HOME)
    visit.send()


def test_no_address_is_in_the_database_in_clear(visit: Visit) -> None:
    for address in (HOME, ELSEWHERE):
        visit.send(address=address)
        visit.machines[0].receipt(NOBODYS_CODE, address)
    with visit.databases[0].reading() as connection:
        stored = everything(connection)
        keys = list(connection.scalars(select(throttle.c.key)))
    assert HOME not in stored
    assert ELSEWHERE not in stored
    assert len(keys) == len(set(keys)) == 4
    assert KEYRING.fingerprints(HOME, "throttle", "send")[0] in keys
