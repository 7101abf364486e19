"""What a submission holds about a person: contact, answers, and the words that they saw."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

Record = TypeVar("Record", "SeenAnswer", "Contact")


@dataclass(frozen=True, slots=True)
class SeenAnswer:
    """A question and its answer in the words that the person saw, and in English for the staff."""

    question_id: str
    question: str
    answer: str
    question_in_english: str
    answer_in_english: str


class LeftOut(StrEnum):
    """Why nothing stands in a section of the second part."""

    SKIPPED = "skipped"
    """It was offered, and nothing in it was answered."""
    NOT_ASKED = "not asked"
    """It did not apply to what was answered before."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the person saw of their own: the answers by section, and the flags, pattern, reasons and caveats of the result.

    Words that are the same for everybody are not kept: the versions say which they were.
    """

    sections: tuple[tuple[str, tuple[SeenAnswer, ...]], ...]
    result: tuple[str, ...]
    left_out: tuple[tuple[str, LeftOut], ...] = ()
    """The sections of the second part without an answer, by their ids; nothing in submissions of questionnaire 1 and 2.0."""


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach the person, as validated, and the words they consented to.

    ``own_name`` is that of somebody who answers for the person. ``date_of_birth`` is ISO 8601; ``phone`` is E.164, with ``;ext=`` and the extension where there is one. ``wishes`` are the ids of what would suit them for a
    visit, with spaces between, and ``updates`` those of the ways by which they want to be told of changes. ``research`` is empty unless they agreed to be counted.
    """

    name: str = ""
    date_of_birth: str = ""
    phone: str = ""
    email: str = ""
    best_time: str = ""
    leave_message: str = ""
    language: str = ""
    message: str = ""
    consent: str = ""
    own_name: str = ""
    wishes: str = ""
    updates: str = ""
    research: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything about the person. It is sealed in the database, and gone after a withdrawal."""

    contact: Contact
    answers: Mapping[str, str | int | list[str] | None]
    parts: tuple[str, ...]
    seen: Seen
    answered_at: str = ""
    """When it was answered in another system, a FHIR dateTime as that system wrote it; empty where it was answered here, or not said."""


SINCE_0_2 = ("updates", "research")
"""The fields of a contact that version 0.2 lacks. It may serve beside this one, and opens no contact with a field that it lacks."""


def texts_of(record: SeenAnswer | Contact) -> dict[str, str]:
    """Return the texts of a record by the names of its fields."""
    # dataclasses.asdict gives the same, but copies every text, which takes several times as long.
    return {name: getattr(record, name) for name in record.__slots__}


def record_of(kind: type[Record], texts: Mapping[str, str]) -> Record:
    """Return the record of what ``texts_of`` gave, in this version or another: fields that a newer one added are left out."""
    return kind(**{name: texts[name] for name in kind.__slots__ if name in texts})
