"""The form of an exam. What it says is English, as are all pages of staff."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import Length, StopValidation

from screener.body.anatomy import MARKS, BodyPart
from screener.clinic.findings import Company, Decision, ExamDistribution, Findings, Happened, parts_of_letters
from screener.clinic.notes import TEXT_LIMIT
from screener.web.clinic import words
from screener.web.clinic.said_back import ManyField
from screener.web.clinic.typed import text_of

_LONGEST_LETTERS = 80


def _version(typed: Any) -> int:
    written = str(typed or "")
    return int(written) if written.isdecimal() and len(written) < 10 else 0  # noqa: PLR2004 - longer is no version


def _radio(label: str, choices: dict[Any, str], default: str | None = None) -> RadioField:
    return RadioField(
        label,
        choices={value.value: shown for value, shown in choices.items()},
        default=default,
    )


def _are_letters(_: Any, field: Any) -> None:
    try:
        parts_of_letters(field.data)
    except ValueError as unknown:
        raise StopValidation(
            f"“{unknown}” stands for no part. Write such as n rh ll, or tick the boxes."
        ) from None


class ExamForm(FlaskForm):  # type: ignore[misc]
    """What was seen, and the words for it."""

    seen = HiddenField(filters=[_version])
    parts = ManyField("Where dystonia was seen", choices={mark: mark for mark in MARKS})
    letters = StringField(
        "Or type the parts",
        filters=[text_of],
        validators=[
            Length(max=_LONGEST_LETTERS, message=f"Use {_LONGEST_LETTERS} letters or fewer."),
            _are_letters,
        ],
        render_kw={
            "maxlength": _LONGEST_LETTERS,
            "autocomplete": "off",
            "autocapitalize": "none",
            "spellcheck": "false",
        },
    )
    not_examined = ManyField("Not examined", choices={part.value: part.value for part in BodyPart})
    dystonia = _radio("Dystonia?", words.DECISION)
    distribution = _radio("The distribution you would use", words.EXAM_DISTRIBUTION)
    company = _radio("By itself?", words.COMPANY)
    other_finding = TextAreaField(
        "Other finding",
        filters=[text_of],
        validators=[Length(max=TEXT_LIMIT, message=f"Use {TEXT_LIMIT} letters or fewer.")],
        render_kw={"maxlength": TEXT_LIMIT, "rows": 2},
    )
    emergency_room = _radio("Emergency room within 30 days?", words.HAPPENED, Happened.NOT_KNOWN.value)
    urgent_diagnosis = _radio("Urgent diagnosis within 30 days?", words.HAPPENED, Happened.NOT_KNOWN.value)

    def findings(self) -> Findings:
        """Return what was found. Raises ``Contradiction``."""
        return Findings(
            parts=frozenset(self.parts.data or ()) | parts_of_letters(self.letters.data),
            not_examined=frozenset(BodyPart(part) for part in self.not_examined.data or ()),
            dystonia=Decision(self.dystonia.data),
            distribution=ExamDistribution(self.distribution.data),
            company=Company(self.company.data),
            other_finding=self.other_finding.data,
            emergency_room=Happened(self.emergency_room.data),
            urgent_diagnosis=Happened(self.urgent_diagnosis.data),
        )
