"""A submission that was opened: the record in clear, and beside it what is sealed of the person."""

from dataclasses import dataclass, field

from screener.submissions.content import Content
from screener.submissions.submission import Submission


@dataclass(frozen=True, slots=True)
class Opened:
    """A submission as read back, with its content as far as there is any and a key opens it.

    ``content`` is ``None`` for a tombstone, whose content is gone, and where it was damaged.
    """

    submission: Submission
    content: Content | None = field(repr=False)

    @property
    def is_damaged(self) -> bool:
        """There should be content, and no key opens it."""
        return self.content is None and not self.submission.is_tombstone
