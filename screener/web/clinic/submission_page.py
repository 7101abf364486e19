"""The page of one submission: everything about it, and the forms of the work on it."""

import secrets
from collections.abc import Sequence

from flask import Response, abort, make_response, render_template, url_for
from werkzeug.datastructures import MultiDict

from screener.audit import Line
from screener.clinic import explained
from screener.clinic.axis_one import axis_one
from screener.clinic.synopsis import synopsis
from screener.clinic.timeline import timeline
from screener.dystonia.thresholds import OURS
from screener.rules import RULES_VERSION
from screener.submissions.submission import Submission
from screener.use_cases.clock import utc_now
from screener.use_cases.reviewed import NoSuchSubmission, Review
from screener.web.clinic import action_words, words
from screener.web.clinic.access import actor, current_staff
from screener.web.clinic.around import around
from screener.web.clinic.at_work import colleagues, former_colleagues, names_of_actors, said
from screener.web.clinic.chart import chart
from screener.web.clinic.kept import put_back
from screener.web.clinic.work_forms import HoldForm, StrikeForm, WorkForm
from screener.web.today import age_in_words, day_of, years_old
from screener.web.use_cases import use_cases


def reviewed(reference: str, *, again: bool = False) -> Review:
    """Return the submission of an address, read from now on; ``again`` after somebody's own step. Where there is none it is not found."""
    try:
        return use_cases().reviews.open(reference, actor(), again=again)
    except NoSuchSubmission:
        abort(404)


def work_form(found: Submission, **kwargs: object) -> WorkForm:
    """Return the form of the work on a submission as it is now."""
    return WorkForm(found, colleagues(), current_staff().id, **kwargs)


def shown_again(review: Review, fault: str, status: int, form: WorkForm | None = None) -> Response:
    """Answer with the page, and what was wrong with what was sent."""
    return make_response(page(review, fault=fault, form=form), status)


def page(review: Review, *, fault: str = "", since: Sequence[Line] = (), form: WorkForm | None = None) -> str:
    """Return the page; ``since`` is what somebody else did since the version that was seen.

    It stands in the way of what was left of ``form``, or else of a press that was no form of the work.
    """
    pressed = form is None
    opened = review.opened
    found, content = opened.submission, opened.content
    kept = put_back(url_for("clinic.work", reference=found.reference)) if form is None else None
    if form is None:
        form = work_form(found, formdata=MultiDict(kept.fields) if kept else None)
        form.version.data = form.version.data or found.version
    form.press.data = form.press.data or secrets.token_hex(16)
    return render_template(
        "clinic/submission.html",
        review=review,
        around=around(),
        others=use_cases().same_person.others(opened),
        chart=chart(opened, age_in_words(content.contact.date_of_birth) if content else ""),
        age_of=age_in_words,
        another_age=explained.another_age(
            content, years_old(content.contact.date_of_birth, day_of(found.received_at))
        )
        if content
        else "",
        submission=found,
        content=content,
        synopsis=synopsis(content) if content else "",
        findings=axis_one(content) if content else (),
        flags=explained.flags(found),
        ours=OURS,
        needs=explained.needs(opened),
        left_out=explained.left_out(content) if content else (),
        caveats=explained.caveats(opened),
        reasons=explained.reasons(opened),
        pairs=explained.pairs(opened),
        definition=explained.definition(found),
        staff=names_of_actors(),
        former=former_colleagues(),
        words=words,
        actions=action_words,
        form=form,
        kept=kept,
        hold_form=HoldForm(formdata=None),
        strike_form=StrikeForm(formdata=None),
        timeline=timeline(review.notes, review.attempts, [line.event for line in review.history]),
        fault=fault,
        since=since,
        pressed=pressed,
        said=said(),
        rules_version=RULES_VERSION,
        now=utc_now(),
    )
