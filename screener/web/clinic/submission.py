"""One submission: everything about it on one page, and the steps of the work on it."""

import secrets
from collections.abc import Sequence

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as BaseResponse

from screener.audit import Line
from screener.clinic import explained
from screener.clinic.axis_one import axis_one
from screener.clinic.review import AlreadySo, NothingToUndo, WrongTransition
from screener.clinic.steps import Hold, LiftHold, Step, Undo
from screener.clinic.synopsis import synopsis
from screener.clinic.timeline import timeline
from screener.codes.reference import grouped
from screener.rules import RULES_VERSION
from screener.submissions.content import Content
from screener.submissions.submission import AlreadyWithdrawn, Submission
from screener.use_cases.clock import utc_now
from screener.use_cases.reviewed import Changed, NoSuchSubmission, Review, Why, Worked
from screener.web.addresses import SEE_OTHER
from screener.web.clinic import words
from screener.web.clinic.access import actor, current_staff
from screener.web.clinic.around import around
from screener.web.clinic.at_work import colleagues, follow, follows, names_of_actors, said, say
from screener.web.clinic.chart import chart
from screener.web.clinic.kept import put_back
from screener.web.clinic.pages import pages
from screener.web.clinic.work_forms import KEEP, HoldForm, StrikeForm, VersionForm, WorkForm
from screener.web.today import years_old
from screener.web.use_cases import use_cases


@pages.get("/submissions/<reference>")
def submission(reference: str) -> BaseResponse:
    """Show a submission; from now on it is read."""
    return make_response(_page(_opened(reference, again=follows(reference))))


@pages.post("/submissions/<reference>/work")
def work(reference: str) -> BaseResponse:
    """Write down a call, a note, a status, an assignee and a call back, whichever of them were given, in one save."""
    form = _work_form(_present(reference))
    if not form.validate():
        return _again(_opened(reference, again=True), "", 422, form)
    steps = form.steps()
    if not steps:
        return _again(
            _opened(reference, again=True),
            "There is nothing to save yet: choose or write something.",
            422,
            form,
        )
    try:
        done = use_cases().reviews.work(reference, form.version.data, steps, actor(), press=form.press.data)
    except AlreadyWithdrawn:
        return _again(_opened(reference, again=True), _GONE, 409, form)
    if done.left:
        return _partly(reference, done, form)
    following = around().next(reference) if request.form.get("then") == "next" else None
    say("Saved." if following is None else f"{grouped(reference)} was saved. This is the next one.")
    return _back(following or reference)


@pages.post("/submissions/<reference>/strike/<entry>")
def strike(reference: str, entry: str) -> BaseResponse:
    """Say that a note or an attempt is wrong, and why."""
    form = StrikeForm()
    if not form.validate():
        return _again(_opened(reference, again=True), form.reason.errors[0], 422)
    try:
        use_cases().reviews.strike(reference, entry, form.reason.data, actor())
    except NoSuchSubmission:
        abort(404)
    except AlreadyWithdrawn:
        return _again(_opened(reference, again=True), _GONE, 409)
    except AlreadySo:
        say("It was struck already.")
    else:
        say("Struck. It can still be read.")
    return _back(reference)


@pages.post("/submissions/<reference>/hold")
def hold(reference: str) -> BaseResponse:
    """Keep it from being purged."""
    form = HoldForm()
    if not form.validate():
        return _again(_opened(reference, again=True), form.hold.errors[0], 422)
    return _take(reference, form.version.data, Hold(form.held_for()))


@pages.post("/submissions/<reference>/lift-hold")
def lift_hold(reference: str) -> BaseResponse:
    """Let it be purged once it is old."""
    return _take(reference, VersionForm().version.data, LiftHold())


@pages.post("/submissions/<reference>/undo")
def undo(reference: str) -> BaseResponse:
    """Take the last change of status or assignee back."""
    return _take(reference, VersionForm().version.data, Undo())


_GONE = "The answers are gone: they were taken back or purged in between."


def _take(reference: str, version: int, step: Step) -> BaseResponse:
    try:
        use_cases().reviews.change(reference, version, step, actor())
    except NoSuchSubmission:
        abort(404)
    except Changed as changed:
        return make_response(_page(changed.present, since=changed.since), 409)
    except AlreadySo:
        say("It was so already. Nothing was changed.")
    except AlreadyWithdrawn:
        return _again(_opened(reference, again=True), _GONE, 409)
    except WrongTransition:
        return _again(
            _opened(reference, again=True), "From its present status it cannot be taken to that one.", 409
        )
    except NothingToUndo:
        return _again(_opened(reference, again=True), "There is nothing to take back.", 409)
    else:
        say("Saved.")
    return _back(reference)


def _partly(reference: str, done: Worked, form: WorkForm) -> BaseResponse:
    """Show the submission as it is now: what only adds was saved, and what did not fit stands in the form again."""
    form.note.data, form.outcome.data, form.press.data = "", KEEP, ""
    found = _opened(reference, again=True)
    form.version.data = found.submission.version
    if any(why is Why.CHANGED for _, why in done.left):
        return make_response(_page(found, form=form, since=done.since), 409)
    return _again(
        found, "From its present status it cannot be taken to that one. The rest was saved.", 409, form
    )


def _work_form(found: Submission, **kwargs: object) -> WorkForm:
    return WorkForm(found, colleagues(), current_staff().id, **kwargs)


def _present(reference: str) -> Submission:
    try:
        return use_cases().reviews.present(reference)
    except NoSuchSubmission:
        abort(404)


def _back(reference: str) -> BaseResponse:
    follow(reference)
    return redirect(url_for("clinic.submission", reference=reference), SEE_OTHER)


def _opened(reference: str, *, again: bool = False) -> Review:
    try:
        return use_cases().reviews.open(reference, actor(), again=again)
    except NoSuchSubmission:
        abort(404)


def _again(review: Review, fault: str, status: int, form: WorkForm | None = None) -> Response:
    return make_response(_page(review, fault=fault, form=form), status)


def _page(
    review: Review, *, fault: str = "", since: Sequence[Line] = (), form: WorkForm | None = None
) -> str:
    found = review.submission
    content = found.content if isinstance(found.content, Content) else None
    kept = put_back(url_for("clinic.work", reference=found.reference)) if form is None else None
    if form is None:
        form = _work_form(found, formdata=MultiDict(kept.fields) if kept else None)
        form.version.data = form.version.data or found.version
    form.press.data = form.press.data or secrets.token_hex(16)
    return render_template(
        "clinic/submission.html",
        review=review,
        around=around(),
        others=use_cases().same_person.others(found),
        chart=chart(found, years_old(content.contact.date_of_birth) if content else None),
        age_of=years_old,
        submission=found,
        content=content,
        synopsis=synopsis(content) if content else "",
        findings=axis_one(content) if content else (),
        flags=explained.flags(found),
        needs=explained.needs(found),
        left_out=explained.left_out(content) if content else (),
        caveats=explained.caveats(found),
        reasons=explained.reasons(found),
        pairs=explained.pairs(found),
        definition=explained.definition(found),
        staff=names_of_actors(),
        words=words,
        form=form,
        kept=kept,
        hold_form=HoldForm(formdata=None),
        strike_form=StrikeForm(formdata=None),
        timeline=timeline(review.notes, review.attempts, [line.event for line in review.history]),
        fault=fault,
        since=since,
        said=said(),
        rules_version=RULES_VERSION,
        now=utc_now(),
    )
