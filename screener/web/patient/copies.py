"""Copies to keep: the result and the answers as a text file, and as the sheet to bring to the first visit."""

from flask import redirect, render_template, request
from flask_babel import format_date, gettext
from werkzeug.wrappers import Response as BaseResponse

from screener.documents.visit import visit_pdf
from screener.dystonia import DYSTONIA, advice, voice
from screener.dystonia.result import result_of
from screener.dystonia.visit import visit_sheet
from screener.questionnaire.flow import Way, walk
from screener.questionnaire.summary import summary
from screener.storage.database import DatabaseUnavailable
from screener.web import draft
from screener.web.addresses import SEE_OTHER, network_address
from screener.web.downloads import download
from screener.web.errors import log_unavailable
from screener.web.facts import letterhead
from screener.web.patient.other_answers import DRAFT, another_is_open, refuse
from screener.web.patient.pages import pages
from screener.web.patient.way import unfinished_address
from screener.web.pictures import picture_of
from screener.web.today import today
from screener.web.use_cases import use_cases

_NAME = "dystonia-self-screen"


def own_way() -> Way:
    """Return the way of the draft, or of what was sent in this visit while it stays for the person to take away."""
    way = walk(DYSTONIA, draft.current())
    return way if way.answers or not draft.sent() else walk(DYSTONIA, draft.own_copy())


@pages.get("/screen/answers.txt")
def answers_text() -> BaseResponse:
    """Give the result and the answers as a text file to keep."""
    if another_is_open(request.args.get(DRAFT)):
        return refuse()
    way = own_way()
    if not way.complete:
        return redirect(unfinished_address(way), SEE_OTHER)
    text = render_template(
        "patient/answers.txt",
        advice=advice,
        result=result_of(way),
        sections=summary(way, voice(way.answers), gettext),
    )
    return download(text, f"{_NAME}.txt")


@pages.get("/screen/answers.pdf")
def answers_pdf() -> BaseResponse:
    """Give the sheet for the first visit as a tagged PDF."""
    if another_is_open(request.args.get(DRAFT)):
        return refuse()
    way = own_way()
    if not way.complete:
        return redirect(unfinished_address(way), SEE_OTHER)
    _count()
    sheet = visit_sheet(way, letterhead(format_date(today(), "long")), gettext)
    picture = render_template("patient/picture.svg", picture=picture_of(result_of(way).parts))
    return download(visit_pdf(sheet, picture), f"{_NAME}.pdf")


def _count() -> None:
    try:
        use_cases().submissions.count_copy(network_address())
    except DatabaseUnavailable as fault:
        log_unavailable(fault)  # the sheet itself needs no database
