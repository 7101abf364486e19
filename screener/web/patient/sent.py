"""The page after Send: what the clinic has, what happens next, and the person's own copy of it."""

from flask import make_response, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from screener.adapters.square_code import square_code
from screener.codes.receipt import in_link
from screener.dystonia import DYSTONIA, advice, voice, voice_of
from screener.dystonia.red_flags import told
from screener.dystonia.result import result_of
from screener.questionnaire.flow import walk
from screener.questionnaire.summary import summary
from screener.storage.database import DatabaseUnavailable
from screener.storage.throttling import TooManyTries
from screener.submissions.content import Contact
from screener.submissions.submission import Submission
from screener.web import draft
from screener.web.addresses import SEE_OTHER, network_address, public_address
from screener.web.errors import log_unavailable
from screener.web.page_request import on_tablet
from screener.web.patient.pages import pages
from screener.web.patient.way import next_address
from screener.web.templating import address
from screener.web.use_cases import use_cases


@pages.get("/screen/sent")
def sent() -> BaseResponse:
    """Show the reference number, what happens next, and the receipt link."""
    receipt = draft.sent()
    if receipt is None:
        return redirect(next_address(walk(DYSTONIA, draft.current())), SEE_OTHER)
    path = address("receipt", code=in_link(receipt["code"]))
    page = "patient/sent_in_clinic.html" if on_tablet(request) else "patient/sent.html"
    held = None if on_tablet(request) else _held(receipt["code"])
    if held and held.is_tombstone:
        draft.forget_copy()
        return redirect(path, SEE_OTHER)
    way = walk(DYSTONIA, draft.own_copy())
    return make_response(
        render_template(
            page,
            receipt=receipt,
            advice=advice,
            flags=told(receipt["flags"]),
            voice=voice_of(receipt["respondent"]),
            path=path,
            link=public_address(path),
            square=square_code(public_address(path) or receipt["code"]),
            result=result_of(way) if way.complete else None,
            sections=summary(way, voice(way.answers), gettext),
            contact=_contact_as_read(held) if held else None,
        )
    )


def _held(code: str) -> Submission | None:
    """Return what the clinic has of what was sent; nothing where that cannot be told now."""
    try:
        return use_cases().submissions.receipt(code, network_address())
    except TooManyTries:
        return None  # others at this address guessed codes, which is no reason to keep back that it was sent
    except DatabaseUnavailable as fault:
        log_unavailable(fault)
        return None


def _contact_as_read(held: Submission) -> Contact | None:
    """Return what the clinic got of numbers, addresses and dates, to be read back; nothing where it cannot be had now."""
    try:
        content = use_cases().submissions.content(held)
    except DatabaseUnavailable as fault:
        log_unavailable(fault)
        return None
    return content.contact if content else None
