"""How long somebody who signed in stays signed in."""

from datetime import timedelta

IDLE = timedelta(minutes=15)
"""A session ends when no page was opened for so long."""
LONGEST = timedelta(hours=12)
"""A session ends this long after it began, whatever is done in it."""
