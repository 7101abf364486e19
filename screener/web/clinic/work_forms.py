"""The forms of the work on one submission. What they say is English, as are all pages of staff."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, StopValidation

from screener.clinic.notes import REASON_LIMIT, TEXT_LIMIT, Means
from screener.clinic.review import NEXT
from screener.clinic.steps import LONGEST_WAIT, Assign, CallBack, ChangeStatus, Step
from screener.clinic.writing import AddAttempt, AddNote
from screener.submissions.submission import ClosedReason, HoldReason, Outcome, Status, Submission
from screener.use_cases.clock import utc_now
from screener.web.clinic import words
from screener.web.clinic.typed import press_of, text_of, version_of
from screener.web.use_cases import use_cases

KEEP = ""
"""Stands for a choice that changes nothing: the first of each, so that a save without a choice saves the note alone."""
NOBODY = "nobody"
_AT, _NO_MORE, _TOMORROW = "at", "no-more", "tomorrow"
_HOURS = {"in-1-hour": 1, "in-4-hours": 4}
_LONGEST_TIME = 16


def _zone() -> ZoneInfo:
    return ZoneInfo(use_cases().settings.clinic_timezone)


class WorkForm(FlaskForm):  # type: ignore[misc]
    """A call, a note, a status, an assignee and a call back: each can be left out, all are one save."""

    version = HiddenField(filters=[version_of])
    press = HiddenField(filters=[press_of])
    outcome = RadioField(
        "Call",
        choices={KEEP: "None", **{one.value: shown for one, shown in words.OUTCOME.items()}},
        default=KEEP,
    )
    means = SelectField("By", choices={one.value: shown for one, shown in words.MEANS.items()})
    note = TextAreaField(
        "Note",
        filters=[text_of],
        validators=[Length(max=TEXT_LIMIT, message=f"A note has up to {TEXT_LIMIT} letters.")],
        render_kw={"rows": 2, "maxlength": TEXT_LIMIT},
    )
    call_back = RadioField(
        "Call back",
        choices={
            KEEP: "Keep",
            "in-1-hour": "In 1 hour",
            "in-4-hours": "In 4 hours",
            _TOMORROW: "This time tomorrow",
            _AT: "At",
            _NO_MORE: "No more",
        },
        default=KEEP,
    )
    call_back_at = StringField("Date and time", filters=[text_of], render_kw={"type": "datetime-local"})
    # What could be chosen when the page was shown may be none any longer: the step says so, and the note is kept.
    status = RadioField("Status", validate_choice=False, default=KEEP)
    reason = SelectField(
        "Closed because",
        choices={KEEP: "Choose", **{one.value: shown for one, shown in words.CLOSED.items()}},
    )
    assignee = SelectField("Assigned to")

    def __init__(self, submission: Submission, colleagues: dict[str, str], me: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._present = submission
        shown = words.STATUS[submission.status]
        self.status.choices = {KEEP: f"Keep: {shown.lower()}"} | {
            one.value: words.STATUS[one] for one in Status if one in NEXT[submission.status]
        }
        # A colleague who was disabled is still named, so that a save for something else does not drop them.
        names = {name: f"{shown} (me)" if name == me else shown for name, shown in colleagues.items()}
        self.assignee.choices = {KEEP: "Keep", **names, NOBODY: "Nobody"}

    def validate_call_back_at(self, field: Any) -> None:
        """Ask for a time where one is to be named."""
        if self.call_back.data == _AT and self._named_time() is None:
            raise StopValidation("Write the day and the time to call back, within a year.")
        _ = field

    def validate_reason(self, field: Any) -> None:
        """Ask for a reason to close, and for nothing else."""
        if (self.status.data == Status.CLOSED.value) != bool(field.data):
            raise StopValidation("Choose a reason to close, and only then.")

    def validate_status(self, field: Any) -> None:
        """Refuse what is no status at all."""
        if field.data and field.data not in set(Status):
            raise StopValidation("Choose a status of the list.")

    def steps(self) -> list[Step]:
        """Return what is to be done, in order; nothing where nothing was chosen or written."""
        steps: list[Step] = []
        if self.outcome.data:
            steps.append(AddAttempt(Means(self.means.data), Outcome(self.outcome.data), self.note.data))
        elif self.note.data:
            steps.append(AddNote(self.note.data))
        if self.call_back.data and self.status.data != Status.CLOSED.value:
            steps.append(CallBack(self._call_back()))
        if self.status.data:
            reason = ClosedReason(self.reason.data) if self.reason.data else None
            steps.append(ChangeStatus(Status(self.status.data), reason))
        if self.assignee.data:
            steps.append(Assign(None if self.assignee.data == NOBODY else self.assignee.data))
        return steps

    def _call_back(self) -> datetime | None:
        if self.call_back.data == _NO_MORE:
            return None
        if self.call_back.data == _AT:
            return self._named_time()
        now = utc_now().replace(second=0, microsecond=0)
        if self.call_back.data == _TOMORROW:
            return now.astimezone(_zone()) + timedelta(
                days=1
            )  # by the clinic's clock, also where that is put back
        return now + timedelta(hours=_HOURS[self.call_back.data])

    def _named_time(self) -> datetime | None:
        written = self.call_back_at.data[:_LONGEST_TIME]
        try:
            named = datetime.strptime(written, "%Y-%m-%dT%H:%M").replace(tzinfo=_zone())
        except ValueError:
            return None
        return named if abs(named - utc_now()) < LONGEST_WAIT else None


class HoldForm(FlaskForm):  # type: ignore[misc]
    """Why a submission is kept."""

    version = HiddenField(filters=[version_of])
    hold = SelectField(
        "Keep it, because of",
        choices={KEEP: "Choose", **{one.value: shown for one, shown in words.HOLD.items()}},
    )

    def validate_hold(self, field: Any) -> None:
        """Ask for a reason."""
        if not field.data:
            raise StopValidation("Choose why it is on hold.")

    def held_for(self) -> HoldReason:
        """Return the reason."""
        return HoldReason(self.hold.data)


class VersionForm(FlaskForm):  # type: ignore[misc]
    """A press on a version."""

    version = HiddenField(filters=[version_of])


class StrikeForm(FlaskForm):  # type: ignore[misc]
    """Why a note or an attempt is wrong."""

    reason = StringField(
        "Why it is wrong",
        filters=[text_of],
        validators=[
            DataRequired("Write why it is wrong."),  # of what is left of it: invisible marks are no reason
            Length(max=REASON_LIMIT, message=f"Use {REASON_LIMIT} letters or fewer."),
        ],
        render_kw={"maxlength": REASON_LIMIT, "autocomplete": "off"},
    )
