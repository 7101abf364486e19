"""A reader may refuse what it is given, and then never repeats it."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def refused(words: str) -> Iterator[None]:
    """Take a refusal for an answer, where its words are these and nothing else."""
    try:
        yield
    except ValueError as fault:
        if str(fault) != words:
            raise
