"""Retention, for administrators: what is old enough to purge, proposals, and a second person's confirmation."""

from datetime import UTC, datetime

from flask import Flask, abort, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as BaseResponse

from screener.accounts.staff import Role
from screener.clinic.proposals import NotOpen, SamePerson
from screener.clinic.retention import (
    MOST_AT_ONCE,
    TO_NAME,
    NothingDue,
    OtherNumber,
)
from screener.clinic.schedule import FEWEST_DAYS, MOST_DAYS, Schedule
from screener.storage.throttling import TooManyTries
from screener.use_cases.proposals import NoSuchProposal
from screener.use_cases.retention import Proposed
from screener.web.addresses import SEE_OTHER, network_address
from screener.web.clinic import flows, words
from screener.web.clinic.access import actor, current_session, has
from screener.web.clinic.at_work import names_of_staff, said, say
from screener.web.clinic.forms import TOO_MANY_TRIES, WRONG_PASSWORD
from screener.web.clinic.pages import pages
from screener.web.clinic.retention_forms import HOW_TO_MEND, ConfirmForm, DaysForm
from screener.web.errors import wait_before_retry
from screener.web.facts import facts
from screener.web.use_cases import use_cases


def register(app: Flask) -> None:
    """Let every page of an administrator tell that a proposal waits for them."""
    app.jinja_env.globals["purges_waiting"] = lambda: use_cases().retention.waiting(actor())


@pages.get("/retention")
def retention() -> BaseResponse:
    """Show what is due by the days of the address, or else of the schedule, and the proposals."""
    form = DaysForm(request.args or MultiDict(_written(facts().retention)))
    try:
        schedule = form.schedule()
    except ValueError:
        return _page(form, None, HOW_TO_MEND, 422)
    return _page(form, schedule)


@pages.post("/retention")
def propose_purge() -> BaseResponse:
    """Propose to purge what is due."""
    form = DaysForm(request.form)
    try:
        schedule = form.schedule()
    except ValueError:
        return _page(form, None, HOW_TO_MEND, 422)
    try:
        proposal = use_cases().retention.propose(schedule, actor())
    except NothingDue:
        return _page(form, schedule, "Nothing is due any more.", 409)
    say("Proposed. Every other administrator is told on their pages that it waits.")
    return redirect(url_for("clinic.purge_proposal", proposal_id=proposal.id), SEE_OTHER)


@pages.get("/retention/<proposal_id>")
def purge_proposal(proposal_id: str) -> BaseResponse:
    """Show a proposal, with each submission of it."""
    return _proposal(proposal_id)


@pages.post("/retention/<proposal_id>/confirm")
def confirm_purge(proposal_id: str) -> BaseResponse:
    """Purge what another administrator proposed, once they looked, counted, and proved again who they are."""
    form = _confirm_form(ConfirmForm(), _found(proposal_id))
    if not form.validate():
        return _proposal(proposal_id, status=422, form=form)
    if form.password is None and not flows.proved_of_late():
        return _proposal(proposal_id, _PROVE_FIRST, 409, form)
    try:
        account = current_session().account
        if form.password is not None and not use_cases().sign_in.is_password(
            account, form.password.data, "confirm_purge", network_address()
        ):
            form.password.errors = (WRONG_PASSWORD,)
            return _proposal(proposal_id, status=422, form=form)
        confirmed = use_cases().retention.confirm(
            proposal_id, actor(), form.named.data, int(form.number.data)
        )
    except TooManyTries:
        form.password.errors = (TOO_MANY_TRIES,)
        return wait_before_retry(make_response(_proposal(proposal_id, status=429, form=form)))
    except OtherNumber:
        form.number.errors = ("It would be another number: look at the list again.",)
        return _proposal(proposal_id, status=409, form=form)
    except SamePerson:
        return _proposal(
            proposal_id, "You proposed this purge: another administrator has to confirm it.", 409
        )
    except NotOpen:
        return _proposal(proposal_id, _OVER, 409)
    say(f"Purged: {confirmed.proposal.purged}. Left as they are: {len(confirmed.left)}.")
    return redirect(url_for("clinic.purge_proposal", proposal_id=proposal_id), SEE_OTHER)


@pages.post("/retention/<proposal_id>/cancel")
def cancel_purge(proposal_id: str) -> BaseResponse:
    """Let nobody confirm a proposal any more."""
    try:
        use_cases().retention.cancel(proposal_id, actor())
    except NoSuchProposal:
        abort(404)
    except NotOpen:
        return _proposal(proposal_id, _OVER, 409)
    say("Cancelled. Nothing was purged.")
    return redirect(url_for("clinic.purge_proposal", proposal_id=proposal_id), SEE_OTHER)


_PROVE_FIRST = "Prove again who you are first. It counts for 5 minutes."
_OVER = "This proposal was confirmed or cancelled, or 14 days went by."


def _written(schedule: Schedule) -> dict[str, str]:
    return {f"days-{status.value}": str(days) for status, days in schedule.days.items()}


def _found(proposal_id: str) -> Proposed:
    try:
        # Whoever is no clinician reads no name here either.
        return use_cases().retention.proposal(proposal_id, opened=has(Role.CLINICIAN))
    except NoSuchProposal:
        abort(404)


def _confirm_form(form: ConfirmForm, found: Proposed) -> ConfirmForm:
    form.named.choices = _to_name(found)
    if flows.signs_on_elsewhere():
        del form.password
    return form


def _to_name(found: Proposed) -> dict[str, str]:
    """Return what may be purged by name alone: by a clinician, who can read it before it is gone."""
    if not has(Role.CLINICIAN):
        return {}
    return {reference: reference for reference, why in found.left.items() if why in TO_NAME}


def _page(form: DaysForm, schedule: Schedule | None, fault: str = "", status: int = 200) -> BaseResponse:
    due = use_cases().retention.due_by(schedule) if schedule else {}
    page = render_template(
        "clinic/retention.html",
        form=form,
        schedule=schedule,
        written=_written(schedule) if schedule else {},
        due=due,
        number=sum(one.free + one.by_name for one in due.values()),
        proposals=use_cases().retention.proposals(),
        now=datetime.now(UTC),
        staff=names_of_staff(),
        words=words,
        most_at_once=MOST_AT_ONCE,
        fewest_days=FEWEST_DAYS,
        most_days=MOST_DAYS,
        fault=fault,
        said=said(),
    )
    return make_response(page, status)


def _proposal(
    proposal_id: str, fault: str = "", status: int = 200, form: ConfirmForm | None = None
) -> BaseResponse:
    found = _found(proposal_id)
    form = form or _confirm_form(ConfirmForm(formdata=None), found)
    page = render_template(
        "clinic/purge_proposal.html",
        proposal=found.proposal,
        left=found.left,
        present=found.present,
        contents=found.contents,
        form=form,
        proved=flows.proved_of_late(),
        now=datetime.now(UTC),
        staff=names_of_staff(),
        words=words,
        fault=fault,
        said=said(),
    )
    return make_response(page, status)
