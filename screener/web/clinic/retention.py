"""Retention, for administrators: what is old enough to purge, proposals, and a second person's confirmation."""

from collections.abc import Mapping
from datetime import UTC, datetime

from flask import abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from screener.clinic.retention import (
    FEWEST_DAYS,
    MOST_AT_ONCE,
    MOST_DAYS,
    SCHEDULE,
    NotAwaited,
    NothingDue,
    SamePerson,
    Schedule,
)
from screener.use_cases.retention import NoSuchProposal
from screener.web.addresses import SEE_OTHER
from screener.web.clinic import words
from screener.web.clinic.access import actor
from screener.web.clinic.at_work import names_of_staff, said, say
from screener.web.clinic.pages import pages
from screener.web.facts import facts
from screener.web.use_cases import use_cases

_LONGEST_DAYS = len(str(MOST_DAYS))


@pages.get("/retention")
def retention() -> BaseResponse:
    """Show what is due by the days of the address, or else of the schedule, and the proposals."""
    typed = request.args or _written(facts().retention)
    try:
        schedule = _schedule(typed)
    except ValueError:
        return _page(typed, None, _HOW_TO_MEND, 422)
    return _page(typed, schedule)


@pages.post("/retention")
def propose_purge() -> BaseResponse:
    """Propose to purge what is due."""
    try:
        schedule = _schedule(request.form)
    except ValueError:
        return _page(request.form, None, _HOW_TO_MEND, 422)
    try:
        proposal = use_cases().retention.propose(schedule, actor())
    except NothingDue:
        return _page(request.form, schedule, "Nothing is due any more.", 409)
    say("Proposed. Now another administrator has to confirm it.")
    return redirect(url_for("clinic.purge_proposal", proposal_id=proposal.id), SEE_OTHER)


@pages.get("/retention/<proposal_id>")
def purge_proposal(proposal_id: str) -> BaseResponse:
    """Show a proposal, with each submission of it."""
    return _proposal(proposal_id)


@pages.post("/retention/<proposal_id>/confirm")
def confirm_purge(proposal_id: str) -> BaseResponse:
    """Purge what another administrator proposed."""
    try:
        confirmed = use_cases().retention.confirm(proposal_id, actor())
    except NoSuchProposal:
        abort(404)
    except SamePerson:
        return _proposal(
            proposal_id, "You proposed this purge: another administrator has to confirm it.", 409
        )
    except NotAwaited:
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
    except NotAwaited:
        return _proposal(proposal_id, _OVER, 409)
    say("Cancelled. Nothing was purged.")
    return redirect(url_for("clinic.purge_proposal", proposal_id=proposal_id), SEE_OTHER)


_HOW_TO_MEND = (
    f"Write days from {FEWEST_DAYS} to {MOST_DAYS} for one status at least. What is left empty is kept."
)
_OVER = "This proposal was confirmed or cancelled, or 14 days went by."


def _written(schedule: Schedule) -> dict[str, str]:
    return {f"days-{status.value}": str(days) for status, days in schedule.days.items()}


def _schedule(typed: Mapping[str, str]) -> Schedule:
    days = {}
    for status in SCHEDULE.days:
        written = typed.get(f"days-{status.value}", "").strip()
        if len(written) > _LONGEST_DAYS:
            raise ValueError("out of bounds")
        if written:
            days[status] = int(written)
    return Schedule(days)


def _page(
    typed: Mapping[str, str], schedule: Schedule | None, fault: str = "", status: int = 200
) -> BaseResponse:
    due = use_cases().retention.due_by(schedule) if schedule else {}
    page = render_template(
        "clinic/retention.html",
        typed=typed,
        statuses=[*SCHEDULE.days],
        schedule=schedule,
        written=_written(schedule) if schedule else {},
        due=due,
        number=sum(one.free for one in due.values()),
        proposals=use_cases().retention.proposals(),
        now=datetime.now(UTC),
        staff=names_of_staff(),
        words=words,
        most_at_once=MOST_AT_ONCE,
        fewest_days=FEWEST_DAYS,
        most_days=MOST_DAYS,
        longest_days=_LONGEST_DAYS,
        fault=fault,
        said=said(),
    )
    return make_response(page, status)


def _proposal(proposal_id: str, fault: str = "", status: int = 200) -> BaseResponse:
    try:
        proposal, left = use_cases().retention.proposal(proposal_id)
    except NoSuchProposal:
        abort(404)
    page = render_template(
        "clinic/purge_proposal.html",
        proposal=proposal,
        left=left,
        now=datetime.now(UTC),
        staff=names_of_staff(),
        words=words,
        fault=fault,
        said=said(),
    )
    return make_response(page, status)
