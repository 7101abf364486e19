"""Saving the answers on the server for a while, opening them with the words of their code, and deleting them."""

from flask import Response, make_response, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from screener.adapters.square_code import square_code
from screener.codes.five_words import LONGEST_TYPED, NotACode, normalized
from screener.dystonia import DYSTONIA
from screener.questionnaire.flow import walk
from screener.questionnaire.typed import readable_part
from screener.questionnaire.wording import N_
from screener.use_cases.saved_answers import KEPT_DAYS, Saved
from screener.web import draft
from screener.web.addresses import SEE_OTHER, network_address, public_address
from screener.web.error_words import ENDED
from screener.web.errors import error_page
from screener.web.language import language
from screener.web.patient.mistakes import how_to_mend_words
from screener.web.patient.other_answers import DRAFT, another_is_open, refuse
from screener.web.patient.pages import pages
from screener.web.patient.way import next_address
from screener.web.templating import address
from screener.web.today import day_of
from screener.web.use_cases import use_cases

_NOTHING_THERE = N_(
    "We have no answers under these words. Check each word and their order. They may also be deleted by now."
)


@pages.get("/screen/save")
def confirm_save() -> BaseResponse:
    """Say what is kept, for how long and who can open it, and ask."""
    if draft.send_key() is None:
        return redirect(address("start"), SEE_OTHER)
    return make_response(render_template("patient/save.html", saved=draft.saved(), days=KEPT_DAYS))


@pages.post("/screen/save")
def save() -> BaseResponse:
    """Keep the answers on the server, under the words they are saved under already or under new ones."""
    if another_is_open(request.form.get(DRAFT)):
        return refuse()
    if draft.send_key() is None:
        return error_page(400, ENDED)
    kept = use_cases().saved_answers.save(
        draft.written(), code=draft.saved_code(), language=language(), address=network_address()
    )
    draft.mark_saved(kept.code, _last_day(kept))
    return redirect(address("saved"), SEE_OTHER)


@pages.get("/screen/saved")
def saved() -> BaseResponse:
    """Show the words to write down, and how to go on with them."""
    found = draft.saved()
    if found is None:
        return redirect(address("confirm_save"), SEE_OTHER)
    code, until = found
    return make_response(
        render_template(
            "patient/saved.html",
            code=code,
            until=until,
            link=public_address(address("start")),
            square=square_code(code),
        )
    )


@pages.get("/saved")
def find_saved() -> str:
    """Ask for the words of saved answers."""
    return render_template("patient/find_saved.html", typed="", error=None)


@pages.post("/saved")
def open_saved() -> BaseResponse:
    """Put the saved answers in the place of those on this device, and go to the first page that is due."""
    try:
        found = use_cases().saved_answers.open(normalized(_typed()), network_address())
    except NotACode as fault:
        return _again("patient/find_saved.html", how_to_mend_words(fault, _typed()))
    if found is None:
        return _again("patient/find_saved.html", gettext(_NOTHING_THERE))
    written, kept = found
    draft.restore(written, kept.code, _last_day(kept))
    return redirect(next_address(walk(DYSTONIA, draft.current())), SEE_OTHER)


@pages.get("/saved/delete")
def confirm_delete_saved() -> str:
    """Ask once before saved answers are deleted, and for their words where they are not open here."""
    return render_template("patient/delete_saved.html", typed="", error=None, saved=draft.saved())


@pages.post("/saved/delete")
def delete_saved() -> BaseResponse:
    """Delete the answers that are open here, or those of the words that were typed; clear them here too if asked."""
    if another_is_open(request.form.get(DRAFT)):
        return refuse()
    opened = draft.saved_code()
    try:
        deleted = use_cases().saved_answers.delete(opened or normalized(_typed()), network_address())
    except NotACode as fault:
        return _again("patient/delete_saved.html", how_to_mend_words(fault, _typed()), saved=None)
    if not deleted and opened is None:
        return _again("patient/delete_saved.html", gettext(_NOTHING_THERE), saved=None)
    draft.forget_saved()
    if "clear" in request.form:
        draft.clear()
    return redirect(address("start", deleted=1), SEE_OTHER)


def _again(template: str, error: str, **more: None) -> Response:
    typed = readable_part(_typed())[:LONGEST_TYPED]
    return make_response(render_template(template, typed=typed, error=error, **more), 422)


def _typed() -> str:
    return request.form.get("words", "")


def _last_day(kept: Saved) -> str:
    return day_of(kept.expires_at).isoformat()
