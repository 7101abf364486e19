"""Slow work waits its turn, a little of it, and what is too much is told so at once."""

import os
from concurrent.futures import ThreadPoolExecutor
from threading import Event, get_native_id

import pytest

from screener.processes.slow_work import Busy, OneAtATime


def test_one_is_done_while_some_wait_and_the_next_is_busy() -> None:
    work, begun, free = OneAtATime(waiting=2), Event(), Event()

    def first() -> bool:
        begun.set()
        return free.wait(20)

    with ThreadPoolExecutor(3) as callers:
        running = callers.submit(work.do, first)
        assert begun.wait(20)
        waiting = [callers.submit(work.do, lambda: "done") for _ in range(2)]
        while work._places._value:  # noqa: SLF001 - until both of them wait
            pass
        with pytest.raises(Busy):
            work.do(lambda: "never")
        free.set()
        assert running.result()
        assert [each.result() for each in waiting] == ["done", "done"]
    assert work.do(lambda: "again") == "again"


def test_what_it_raises_is_raised_and_gives_the_place_back() -> None:
    work = OneAtATime(waiting=0)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            work.do(lambda: 1 // 0)


def test_it_stands_back_for_other_threads() -> None:
    work = OneAtATime(waiting=0)
    mine = os.getpriority(os.PRIO_PROCESS, get_native_id())
    assert work.do(lambda: os.getpriority(os.PRIO_PROCESS, get_native_id())) == min(mine + 10, 19)


def test_it_works_in_a_process_that_was_forked_after_it_worked() -> None:
    work = OneAtATime(waiting=0)
    assert work.do(lambda: 1) == 1
    child = os.fork()
    if not child:
        os._exit(work.do(lambda: 7))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
