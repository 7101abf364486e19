"""The clinic's facts, for administrators: what pages say now, a form to change it, and a preview for a second person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import abort, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as BaseResponse

from screener.accounts.kept_form import KeptForm
from screener.adapters.catalogue import catalogue
from screener.adapters.languages import OFFERED
from screener.clinic.facts import (
    NOTICES,
    Facts,
    OtherFacts,
)
from screener.clinic.proposals import NotOpen, SamePerson
from screener.clinic.schedule import FEWEST_DAYS, MOST_DAYS
from screener.dystonia.information import INFORMATION
from screener.use_cases.proposals import NoSuchProposal
from screener.web.addresses import SEE_OTHER
from screener.web.clinic.access import actor
from screener.web.clinic.at_work import names_of_staff, said, say
from screener.web.clinic.facts_fields import CODES
from screener.web.clinic.facts_form import FactsForm, filled_in, labels, typed
from screener.web.clinic.kept import put_back
from screener.web.clinic.pages import pages
from screener.web.facts import WHILE_CLOSED, here_and_now, reads_in_words
from screener.web.opening_words import call_words, holidays_in_words, hours_in_words
from screener.web.use_cases import use_cases

_OVER = "This proposal was confirmed or cancelled before."
_OTHERS = "Other facts were confirmed meanwhile. Look at them, and propose again."
_YOURS = "You proposed this: another administrator has to confirm it."


@dataclass(frozen=True, slots=True)
class Preview:
    """What pages in one language say of the clinic."""

    code: str
    name: str
    calling: tuple[str, ...]
    night: str
    hours: str
    holidays: tuple[str, ...]
    reads: str
    notices: tuple[tuple[str, str], ...]


@pages.get("/facts")
def facts() -> BaseResponse:
    """Show what pages say of the clinic now, and what was proposed."""
    number, known = use_cases().facts.numbered()
    return make_response(
        render_template(
            "clinic/facts.html",
            number=number,
            facts=known,
            previews=list(_previews(known)),
            proposals=use_cases().facts.proposals(),
            now=datetime.now(UTC),
            staff=names_of_staff(),
            said=said(),
        )
    )


@pages.get("/facts/change")
def change_facts() -> BaseResponse:
    """Give the form, filled with the facts in force, or with what was written when a session ended."""
    if kept := put_back(url_for("clinic.propose_facts")):
        form = FactsForm(formdata=MultiDict(kept.fields))
        return _form(form, _after(dict(kept.fields).get("version", "")), 200, kept=kept)
    number, known = use_cases().facts.numbered()
    return _form(FactsForm(formdata=None, data=filled_in(known)), number, 200)


@pages.post("/facts/change")
def propose_facts() -> BaseResponse:
    """Propose what was typed, and show it as patients would see it."""
    form = FactsForm()
    after = _after(request.form.get("version", ""))
    if not form.validate():
        return _form(form, after, 422)
    try:
        proposed = form.facts()
    except ValueError:
        form.retention_fields()[0].errors = ("Write days for one status at least.",)
        return _form(form, after, 422)
    try:
        version = use_cases().facts.propose(proposed, after, actor())
    except OtherFacts:
        number, _ = use_cases().facts.numbered()
        return _form(form, number, 409, _OTHERS)
    return redirect(url_for("clinic.proposed_facts", version_id=version.id), SEE_OTHER)


@pages.get("/facts/<version_id>")
def proposed_facts(version_id: str) -> BaseResponse:
    """Show a proposal as patients would see it, in every language, and what it changes."""
    return _proposal(version_id)


@pages.post("/facts/<version_id>/confirm")
def confirm_facts(version_id: str) -> BaseResponse:
    """Let pages speak from a proposal."""
    try:
        use_cases().facts.confirm(version_id, actor())
    except NoSuchProposal:
        abort(404)
    except SamePerson:
        return _proposal(version_id, _YOURS, 409)
    except NotOpen:
        return _proposal(version_id, _OVER, 409)
    except OtherFacts:
        return _proposal(version_id, _OTHERS, 409)
    say("Confirmed. Every page says it from now on; another process of the server within seconds.")
    return redirect(url_for("clinic.facts"), SEE_OTHER)


@pages.post("/facts/<version_id>/cancel")
def cancel_facts(version_id: str) -> BaseResponse:
    """Let nobody confirm a proposal any more."""
    try:
        use_cases().facts.cancel(version_id, actor())
    except NoSuchProposal:
        abort(404)
    except NotOpen:
        return _proposal(version_id, _OVER, 409)
    say("Cancelled. Nothing was changed.")
    return redirect(url_for("clinic.facts"), SEE_OTHER)


def _after(seen: str) -> int:
    """Return the version that a form was made on; 0 for what is none."""
    return int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < len(str(10**9)) else 0


def _form(
    form: FactsForm, number: int, status: int, fault: str = "", kept: KeptForm | None = None
) -> BaseResponse:
    page = render_template(
        "clinic/facts_form.html",
        form=form,
        number=number,
        fault=fault,
        kept=kept,
        fewest_days=FEWEST_DAYS,
        most_days=MOST_DAYS,
        notice_pages=[
            (INFORMATION[page].title, url_for("patient_en.information", page_id=page)) for page in NOTICES
        ],
        languages=[OFFERED[code].english_name for code in CODES],
    )
    return make_response(page, status)


def _proposal(version_id: str, fault: str = "", status: int = 200) -> BaseResponse:
    try:
        version, before = use_cases().facts.proposal(version_id)
    except NoSuchProposal:
        abort(404)
    was, becomes = typed(before), typed(version.facts)
    page = render_template(
        "clinic/proposed_facts.html",
        version=version,
        changes=[
            (label, was[name], becomes[name])
            for name, label in labels().items()
            if was[name] != becomes[name]
        ],
        previews=list(_previews(version.facts)),
        second_person=use_cases().facts.second_person_needed(version),
        now=datetime.now(UTC),
        staff=names_of_staff(),
        fault=fault,
    )
    return make_response(page, status)


def _previews(known: Facts) -> Iterator[Preview]:
    now = here_and_now()
    for code in CODES:
        yield Preview(
            code,
            OFFERED[code].name,
            tuple(call_words(known, now, code)),
            catalogue(code).gettext(WHILE_CLOSED) if known.night_phone else "",
            hours_in_words(known, code),
            tuple(holidays_in_words(known, code)),
            reads_in_words(known, code),
            tuple((INFORMATION[page].title, known.notice(page, code)) for page in NOTICES),
        )
