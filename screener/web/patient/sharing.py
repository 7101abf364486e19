"""Sending the answers to the clinic, and what the person gets back at once."""

from collections.abc import Mapping
from types import MappingProxyType

from flask import Response, make_response, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from screener.codes.receipt import in_link
from screener.dystonia import DYSTONIA, SHARE, advice, voice
from screener.dystonia.result import result_of
from screener.dystonia.share import RESEARCH, UPDATES, WISHES
from screener.processes.slow_work import Busy
from screener.questionnaire.answers import SKIPPED, Answers, Value
from screener.questionnaire.flow import Way, walk
from screener.storage.database import DatabaseUnavailable, PerhapsWritten
from screener.storage.throttling import TooManyTries
from screener.submissions.content import Contact
from screener.submissions.needs import ANOTHER_LANGUAGE
from screener.use_cases.submissions import Receipt
from screener.web import draft
from screener.web.addresses import SEE_OTHER, network_address
from screener.web.error_words import ENDED
from screener.web.errors import error_page, keep_draft_through_wait, log_unavailable, wait_before_retry
from screener.web.language import DEFAULT, language
from screener.web.patient.forms import PageForm, ShareForm, form_for
from screener.web.patient.information import kept_years
from screener.web.patient.other_answers import has_changed, is_of_another_draft, refuse
from screener.web.patient.pages import pages
from screener.web.patient.questions import STAY
from screener.web.patient.way import send_number, unfinished_address
from screener.web.side import side
from screener.web.signed_in import signed_in
from screener.web.templating import address
from screener.web.use_cases import use_cases


@pages.get("/screen/share")
def share() -> BaseResponse:
    """Ask how to reach the person, and for their consent."""
    way = walk(DYSTONIA, draft.current())
    if not way.complete:
        return redirect(unfinished_address(way), SEE_OTHER)
    # Whoever reads a page, or has it read, in a language most likely wants to be called in it; what staff read in their own
    # language they may have put into another one as they went.
    likely = {"contact-language": _to_be_called_in()} if side().own or language() != DEFAULT else {}
    return _share_page(way, _form(way, likely), 200)


def _to_be_called_in() -> str:
    """Return the choice for whoever reads this language: staff call in some, and in any other with an interpreter."""
    called_in = next(question for question in SHARE.questions if question.id == "contact-language").choice_ids
    return language() if language() in called_in else ANOTHER_LANGUAGE


@pages.post("/screen/share")
def send() -> BaseResponse:
    """Send the submission, once; show the page again, with all that was typed, when that is not possible."""
    way = walk(DYSTONIA, draft.current())
    send_key = draft.send_key()
    if is_of_another_draft():
        return refuse(_form(way))
    if not way.answers and draft.sent() is None:
        return error_page(400, ENDED)
    if not way.complete or send_key is None:
        return redirect(_instead_of_sending(way), SEE_OTHER)
    form = _form(way)
    valid = form.validate()
    if has_changed(draft.state(way.answers)) and not form.token_expired:
        return _share_page(way, form, 409)
    if STAY in request.form and not form.token_expired:
        return _share_page(way, _form(way), 200)
    if not valid:
        return _share_page(way, form, 400 if form.token_expired else 422)
    staff = signed_in()
    try:
        receipt = use_cases().submissions.send(
            way,
            _contact(form),
            language=language(),
            translate=gettext,
            send_key=send_key,
            address=network_address(),
            entered_by=staff.id if staff else None,
            saved_code=draft.saved_code(),
        )
    except DatabaseUnavailable as fault:
        log_unavailable(fault)
        perhaps = isinstance(fault, PerhapsWritten)
        return wait_before_retry(_share_page(way, form, 503, perhaps_sent=perhaps))
    except Busy:
        return wait_before_retry(_share_page(way, form, 503))
    except TooManyTries:
        return wait_before_retry(_share_page(way, form, 429))
    return _done(receipt, way)


def _instead_of_sending(way: Way) -> str:
    if draft.sent() and not way.answers and not side().own:
        return address("sent", again=1)  # a patient reads there what was kept; staff have to be told
    return unfinished_address(way)


def _done(receipt: Receipt, way: Way) -> BaseResponse:
    if receipt.withdrawn and side().keeps:
        return redirect(address("receipt", code=in_link(receipt.code)), SEE_OTHER)
    draft.mark_sent(
        receipt.reference,
        receipt.code,
        flags=[flag.id for flag in result_of(way).flags],
        respondent=way.answers.text("respondent"),
        copy=side().keeps,
        gone=receipt.withdrawn,
    )
    return redirect(address("sent"), SEE_OTHER)


def _form(way: Way, likely: Mapping[str, Value] = MappingProxyType({})) -> PageForm:
    sends_email = bool(use_cases().settings.smtp_url)
    due = [
        question
        for question in SHARE.questions
        if question.when.holds(way.answers) and (sends_email or question is not UPDATES)
    ]
    return form_for(due, voice(way.answers), Answers(likely), ShareForm)


def _contact(form: PageForm) -> Contact:
    consent = form["consent"]
    given = {name.replace("-", "_"): value for name, value in form.values.items() if isinstance(value, str)}
    return Contact(
        language=given.pop("contact_language", ""),
        consent=consent.label_of(consent.question.choice("agree")),
        wishes=_ids(form.values[WISHES.id]),
        research=_ids(form.values[RESEARCH.id]),
        updates=_ids(form.values.get(UPDATES.id, SKIPPED)),
        **given,
    )


def _ids(chosen: Value) -> str:
    return " ".join(sorted(chosen)) if isinstance(chosen, frozenset) else ""


def _share_page(way: Way, form: PageForm, status: int, *, perhaps_sent: bool = False) -> Response:
    keep_draft_through_wait(status)
    return make_response(
        render_template(
            side().template("share.html"),
            page=SHARE,
            form=form,
            voice=voice(way.answers),
            status=status,
            perhaps_sent=perhaps_sent,
            advice=advice,
            today=result_of(way).today,
            draft_state=draft.state(way.answers),
            kept_years=kept_years,
            send_number=send_number(),
        ),
        status,
    )
