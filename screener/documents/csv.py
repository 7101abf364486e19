"""Submissions as a table that a spreadsheet opens."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from screener.clinic.explained import caveat_ids
from screener.documents.spreadsheet import table
from screener.dystonia import DYSTONIA
from screener.dystonia.parts import part_for_staff
from screener.dystonia.share import wishes_in_words
from screener.submissions.content import Contact
from screener.submissions.opened import Opened

_ABOUT = (
    "reference",
    "synthetic",
    "received",
    "status",
    "closed because",
    "on hold",
    "assigned to",
    "first opened",
    "first contact",
    "tries to reach",
    "last try",
    "last try by",
    "last try was",
    "call back",
    "answers gone since",
    "times are those of",
    "language",
    "answered by",
    "entered by phone by",
    "pattern",
    "generalized",
    "how soon",
    "red flags",
    "regions",
    "caveats",
    "would help at the visit",
    "questionnaire version",
    "rules version",
)
_OF_CONTENT = ("content", "answered in another system")
_CONTACT = {
    "name": "name",
    "own_name": "name of who answered",
    "date_of_birth": "date of birth",
    "phone": "phone",
    "email": "email",
    "best_time": "best time",
    "wishes": "for a visit",
    "leave_message": "leave a message",
    "language": "speaks",
    "message": "message",
}
_QUESTIONS = tuple(DYSTONIA.questions)
HEADER = (
    *_ABOUT,
    *_OF_CONTENT,
    *(f"contact: {name}" for name in _CONTACT.values()),
    "parts",
    *(f"answer: {name}" for name in _QUESTIONS),
    "other answers",
)
"""The first row. After ``parts`` come the answers in English, a column for each question of today's questionnaire."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the clinic calls the codes of the heart, its staff and its hours, and how a phone number is dialled there."""

    zone: tzinfo
    staff: Mapping[str, str]
    status: Mapping[Any, str]
    closed: Mapping[Any, str]
    hold: Mapping[Any, str]
    outcome: Mapping[Any, str]
    urgency: Mapping[Any, str]
    pattern: Mapping[str, str]
    region: Mapping[Any, str]
    flag: Mapping[str, str]
    need: Mapping[str, str]
    language: Mapping[str, str]
    respondent: Mapping[str, str]
    dialled: Callable[[str], str]

    def name(self, staff_id: str | None) -> str:
        """Return the name of a staff member."""
        return self.staff.get(staff_id, "a former colleague") if staff_id else ""

    def time(self, at: datetime | None) -> str:
        """Return a time as the clinic's clock showed it, in a form that a spreadsheet sorts."""
        return f"{at.astimezone(self.zone):%Y-%m-%d %H:%M}" if at else ""

    def told_time(self, written: str) -> str:
        """Return a FHIR dateTime like ``time``; one that tells a day, a month or a year alone, as it is."""
        return self.time(datetime.fromisoformat(written)) if "T" in written else written


def lines(submissions: Iterable[Opened], spoken: Spoken) -> Iterator[str]:
    """Return the lines, each with its end; the first one is the header, behind the mark of UTF-8."""
    return table(HEADER, (cells(opened, spoken) for opened in submissions))


def cells(opened: Opened, spoken: Spoken) -> tuple[str, ...]:
    """Return the cells of a submission as they are, in the order of ``HEADER``."""
    submission = opened.submission
    last, gone = submission.last_attempt, submission.is_tombstone
    about = (
        submission.reference,
        "yes" if submission.synthetic else "no",
        spoken.time(submission.received_at),
        "Purged by the clinic" if submission.purged else spoken.status[submission.status],
        spoken.closed[submission.closed_reason] if submission.closed_reason else "",
        spoken.hold[submission.hold] if submission.hold else "",
        spoken.name(submission.assignee),
        spoken.time(submission.first_viewed_at),
        spoken.time(submission.first_contact_at),
        "" if gone else str(submission.attempts),
        spoken.time(last.at) if last else "",
        spoken.name(last.by) if last else "",
        spoken.outcome[last.outcome] if last else "",
        spoken.time(submission.call_back_at),
        spoken.time(submission.withdrawn_at),
        str(spoken.zone),
        spoken.language.get(submission.language, submission.language),
        spoken.respondent.get(submission.respondent, submission.respondent),
        spoken.name(submission.entered_by),
        "" if gone else spoken.pattern[submission.distribution or "none"],
        "" if gone else "yes" if submission.generalized else "no",
        spoken.urgency[submission.urgency] if submission.urgency else "",
        _in_words(submission.flags, spoken.flag),
        _in_words(submission.regions, spoken.region),
        "; ".join(caveat.replace("_", " ") for caveat in caveat_ids(opened)),
        _in_words(submission.needs, spoken.need),
        submission.questionnaire_version,
        submission.rules_version,
    )
    return (*about, *_content_cells(opened, spoken))


def _content_cells(opened: Opened, spoken: Spoken) -> tuple[str, ...]:
    content = opened.content
    if content is None:
        gone = "purged" if opened.submission.purged else "taken back"
        said = "cannot be opened" if opened.is_damaged else gone
        return said, *[""] * (len(HEADER) - len(_ABOUT) - 1)
    answers = {
        line.question_id: line.answer_in_english for _, section in content.seen.sections for line in section
    }
    # An older questionnaire may have asked what today's does not.
    others = [f"{name}: {answer}" for name, answer in answers.items() if name not in DYSTONIA.questions]
    return (
        "",
        spoken.told_time(content.answered_at),
        *_contact_cells(content.contact, spoken),
        "; ".join(part_for_staff(part) for part in content.parts),
        *(answers.get(name, "") for name in _QUESTIONS),
        "\n".join(others),
    )


def _contact_cells(contact: Contact, spoken: Spoken) -> tuple[str, ...]:
    told = {
        "phone": spoken.dialled(contact.phone) if contact.phone else "",
        "wishes": "; ".join(wishes_in_words(contact.wishes)),
        # Whoever reads the table calls from it: what was not answered must not be an empty cell.
        "leave_message": contact.leave_message or "not answered: do not",
        "language": spoken.language.get(contact.language, contact.language),
    }
    return tuple(told.get(name, getattr(contact, name)) for name in _CONTACT)


def _in_words(codes: Iterable[str], words: Mapping[Any, str]) -> str:
    return "; ".join(words.get(code, code.replace("_", " ")) for code in codes)
