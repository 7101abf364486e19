"""One finds out for all who asked before it began; who asks later is told nothing that is older than the question."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep

import pytest

from screener.processes.found_together import FoundTogether


def test_many_who_ask_at_once_are_answered_by_two_looks() -> None:
    together: FoundTogether[int] = FoundTogether()
    looks: list[int] = []
    begun, go_on = Event(), Event()

    def look() -> int:
        looks.append(len(looks))
        begun.set()
        go_on.wait(10)
        return len(looks)

    with ThreadPoolExecutor(9) as threads:
        first = threads.submit(together.find, look, 10, -1)
        assert begun.wait(10)
        later = [threads.submit(together.find, look, 10, -1) for _ in range(8)]
        while len(together._changed._waiters) < 8:  # type: ignore[attr-defined]  # noqa: SLF001 - nothing else tells that all asked
            sleep(0.01)
        go_on.set()
        assert first.result() == 1
        assert {each.result() for each in later} == {2}, "none is told what was found before they asked"
    assert together.find(look, 10, -1) == 3


def test_who_waits_too_long_is_told_so_and_a_look_that_fails_keeps_nobody() -> None:
    together: FoundTogether[str] = FoundTogether()
    begun, go_on = Event(), Event()

    def hangs() -> str:
        begun.set()
        go_on.wait(10)
        raise LookupError

    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(together.find, hangs, 10, "busy")
        assert begun.wait(10)
        assert together.find(lambda: "found", 0.05, "busy") == "busy"
        go_on.set()
        with pytest.raises(LookupError):
            first.result()
    assert together.find(lambda: "found", 1, "busy") == "found"
