"""One step for many submissions of the worklist, and taking all of it back."""

from flask import abort, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from screener.codes.reference import REFERENCE_LENGTH, normalized
from screener.use_cases.bulk import AT_ONCE, Bulk
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
        step = form.step() if form.validate() else None
        done = use_cases().bulk.change(versions, step, actor()) if step and versions else None
    except TooMany:
        say(f"Choose {AT_ONCE} submissions or fewer. Nothing was changed.")
    except ValueError:
        abort(400)
    else:
        say(*_told(done))
        if done:
            can_undo([f"{reference}:{versions[reference] + 1}" for reference in done.done])
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


def _told(done: Bulk | None) -> list[str]:
    if done is None or not (done.done or done.left):
        return ["Nothing was changed. Choose submissions in the list, and what to do with them."]
    changed = f"{len(done.done)} changed." if done.done else "Nothing was changed."
    return [changed, *(f"{left.reference} was left: {words.WHY[left.why]}." for left in done.left)]
