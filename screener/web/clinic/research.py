"""Figures for research, for administrators: months, a second person, and the file."""

from collections.abc import Callable
from datetime import date

from flask import abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from screener.audit import Actor
from screener.clinic.research import CountedBefore, NotOpen, SamePerson, TooFew
from screener.clinic.small_cells import FEWEST
from screener.use_cases.research import NoSuchExport, NotOver
from screener.web.addresses import SEE_OTHER
from screener.web.clinic.access import actor
from screener.web.clinic.at_work import names_of_staff, said, say
from screener.web.clinic.pages import pages
from screener.web.clinic.typed import text_of
from screener.web.downloads import download
from screener.web.use_cases import use_cases

_MONTH_LETTERS = 7
_FAULTS = {
    SamePerson: "You proposed this: another administrator has to confirm it.",
    NotOpen: "This was confirmed or cancelled before, or nobody confirmed it so far.",
    CountedBefore: "A month of it is in an export that was confirmed. Two that overlap could be subtracted from one another.",
    TooFew: f"Fewer than {FEWEST} people agreed to be counted in these months. Choose more months.",
}
_HOW_TO_MEND = "Write two months that are over, such as 2026-01 and 2026-06, the earlier one first."


@pages.get("/research")
def research() -> BaseResponse:
    """Show what was proposed and confirmed, and ask for months."""
    return _page()


@pages.post("/research")
def propose_research() -> BaseResponse:
    """Propose to count the people of some months."""
    try:
        first, last = _month(request.form.get("first", "")), _month(request.form.get("last", ""))
        use_cases().research.propose(first, last, actor())
    except (ValueError, NotOver):
        return _page(_HOW_TO_MEND, 422)
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
    except NoSuchExport:
        abort(404)
    except NotOpen:
        return _page(_FAULTS[NotOpen], 409)
    return download(file, f"research-{export.first:%Y-%m}-{export.last:%Y-%m}.zip")


def _decide(decide: Callable[[str, Actor], None], export_id: str, done: str) -> BaseResponse:
    try:
        decide(export_id, actor())
    except NoSuchExport:
        abort(404)
    except tuple(_FAULTS) as fault:
        return _page(_FAULTS[type(fault)], 409)
    say(done)
    return redirect(url_for("clinic.research"), SEE_OTHER)


def _month(written: str) -> date:
    if len(written) != _MONTH_LETTERS or not "1900" <= written[:4] <= "2999":
        raise ValueError("no month")
    return date.fromisoformat(f"{written}-01")


def _page(fault: str = "", status: int = 200) -> BaseResponse:
    page = render_template(
        "clinic/research.html",
        exports=use_cases().research.exports(),
        staff=names_of_staff(),
        typed={name: text_of(request.form.get(name)) for name in ("first", "last")},
        month_letters=_MONTH_LETTERS,
        fewest=FEWEST,
        fault=fault,
        said=said(),
    )
    return make_response(page, status)
