"""Submissions as a table that a spreadsheet opens: UTF-8 with its mark, and no cell that could be taken for a formula."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from screener.dystonia import DYSTONIA
from screener.submissions.content import Contact, Content, Unopened
from screener.submissions.submission import Submission

_MARK = "\ufeff"
_FORMULA = re.compile(r"(^|[;\t\r\n])(\s*)([=+\-@\uff1d\uff0b\uff0d\uff20])")
"""What a spreadsheet may take for a formula, also behind a semicolon, which separates the cells of half the world."""
_ABOUT = (
    "reference",
    "received at (UTC)",
    "status",
    "closed because",
    "assignee",
    "first contact at (UTC)",
    "first viewed at (UTC)",
    "withdrawn at (UTC)",
    "language",
    "respondent",
    "entered by",
    "pattern",
    "generalized",
    "urgency",
    "red flags",
    "regions",
    "caveats",
    "would help at the visit",
    "questionnaire version",
    "rules version",
    "content",
)
_CONTACT = (
    "name",
    "own_name",
    "date_of_birth",
    "phone",
    "email",
    "best_time",
    "wishes",
    "leave_message",
    "language",
    "message",
)
_QUESTIONS = tuple(DYSTONIA.questions)
HEADER = (
    *_ABOUT,
    *(f"contact: {name}" for name in _CONTACT),
    "parts",
    *(f"answer: {name}" for name in _QUESTIONS),
    "other answers",
)
"""The first row. After ``parts`` come the answers in English, a column for each question of today's questionnaire."""


class _Piece:
    """What ``csv.writer`` writes one line to."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> None:
        self.text = text


def lines(submissions: Iterable[Submission]) -> Iterator[str]:
    """Return the lines, each with its end; the first one is the header, behind the mark of UTF-8."""
    return table(HEADER, map(cells, submissions))


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Return the lines of any table, each with its end; no cell of it can be taken for a formula."""
    piece = _Piece()
    writer = csv.writer(piece)
    writer.writerow(header)
    yield _MARK + piece.text
    for row in rows:
        writer.writerow([_safe(cell) for cell in row])
        yield piece.text


def cells(submission: Submission) -> tuple[str, ...]:
    """Return the cells of a submission as they are, in the order of ``HEADER``."""
    about = (
        submission.reference,
        _time(submission.received_at),
        submission.status.value,
        submission.closed_reason or "",
        submission.assignee or "",
        _time(submission.first_contact_at),
        _time(submission.first_viewed_at),
        _time(submission.withdrawn_at),
        submission.language,
        submission.respondent,
        submission.entered_by or "",
        submission.distribution or "",
        "yes" if submission.generalized else "no",
        submission.urgency or "",
        " ".join(submission.flags),
        " ".join(submission.regions),
        " ".join(submission.caveats),
        " ".join(submission.needs),
        submission.questionnaire_version,
        submission.rules_version,
    )
    return (*about, *_content_cells(submission.content))


def _content_cells(content: Content | Unopened | None) -> tuple[str, ...]:
    if not isinstance(content, Content):
        said = "withdrawn" if content is None else "cannot be opened"
        return said, *[""] * (len(HEADER) - len(_ABOUT))
    answers = {
        line.question_id: line.answer_in_english for _, section in content.seen.sections for line in section
    }
    # An older questionnaire may have asked what today's does not.
    others = [f"{name}: {answer}" for name, answer in answers.items() if name not in DYSTONIA.questions]
    return (
        "",
        *_contact_cells(content.contact),
        " ".join(content.parts),
        *(answers.get(name, "") for name in _QUESTIONS),
        "\n".join(others),
    )


def _contact_cells(contact: Contact) -> tuple[str, ...]:
    return tuple(getattr(contact, name) for name in _CONTACT)


def _time(at: datetime | None) -> str:
    return "" if at is None else f"{at:%Y-%m-%d %H:%M:%S}"


def _safe(cell: str) -> str:
    plain = cell if cell[:1] not in {"\t", "\r", "\n"} else f"'{cell}"
    return _FORMULA.sub(r"\1\2'\3", plain)
