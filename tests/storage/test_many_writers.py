"""Eight threads at once, each with connections of its own: nothing is lost, doubled or forked."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from sqlalchemy import func, select

from screener.storage import audit_check
from screener.storage.database import Database
from screener.storage.submissions import Submissions
from screener.storage.tables.audit import audit_event
from screener.storage.tables.submission import submission as table
from screener.storage.tables.throttle import throttle
from screener.submissions.submission import received
from screener.use_cases.send_keys import new_send_key
from screener.use_cases.submissions import Receipt, Screening
from tests.person import way
from tests.storage.samples import CONTENT, KEYRING, NOBODYS_CODE, PERSON, submission

THREADS = 8
EACH = 25
Done = TypeVar("Done")


def _at_once(work: Callable[[int], Done]) -> list[Done]:
    """Run ``work`` in all threads, which begin together."""
    barrier = Barrier(THREADS)

    def begin(number: int) -> Done:
        barrier.wait()
        return work(number)

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(begin, range(THREADS)))


def _screening(database: Database, tries: int = 10_000) -> Screening:
    return Screening(database, KEYRING, tries_per_hour=tries)


def _send(screening: Screening, send_key: str, address: str) -> Receipt:
    return screening.send(way(), PERSON, language="en", translate=str, send_key=send_key, address=address)


def _check_chain(database: Database, length: int) -> None:
    with database.reading() as connection:
        assert audit_check.first_fault(connection) is None
        numbers = list(connection.scalars(select(audit_event.c.number).order_by(audit_event.c.number)))
    assert numbers == list(range(1, length + 1))


def test_the_same_send_key_from_eight_threads_gives_one_row_and_one_reference(database: Database) -> None:
    send_key = new_send_key()
    screening = _screening(database)
    receipts = _at_once(lambda number: _send(screening, send_key, f"192.0.2.{number}"))
    assert len(set(receipts)) == 1
    with database.reading() as connection:
        assert list(connection.scalars(select(table.c.reference))) == [receipts[0].reference]
    _check_chain(database, 1)


def test_the_same_send_key_without_any_mark_is_still_sent_once(database: Database) -> None:
    """No tag follows the row here, so that nothing but the send key itself can tell the second one."""
    send_key = new_send_key()
    receipts = _at_once(
        lambda number: _screening(database).send(
            way(body_parts=frozenset({"none"})),
            PERSON,
            language="en",
            translate=str,
            send_key=send_key,
            address=f"192.0.2.{number}",
        )
    )
    assert len(set(receipts)) == 1
    with database.reading() as connection:
        assert list(connection.scalars(select(table.c.reference))) == [receipts[0].reference]
    _check_chain(database, 1)


def test_eight_threads_that_send_25_each_lose_none_and_the_chain_is_whole(database: Database) -> None:
    sent_way = way()
    screening = _screening(database)

    def send_some(number: int) -> list[str]:
        return [
            screening.send(
                sent_way,
                PERSON,
                language="en",
                translate=str,
                send_key=new_send_key(),
                address=f"192.0.2.{number}",
            ).code
            for _ in range(EACH)
        ]

    codes = [code for some in _at_once(send_some) for code in some]
    with database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(table)) == THREADS * EACH
        assert connection.scalar(select(func.count(table.c.reference.distinct()))) == THREADS * EACH
        stored = Submissions(connection, KEYRING)
        assert all(stored.by_receipt(code) for code in codes)
    _check_chain(database, THREADS * EACH)


def test_eight_threads_that_add_without_a_throttle_never_fork_the_chain(database: Database) -> None:
    def add(number: int) -> None:
        for index in range(10):
            with database.writing() as connection:
                name, new = f"{number}-{index}", submission()
                Submissions(connection, KEYRING).add(new, CONTENT, received(new), send_key=name, receipt=name)

    _at_once(add)
    _check_chain(database, THREADS * 10)


def test_the_same_code_withdrawn_by_eight_threads_is_withdrawn_once(database: Database) -> None:
    screening = _screening(database)
    code = _send(screening, new_send_key(), "192.0.2.1").code
    tombstones = _at_once(lambda number: screening.withdraw(code, f"192.0.2.{number}"))
    assert {one.version for one in tombstones if one} == {2}
    assert len(tombstones) == THREADS
    assert all(one is not None and one.is_tombstone for one in tombstones)
    _check_chain(database, 2)


def test_the_throttle_counts_every_try_of_eight_threads(database: Database) -> None:
    screening = _screening(database)
    _at_once(lambda _: [screening.receipt(NOBODYS_CODE, "192.0.2.1") for _ in range(10)])
    with database.reading() as connection:
        assert connection.scalar(select(func.sum(throttle.c.count))) == THREADS * 10
