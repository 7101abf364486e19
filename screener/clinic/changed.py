"""What every step has in common: it is not taken on what was withdrawn, and it leaves the next version and an event."""

from dataclasses import replace
from datetime import datetime

from screener.audit import Action, Actor, Event
from screener.submissions.submission import AlreadyWithdrawn, Submission

Taken = tuple[Submission, Event]
"""A submission after a step, one version on, with the event of it."""


def check_not_withdrawn(submission: Submission) -> None:
    """Raise ``AlreadyWithdrawn`` where there is nothing to work on any more."""
    if submission.is_tombstone:
        raise AlreadyWithdrawn


def changed(
    submission: Submission, action: Action, by: Actor, at: datetime, details: dict[str, str]
) -> Taken:
    """Return the submission one version on, with the event that names the version and who did it from where."""
    after = replace(submission, version=submission.version + 1)
    said = {**details, "version": str(after.version), "address": by.address}
    return after, Event(action, by.id, submission.id, at, said)
