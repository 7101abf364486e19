"""One submission: its page, and the steps of the work on it."""

from flask import abort, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from screener.clinic.review import AlreadySo, NothingToUndo, WrongTransition
from screener.clinic.steps import Hold, LiftHold, Step, Undo
from screener.codes.reference import grouped
from screener.submissions.submission import AlreadyWithdrawn, Submission
from screener.use_cases.reviewed import Changed, NoSuchSubmission, Why, Worked
from screener.web.addresses import SEE_OTHER
from screener.web.clinic.access import actor
from screener.web.clinic.around import around
from screener.web.clinic.at_work import follow, follows, say
from screener.web.clinic.pages import pages
from screener.web.clinic.submission_page import page, reviewed, shown_again, work_form
from screener.web.clinic.work_forms import KEEP, HoldForm, StrikeForm, VersionForm, WorkForm
from screener.web.use_cases import use_cases


@pages.get("/submissions/<reference>")
def submission(reference: str) -> BaseResponse:
    """Show a submission; from now on it is read."""
    return make_response(page(reviewed(reference, again=follows(reference))))


@pages.post("/submissions/<reference>/work")
def work(reference: str) -> BaseResponse:
    """Write down a call, a note, a status, an assignee and a call back, whichever of them were given, in one save."""
    form = work_form(_present(reference))
    if not form.validate():
        return shown_again(reviewed(reference, again=True), "", 422, form)
    steps = form.steps()
    if not steps:
        return shown_again(
            reviewed(reference, again=True),
            "There is nothing to save yet: choose or write something.",
            422,
            form,
        )
    try:
        done = use_cases().reviews.work(reference, form.version.data, steps, actor(), press=form.press.data)
    except AlreadyWithdrawn:
        return shown_again(reviewed(reference, again=True), _GONE, 409, form)
    if done.left:
        return _partly(reference, done, form)
    then = request.form.get("then")
    if then == "list":
        say(f"{grouped(reference)} was saved.")
        # The row that was saved may have moved; who works down the list goes on where they were.
        return redirect(around().back(around().next(reference) or reference), SEE_OTHER)
    following = around().next(reference) if then == "next" else None
    say("Saved." if following is None else f"{grouped(reference)} was saved. This is the next one.")
    return _back(following or reference)


@pages.post("/submissions/<reference>/strike/<entry>")
def strike(reference: str, entry: str) -> BaseResponse:
    """Say that a note or an attempt is wrong, and why."""
    form = StrikeForm()
    if not form.validate():
        return shown_again(reviewed(reference, again=True), form.reason.errors[0], 422)
    try:
        reached = use_cases().reviews.strike(reference, entry, form.reason.data, actor())
    except NoSuchSubmission:
        abort(404)
    except AlreadyWithdrawn:
        return shown_again(reviewed(reference, again=True), _GONE, 409)
    except AlreadySo:
        say("It was struck already.")
    else:
        say(f"Struck. It can still be read. {_STILL_REACHED if reached else ''}".strip())
    return _back(reference)


@pages.post("/submissions/<reference>/hold")
def hold(reference: str) -> BaseResponse:
    """Keep it from being purged."""
    form = HoldForm()
    if not form.validate():
        return shown_again(reviewed(reference, again=True), form.hold.errors[0], 422)
    return _take(reference, form.version.data, Hold(form.held_for()))


@pages.post("/submissions/<reference>/lift-hold")
def lift_hold(reference: str) -> BaseResponse:
    """Let it be purged once it is old."""
    return _take(reference, VersionForm().version.data, LiftHold())


@pages.post("/submissions/<reference>/undo")
def undo(reference: str) -> BaseResponse:
    """Take the last change of status or assignee back."""
    return _take(reference, VersionForm().version.data, Undo())


_STILL_REACHED = (
    "The person still counts as reached. If they were not, set the status back to In review. "
    "Set a call back again, if there was one."
)
_GONE = "The answers are gone: they were taken back or purged in between."


def _take(reference: str, version: int, step: Step) -> BaseResponse:
    try:
        use_cases().reviews.change(reference, version, step, actor())
    except NoSuchSubmission:
        abort(404)
    except Changed as changed:
        if changed.present.opened.submission.is_tombstone:
            return shown_again(changed.present, _GONE, 409)
        return make_response(page(changed.present, since=changed.since), 409)
    except AlreadySo:
        say("It was so already. Nothing was changed.")
    except AlreadyWithdrawn:
        return shown_again(reviewed(reference, again=True), _GONE, 409)
    except WrongTransition:
        return shown_again(
            reviewed(reference, again=True), "From its present status it cannot be taken to that one.", 409
        )
    except NothingToUndo:
        return shown_again(reviewed(reference, again=True), "There is nothing to take back.", 409)
    else:
        say("Saved.")
    return _back(reference)


def _partly(reference: str, done: Worked, form: WorkForm) -> BaseResponse:
    """Show the submission as it is now: what only adds was saved, and what did not fit stands in the form again."""
    form.note.data, form.outcome.data, form.press.data = "", KEEP, ""
    found = reviewed(reference, again=True)
    form.version.data = found.opened.submission.version
    if any(why is Why.CHANGED for _, why in done.left):
        return make_response(page(found, form=form, since=done.since), 409)
    return shown_again(
        found, "From its present status it cannot be taken to that one. The rest was saved.", 409, form
    )


def _present(reference: str) -> Submission:
    try:
        return use_cases().reviews.present(reference)
    except NoSuchSubmission:
        abort(404)


def _back(reference: str) -> BaseResponse:
    follow(reference)
    return redirect(url_for("clinic.submission", reference=reference), SEE_OTHER)
