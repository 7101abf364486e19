"""Waiting for what a server does by itself, in a moment of its own."""

import time
from collections.abc import Callable


def wait_until(is_so: Callable[[], object]) -> None:
    """Return once it is so; raise ``AssertionError`` where it is not so for half a minute."""
    for _ in range(300):
        if is_so():
            return
        time.sleep(0.1)
    raise AssertionError
