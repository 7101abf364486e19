"""Figures for research, for administrators: months, a second person, and the file."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import abort, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from screener.audit import Actor
from screener.clinic.proposals import NotOpen, SamePerson
from screener.clinic.research import TooFew
from screener.clinic.research_exports import CountedBefore
from screener.clinic.small_cells import FEWEST
from screener.storage.keys.sealing import CannotOpen
from screener.use_cases.proposals import NoSuchProposal
from screener.use_cases.research import NotOver
from screener.web.addresses import SEE_OTHER
from screener.web.clinic.access import actor
from screener.web.clinic.at_work import names_of_staff, said, say
from screener.web.clinic.pages import pages
from screener.web.clinic.research_form import HOW_TO_MEND, MonthsForm
from screener.web.downloads import download
from screener.web.use_cases import use_cases

_FAULTS = {
    SamePerson: "You proposed this: another administrator has to confirm it.",
    NotOpen: "This was confirmed or cancelled before, or nobody confirmed it so far.",
    CountedBefore: "A month of it is in an export that was confirmed. Two that overlap could be subtracted from one another.",
    TooFew: f"Fewer than {FEWEST} people agreed to be counted in these months. Choose more months.",
}


@pages.get("/research")
def research() -> BaseResponse:
    """Show what was proposed and confirmed, and ask for months."""
    return _page()


@pages.post("/research")
def propose_research() -> BaseResponse:
    """Propose to count the people of some months."""
    form = MonthsForm()
    if not form.validate():
        return _page(status=422, form=form)
    try:
        use_cases().research.propose(*form.months(), actor())
    except (ValueError, NotOver):
        return _page(HOW_TO_MEND, 422, form)
    say("Proposed. Now another administrator has to confirm it.")
    return redirect(url_for("clinic.research"), SEE_OTHER)


@pages.post("/research/<export_id>/confirm")
def confirm_research(export_id: str) -> BaseResponse:
    """Count, and make the file."""
    return _decide(use_cases().research.confirm, export_id, "Confirmed. The file can be taken below.")


@pages.post("/research/<export_id>/cancel")
def cancel_research(export_id: str) -> BaseResponse:
    """Let nobody confirm it any more."""
    return _decide(use_cases().research.cancel, export_id, "Cancelled. Nothing was counted.")


@pages.post("/research/<export_id>/file")
def take_research(export_id: str) -> BaseResponse:
    """Give the file; the audit tells who took it."""
    try:
        export, file = use_cases().research.take(export_id, actor())
    except NoSuchProposal:
        abort(404)
    except NotOpen:
        return _page(_FAULTS[NotOpen], 409)
    except CannotOpen:
        return _page("The file was damaged and cannot be opened.", 500)
    return download(file, f"research-{export.first:%Y-%m}-{export.last:%Y-%m}.zip")


def _decide(decide: Callable[[str, Actor], None], export_id: str, done: str) -> BaseResponse:
    try:
        decide(export_id, actor())
    except NoSuchProposal:
        abort(404)
    except tuple(_FAULTS) as fault:
        return _page(_FAULTS[type(fault)], 409)
    say(done)
    return redirect(url_for("clinic.research"), SEE_OTHER)


def _page(fault: str = "", status: int = 200, form: MonthsForm | None = None) -> BaseResponse:
    page = render_template(
        "clinic/research.html",
        exports=use_cases().research.exports(),
        now=datetime.now(UTC),
        staff=names_of_staff(),
        form=MonthsForm(formdata=None) if form is None else form,
        fewest=FEWEST,
        fault=fault,
        said=said(),
    )
    return make_response(page, status)
