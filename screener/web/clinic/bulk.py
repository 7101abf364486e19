"""One step for many submissions of the worklist, and taking all of it back."""

from flask import abort, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from screener.codes.reference import REFERENCE_LENGTH, grouped, normalized
from screener.use_cases.bulk import AT_ONCE, Bulk
from screener.use_cases.reviewed import Why
from screener.use_cases.worklist import TooMany
from screener.web.addresses import SEE_OTHER
from screener.web.clinic import words
from screener.web.clinic.access import actor
from screener.web.clinic.at_work import can_undo, colleagues, say, undoable
from screener.web.clinic.bulk_form import BULK, BulkForm
from screener.web.clinic.pages import pages
from screener.web.clinic.worklist import asked_address
from screener.web.use_cases import use_cases


@pages.post("/bulk")
def bulk() -> BaseResponse:
    """Give many submissions to somebody, take them to a status or close them, and say what was left and why."""
    form = BulkForm(colleagues(), prefix=BULK)
    try:
        versions = dict(_chosen(written) for written in request.form.getlist("chosen"))
        if not form.validate():
            say("What you chose cannot be chosen any more. Nothing was changed. Choose again.")
        elif len(steps := form.steps()) > 1:
            say("Choose one thing to do at a time. Nothing was changed.")
        elif steps and versions:
            done = use_cases().bulk.change(versions, steps[0], actor())
            say(*_told(done))
            if done.done:
                can_undo([f"{reference}:{versions[reference] + 1}" for reference in done.done])
        else:
            say(_NOTHING)
    except TooMany:
        say(f"Choose {AT_ONCE} submissions or fewer. Nothing was changed.")
    except ValueError:
        abort(400)
    return redirect(asked_address(), SEE_OTHER)


@pages.post("/bulk/undo")
def undo_bulk() -> BaseResponse:
    """Take back what was just done to many, where nobody changed one since."""
    try:
        versions = dict(_chosen(written) for written in undoable())
        say(*_told(use_cases().bulk.undo(versions, actor())))
    except ValueError:
        abort(400)
    return redirect(asked_address(), SEE_OTHER)


def _chosen(written: str) -> tuple[str, int]:
    reference, _, version = written.partition(":")
    code = normalized(reference, REFERENCE_LENGTH)
    if code is None:
        raise ValueError("no reference number")
    return code, int(version[:9])


_NOTHING = "Nothing was changed. Choose submissions in the list, and what to do with them."
_MOST_NAMED = 12


def _told(done: Bulk) -> list[str]:
    if not (done.done or done.left):
        return [_NOTHING]
    by_reason: dict[Why, list[str]] = {}
    for left in done.left:
        by_reason.setdefault(left.why, []).append(grouped(left.reference))
    return [
        f"{len(done.done)} changed." if done.done else "Nothing was changed.",
        *(_left(why, references) for why, references in by_reason.items()),
    ]


def _left(why: Why, references: list[str]) -> str:
    more = len(references) - _MOST_NAMED
    named = ", ".join(references[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
    they = "it was" if len(references) == 1 else "they were"
    return f"{len(references)} left as {they} ({words.WHY[why]}): {named}."
