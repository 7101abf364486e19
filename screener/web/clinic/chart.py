"""A submission in twelve plain lines, to copy into the chart of a record system that takes no file."""

from collections.abc import Sequence

from screener.adapters.written_phones import shown
from screener.clinic import explained
from screener.clinic.axis_one import axis_one
from screener.clinic.synopsis import synopsis
from screener.codes.reference import grouped
from screener.dystonia.parts import part_for_staff
from screener.submissions.content import Contact
from screener.submissions.opened import Opened
from screener.submissions.submission import Submission
from screener.web.clinic import words
from screener.web.templating import as_told, the_day, to_the_minute


def chart(opened: Opened, age_now: str) -> str:
    """Return the lines; one is left out where there is nothing to say in it. Empty where the answers are not here."""
    found, content = opened.submission, opened.content
    if content is None:
        return ""
    pattern = words.PATTERN[found.distribution or "none"] + (", generalized" if found.generalized else "")
    lines = [
        ("Dystonia self-screen", _joined((grouped(found.reference), _times(opened)), ", ")),
        ("Name", _person(content.contact, age_now)),
        ("Answered by", words.RESPONDENT.get(found.respondent, "")),
        ("Reach", _reach(content.contact)),
        ("In short", synopsis(content)),
        ("Red flags", _joined([flag.for_clinician.rstrip(".") for flag in explained.flags(found)])),
        ("Pattern of the marked parts (not a diagnosis)" if content.parts else "Pattern", pattern),
        ("Marked", _joined([part_for_staff(part) for part in content.parts])),
        ("History", _joined([f"{one.label}: {one.text}" for one in axis_one(content) if one.text])),
        ("At the visit", _joined(explained.needs(opened))),
        ("Wrote", " ".join(content.contact.message.split())),
        ("Status", _joined((words.status_of(found), _last_call(found)))),
    ]
    return "\n".join(f"{label}: {text}" for label, text in lines if text)


def _times(opened: Opened) -> str:
    answered_at = opened.content.answered_at if opened.content else ""
    answered = f"answered {as_told(answered_at)}, " if answered_at else ""
    return f"{answered}received {to_the_minute(opened.submission.received_at)}"


def _person(contact: Contact, age_now: str) -> str:
    born = f"born {the_day(contact.date_of_birth)}" if contact.date_of_birth else ""
    return _joined((contact.name, born, age_now), ", ")


def _reach(contact: Contact) -> str:
    """Return how to reach the person, and what whoever calls from the chart must know before the phone rings."""
    if not (contact.phone or contact.email):
        return ""
    may_leave = "may leave a message" if contact.leave_message == "yes" else "do not leave a message"
    speaks = words.spoken_by(contact.language)
    return _joined(
        (
            contact.phone and shown(contact.phone),
            contact.email,
            contact.own_name and f"ask for {contact.own_name}",
            contact.phone and may_leave,
            contact.best_time and f"best time: {contact.best_time}",
            speaks and f"speaks {speaks}",
        )
    )


def _last_call(found: Submission) -> str:
    last = found.last_attempt
    return f"last call: {words.OUTCOME[last.outcome].lower()}, {to_the_minute(last.at)}" if last else ""


def _joined(texts: Sequence[str], mark: str = "; ") -> str:
    return mark.join(text for text in texts if text)
