"""How many files are open at once: a connection is one too, and clients get what pages and the database do not need."""

import resource
from contextlib import suppress

_WANTED = 2048
_OF_THE_PROCESS = 56
"""What is open from the start, and what is read meanwhile: words, templates, a module that is needed late."""
_OF_A_THREAD = 4
"""Its connection to the database: on SQLite the file, and the two beside it."""
_FEWEST = 16


def let_many_be_open() -> None:
    """Have as many files open as the system allows, where fewer are usual."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _WANTED if hard == resource.RLIM_INFINITY else min(_WANTED, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        with suppress(OSError, ValueError):  # some systems name no limit, and have one
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def most_clients(wanted: int, threads: int) -> int:
    """Return how many connections may be open at once, so that neither a page nor the database lacks a file."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return wanted
    return max(_FEWEST, min(wanted, soft - _OF_THE_PROCESS - _OF_A_THREAD * threads))
