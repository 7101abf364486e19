"""One submission: everything about it on one page, and the steps of the work on it."""

from collections.abc import Callable

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from screener.clinic import explained
from screener.clinic.axis_one import axis_one
from screener.clinic.notes import TEXT_LIMIT, Means, Outcome
from screener.clinic.review import NEXT, AlreadySo, NothingToUndo, WrongTransition
from screener.clinic.steps import AddAttempt, AddNote, Assign, ChangeStatus, Hold, LiftHold, Step, Undo
from screener.clinic.synopsis import synopsis
from screener.questionnaire.typed import readable_part, visible
from screener.rules import RULES_VERSION
from screener.submissions.submission import AlreadyWithdrawn, ClosedReason, Content, HoldReason, Status
from screener.use_cases.reviews import Changed, NoSuchSubmission, Review
from screener.web.clinic import words
from screener.web.clinic.access import SEE_OTHER, actor
from screener.web.clinic.at_work import colleagues, names_of_staff, said, say
from screener.web.clinic.pages import pages
from screener.web.use_cases import use_cases


@pages.get("/submissions/<reference>")
def submission(reference: str) -> BaseResponse:
    """Show a submission; from now on it is read."""
    return make_response(_page(_opened(reference)))


@pages.post("/submissions/<reference>/status")
def change_status(reference: str) -> BaseResponse:
    """Take it to another status."""
    return _take(reference, _status_step, "Choose a status. To close, choose a reason too.")


@pages.post("/submissions/<reference>/assignee")
def assign(reference: str) -> BaseResponse:
    """Give it to somebody, or to nobody."""
    return _take(reference, _assign_step, "Choose one of the names in the list.")


@pages.post("/submissions/<reference>/notes")
def add_note(reference: str) -> BaseResponse:
    """Write a note."""
    return _take(reference, _note_step, f"Write a note of up to {TEXT_LIMIT} letters.")


@pages.post("/submissions/<reference>/attempts")
def add_attempt(reference: str) -> BaseResponse:
    """Write down a try to reach the person."""
    return _take(
        reference, _attempt_step, f"Choose how and with what outcome. A note has up to {TEXT_LIMIT} letters."
    )


@pages.post("/submissions/<reference>/hold")
def hold(reference: str) -> BaseResponse:
    """Keep it from being purged."""
    return _take(reference, lambda: Hold(HoldReason(request.form["hold"])), "Choose why it is on hold.")


@pages.post("/submissions/<reference>/lift-hold")
def lift_hold(reference: str) -> BaseResponse:
    """Let it be purged once it is old."""
    return _take(reference, LiftHold, "There is no hold.")


@pages.post("/submissions/<reference>/undo")
def undo(reference: str) -> BaseResponse:
    """Take the last change of status or assignee back."""
    return _take(reference, Undo, "There is nothing to take back.")


def _take(reference: str, step_of: Callable[[], Step], how_to_mend: str) -> BaseResponse:
    try:
        step = step_of()
    except (ValueError, KeyError):
        return _again(_opened(reference), how_to_mend, 422)
    try:
        use_cases().reviews.change(reference, _version(), step, actor())
    except NoSuchSubmission:
        abort(404)
    except Changed as changed:
        return make_response(_page(changed.present, since=changed.since), 409)
    except AlreadySo:
        say("It was so already. Nothing was changed.")
    except AlreadyWithdrawn:
        return _again(
            _opened(reference), "The answers are gone: they were taken back or purged in between.", 409
        )
    except WrongTransition:
        return _again(_opened(reference), "From its present status it cannot be taken to that one.", 409)
    except NothingToUndo:
        return _again(_opened(reference), "There is nothing to take back.", 409)
    else:
        say("Saved.")
    return redirect(url_for("clinic.submission", reference=reference), SEE_OTHER)


def _status_step() -> ChangeStatus:
    to = Status(request.form["to"])
    reason = request.form.get("reason", "")
    return ChangeStatus(to, ClosedReason(reason) if to is Status.CLOSED else None)


def _assign_step() -> Assign:
    to = request.form["to"]
    if to and to not in colleagues():
        raise ValueError("nobody has this id")
    return Assign(to or None)


def _note_step() -> AddNote:
    return AddNote(_typed("note"))


def _attempt_step() -> AddAttempt:
    return AddAttempt(Means(request.form["means"]), Outcome(request.form["outcome"]), _typed("attempt-note"))


def _typed(name: str) -> str:
    return readable_part(visible(request.form.get(name, ""))).replace("\r\n", "\n").strip()


def _version() -> int:
    written = request.form.get("version", "")
    return int(written) if written.isdecimal() and len(written) < 10 else 0  # noqa: PLR2004 - longer is no version


def _opened(reference: str) -> Review:
    try:
        return use_cases().reviews.open(reference, actor())
    except NoSuchSubmission:
        abort(404)


def _again(review: Review, fault: str, status: int) -> Response:
    return make_response(_page(review, fault=fault), status)


def _page(review: Review, *, fault: str = "", since: tuple[object, ...] = ()) -> str:
    found = review.submission
    content = found.content if isinstance(found.content, Content) else None
    return render_template(
        "clinic/submission.html",
        review=review,
        submission=found,
        content=content,
        synopsis=synopsis(content) if content else "",
        findings=axis_one(content) if content else (),
        flags=explained.flags(found),
        needs=explained.needs(found),
        caveats=explained.caveats(found),
        reasons=explained.reasons(found),
        pairs=explained.pairs(found),
        definition=explained.definition(found),
        next_statuses=[status for status in Status if status in NEXT[found.status]],
        staff=names_of_staff(),
        colleagues=colleagues(),
        words=words,
        typed=request.form,
        fault=fault,
        since=since,
        said=said(),
        text_limit=TEXT_LIMIT,
        rules_version=RULES_VERSION,
    )
