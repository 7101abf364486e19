"""What the answers come to: the one action of an emergency, the result, the list of more to tell, the check before Send."""

from flask import make_response, redirect, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from screener.dystonia import advice, voice
from screener.dystonia.at_odds import at_odds
from screener.dystonia.result import result_of
from screener.dystonia.safety import told_later
from screener.questionnaire.summary import summary
from screener.web.addresses import SEE_OTHER
from screener.web.patient.pages import pages
from screener.web.patient.result_page import result_page
from screener.web.patient.way import present_way, unfinished_address
from screener.web.side import side
from screener.web.templating import address


@pages.get("/screen/more")
def more() -> BaseResponse:
    """Show the sections of the second part, each with what is answered in it: in any order, any amount."""
    way = present_way()
    if not way.complete:
        return redirect(unfinished_address(way), SEE_OTHER)
    return make_response(
        render_template(
            "patient/more.html", sections=way.sections, later=told_later(way), voice=voice(way.answers)
        )
    )


@pages.get("/screen/call-911")
def call_911() -> BaseResponse:
    """Show the one action of an emergency, alone."""
    if present_way().stopped_at is None:
        return redirect(address("question", page_id="emergency"), SEE_OTHER)
    return make_response(render_template(side().template("call_911.html")))


@pages.get("/screen/check")
def check() -> BaseResponse:
    """Show every answer with a way to change it."""
    way = present_way()
    if not way.complete:
        return redirect(unfinished_address(way), SEE_OTHER)
    sections = summary(way, voice(way.answers), gettext)
    doubtful = at_odds(way.answers)
    return make_response(
        render_template(
            "patient/check.html",
            sections=sections,
            at_odds=[line for section in sections for line in section.lines if line.question_id in doubtful],
            later=told_later(way),
            voice=voice(way.answers),
        )
    )


@pages.get("/screen/result")
def result() -> BaseResponse:
    """Show the result, before any personal data is asked for."""
    way = present_way()
    if not way.complete:
        return redirect(unfinished_address(way), SEE_OTHER)
    found = result_of(way)
    if side().own:
        return make_response(result_page(way, found))
    return make_response(
        render_template(
            side().template("result.html"), result=found, last_page=way.pages[-1].id, advice=advice
        )
    )
