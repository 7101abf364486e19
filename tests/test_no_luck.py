"""No test hangs on how fast the machine is that it runs on: how fast the program is, bench/ measures."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st


def test_a_drawn_test_may_take_its_time() -> None:
    @settings(max_examples=2)
    @given(st.just(0))
    def slow(_: int) -> None:
        time.sleep(0.3)

    slow()
