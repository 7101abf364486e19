"""What time it is, for every use case: an aware time in UTC."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""What a use case asks for the time; a test, or a command that takes its time, gives another one than ``utc_now``."""


def utc_now() -> datetime:
    """Return the present time."""
    return datetime.now(UTC)
