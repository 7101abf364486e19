"""Entering what a caller answers: the patient's own pages, for a clinician who reads them aloud and marks the answers.

What is read to the caller is in the language of the address; what is said to the clinician stays in English.
"""

from typing import Any

from flask import Blueprint, Response, g, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from screener.codes.reference import grouped
from screener.dystonia.advice import GO_TODAY
from screener.dystonia.red_flags import told
from screener.dystonia.safety import highest
from screener.dystonia.urgency import Urgency
from screener.web import draft
from screener.web.addresses import SEE_OTHER
from screener.web.caller import begin_caller, caller, end_caller
from screener.web.clinic import words
from screener.web.clinic.at_work import say
from screener.web.error_words import CALLER_ENDED
from screener.web.errors import error_page
from screener.web.language import LANGUAGES
from screener.web.patient import outcome, questions, sharing
from screener.web.templating import address

pages = Blueprint("phone", __name__)
"""The name of the caller is in each address: a page that is still open for the one before changes nothing."""

pages.after_request(questions.name_the_draft)
pages.get("/<caller>/<page_id>")(questions.question)
pages.post("/<caller>/<page_id>")(questions.answer)
pages.get("/<caller>/call-911")(outcome.call_911)
pages.get("/<caller>/more")(outcome.more)
pages.get("/<caller>/check")(outcome.check)
pages.get("/<caller>/result")(outcome.result)
pages.get("/<caller>/share")(sharing.share)
pages.post("/<caller>/share")(sharing.send)


@pages.get("/", strict_slashes=False)
def start() -> str:
    """Say how it is done, and let the clinician begin or go on."""
    return render_template(
        "phone/start.html",
        begun=caller() if draft.send_key() else None,
        languages={code: words.LANGUAGE[code] for code in LANGUAGES},
    )


@pages.post("/", strict_slashes=False)
def begin() -> BaseResponse:
    """Begin with a new caller; the answers of the one before are gone."""
    return redirect(address("question", caller=begin_caller(), page_id="emergency"), SEE_OTHER)


@pages.post("/<caller>/clear")
def clear() -> BaseResponse:
    """Forget the answers of a caller who does not want to send them."""
    end_caller()
    say("The answers of the caller were cleared. Nothing was kept.")
    return redirect(url_for("clinic.worklist"), SEE_OTHER)


@pages.get("/<caller>/sent")
def sent() -> BaseResponse:
    """Go to the submission, and say what the caller has to be told."""
    receipt = draft.sent()
    if receipt is None:
        return redirect(address("start"), SEE_OTHER)
    here = redirect(url_for("clinic.submission", reference=receipt["reference"]), SEE_OTHER)
    if receipt.get("gone"):
        say("These answers were sent before, and are gone since. Nothing was saved now.")
        return here
    say(
        "These answers were sent before. What was typed now is not saved: look whether the contact is right."
        if "again" in request.args
        else "Saved.",
        *([_once_more()] if highest(told(receipt["flags"])) is Urgency.TODAY else []),
        f"Tell the caller the reference number: {grouped(receipt['reference'])}.",
        f"With these 5 words the caller can see where it stands, or take the answers back: {receipt['code']}.",
    )
    return here


def _once_more() -> str:
    return f"Say it to the caller once more: “{gettext(GO_TODAY)}”"


@pages.url_value_preprocessor
def _take_caller(_: str | None, values: dict[str, Any] | None) -> None:
    g.asked_caller = (values or {}).pop("caller", None)


@pages.url_defaults
def _name_caller(_: str, values: dict[str, Any]) -> None:
    if g.get("asked_caller"):
        values.setdefault("caller", g.asked_caller)


@pages.before_request
def _refuse_another_caller() -> Response | None:
    if g.asked_caller not in {None, caller()}:
        return questions.urgent_all_the_same() or error_page(400, CALLER_ENDED)
    return None
