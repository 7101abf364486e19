"""The form of the work on many submissions at once."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import SelectField

from screener.clinic.steps import Assign, ChangeStatus
from screener.submissions.submission import ClosedReason, Status
from screener.web.clinic import words
from screener.web.clinic.work_forms import KEEP, NOBODY

BULK = "bulk-"
"""Begins the names of the fields of ``BulkForm``: the filter above has some of the same."""


class BulkForm(FlaskForm):  # type: ignore[misc]
    """One step for many: to whom, which status, or closed with a reason. No choice is made beforehand."""

    class Meta:
        """The token of the page, whose name has no prefix, was checked before the form is made."""

        csrf = False

    assignee = SelectField("Assign to")
    status = SelectField(
        "Status",
        choices={
            KEEP: "Choose",
            **{one.value: words.STATUS[one] for one in (Status.IN_REVIEW, Status.CONTACTED)},
        },
    )
    reason = SelectField(
        "Close because",
        choices={KEEP: "Choose", **{one.value: shown for one, shown in words.CLOSED.items()}},
    )

    def __init__(self, colleagues: dict[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.assignee.choices = {KEEP: "Choose", **colleagues, NOBODY: "Nobody"}

    def steps(self) -> list[Assign | ChangeStatus]:
        """Return what was chosen: one step can be taken at a time."""
        chosen: list[Assign | ChangeStatus] = []
        if self.assignee.data:
            chosen.append(Assign(None if self.assignee.data == NOBODY else self.assignee.data))
        if self.status.data:
            chosen.append(ChangeStatus(Status(self.status.data)))
        if self.reason.data:
            chosen.append(ChangeStatus(Status.CLOSED, ClosedReason(self.reason.data)))
        return chosen
