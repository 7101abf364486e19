"""Where a submission stands, as the person is told on their receipt: about the work alone, with no word about health."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from screener.questionnaire.wording import N_
from screener.submissions.priority import WAITING
from screener.submissions.submission import Outcome, Status, Submission


class Step(StrEnum):
    """What has happened so far, in this order."""

    RECEIVED = "received"
    READ = "read"
    TRIED = "tried"
    REACHED = "reached"
    BOOKED = "booked"
    CLOSED = "closed"


STEP_WORDS = {
    Step.RECEIVED: N_("We have your answers."),
    Step.READ: N_("Somebody at the clinic has read them."),
    Step.TRIED: N_("We tried to reach you. Please call us."),
    Step.REACHED: N_("We have been in touch with you."),
    Step.BOOKED: N_("You have an appointment. Call if you need another day."),
    Step.CLOSED: N_("Our work on this is done. You can still call at any time."),
}


@dataclass(frozen=True, slots=True)
class Reached:
    """A step that was reached; ``at`` is ``None`` where no time is kept of it."""

    step: Step
    at: datetime | None

    @property
    def words(self) -> str:
        """What the person is told, untranslated."""
        return STEP_WORDS[self.step]


def standing(submission: Submission) -> tuple[Reached, ...]:
    """Return the steps up to where it stands; the last one is where it stands now.

    The newest try to reach the person is told where it was in vain, while they wait to be reached, and no longer.
    """
    last = submission.last_attempt
    status = submission.status
    steps = [Reached(Step.RECEIVED, submission.received_at)]
    if submission.first_viewed_at:
        steps.append(Reached(Step.READ, submission.first_viewed_at))
    if last and last.outcome is not Outcome.REACHED and status in WAITING:
        steps.append(Reached(Step.TRIED, last.at))
    if submission.first_contact_at:
        steps.append(Reached(Step.REACHED, submission.first_contact_at))
    if status is Status.APPOINTMENT_BOOKED:
        steps.append(Reached(Step.BOOKED, None))
    if status is Status.CLOSED:
        steps.append(Reached(Step.CLOSED, None))
    return tuple(steps)
