"""What a person who asked for it is told by email when something changed: that it did, and where to look. Nothing of health."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from screener.audit import PATIENT, Action, Event
from screener.clinic.facts import Facts
from screener.questionnaire.wording import N_
from screener.submissions.content import Contact
from screener.submissions.submission import Submission

BY_EMAIL = "email"
"""The one channel; nobody is told by it who did not choose it."""
REST = timedelta(minutes=10)
"""How long a change rests before anybody is told: what is taken back meanwhile is told to nobody."""
MOST_TRIES = 60
"""After so many tries, over more than two days, nobody is told of this change; the receipt shows it all the same."""

_SUBJECT = N_("There is news for you")
_CHANGED = N_("Something changed in what you sent to %(clinic)s.")
_LOOK = N_("To see it, open this page and type your 5 words:")
_CALL = N_("You can also call %(phone)s and say your reference number.")
_STOP = N_("You asked for these emails. You can stop them on the same page, or call.")
_NO_ANSWER = N_("Please do not reply to this email. In an emergency, call 911.")


@dataclass(frozen=True, slots=True)
class Letter:
    """An email to a person, in their language."""

    subject: str
    body: str


def wanted(contact: Contact) -> bool:
    """Tell whether a person asked to be told by email, and wrote an address."""
    return BY_EMAIL in contact.updates.split() and bool(contact.email)


def letter(facts: Facts, link: str, translate: Callable[[str], str]) -> Letter:
    """Return the email; it is the same for everybody, whatever changed."""
    known = {"clinic": facts.name, "phone": facts.phone}
    first = translate(_CHANGED) % known
    last = "\n".join((translate(_CALL) % known, translate(_STOP), translate(_NO_ANSWER)))
    return Letter(translate(_SUBJECT), f"{first}\n{translate(_LOOK)}\n\n{link}\n\n{last}\n")


def stopped(submission: Submission, at: datetime) -> Event:
    """Return the event of a person who wants no more emails."""
    return Event(Action.NEWS_STOPPED, PATIENT, submission.id, at)
