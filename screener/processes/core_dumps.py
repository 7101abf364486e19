"""What a crash would leave: nothing."""

import ctypes
import resource
from contextlib import suppress

_PR_SET_DUMPABLE = 4


def leave_no_core() -> None:
    """Let no crash write what is in memory, names and codes among it, into a file."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Where the limit alone does not reach: a program that is handed the memory.
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0)
