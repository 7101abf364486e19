"""The start, and the pages that ask. Nothing here touches the database."""

from flask import Response, abort, make_response, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from screener.dystonia import DYSTONIA, voice
from screener.questionnaire.answers import Answers
from screener.questionnaire.flow import DuePage, Way, walk
from screener.web import draft
from screener.web.addresses import SEE_OTHER
from screener.web.error_words import ENDED
from screener.web.errors import error_page
from screener.web.patient.follow_ups import page_form, way_with
from screener.web.patient.forms import PageForm, form_for
from screener.web.patient.other_answers import DRAFT, another_is_open, is_of_another_draft, refuse
from screener.web.patient.pages import pages
from screener.web.patient.question_page import BACK, SAVE, printed_page, question_page
from screener.web.patient.way import address_before, address_of, changing_question, next_address, present_way
from screener.web.patient.wholes import WHOLE, mark_whole
from screener.web.side import side
from screener.web.templating import address

_PAGE_IDS = frozenset(page.id for page in DYSTONIA.every_page)
STAY = "stay"
"""Sent with a form whose page is wanted again, with all that was typed: in the language of its address."""
_CLEARED = "cleared"


@pages.after_request
def name_the_draft(response: Response) -> Response:
    """Let a page that waited long ask whether its draft is still there: a status alone proves nothing."""
    response.headers["Draft"] = draft.name() or "none"
    return response


@pages.get("/", strict_slashes=False)  # a redirect to /es/ would name the host that the request claims
def start() -> str:
    """Show what this is, how long it takes, and what happens to the answers."""
    return render_template("patient/start.html", cleared=_CLEARED in request.args)


@pages.get("/screen")
def resume() -> BaseResponse:
    """Go to the first page that is not done, or to the result."""
    return redirect(next_address(present_way()), SEE_OTHER)


@pages.get("/screen/<page_id>")
def question(page_id: str) -> BaseResponse:
    """Show a question page, or go to the page that is due."""
    way = present_way(to=page_id)
    due = way.at(page_id)
    if due is None:
        _known(page_id)
        return redirect(next_address(way), SEE_OTHER)
    if side().own and not request.args:
        return make_response(printed_page(way, due, draft.current()))
    return question_page(way, due, page_form(way, due, draft.current()), 200)


@pages.post("/screen/<page_id>")
def answer(page_id: str) -> BaseResponse:
    """Keep the answers of a question page and go on; show the page again when something is missing."""
    _known(page_id)
    kept = draft.current()
    way = walk(DYSTONIA, kept, to=page_id)
    due = way.at(page_id)
    if is_of_another_draft():
        return urgent_all_the_same() or refuse(_form_of(page_id, way.answers))
    if due is None:
        return redirect(next_address(way), SEE_OTHER) if kept else error_page(400, ENDED)
    return _take(way, due, kept)


def _take(way: Way, due: DuePage, kept: Answers) -> BaseResponse:
    page_id = due.id
    form = page_form(way, due, kept)
    whole = mark_whole(form)
    following = way_with(form, page_id, kept)
    if form.token_expired:
        return _call_911() if _is_urgent(form) else question_page(way, due, form, 400)
    if _begun_elsewhere(page_id, kept) and not (following and following.stopped_at):
        return refuse(form)
    if form.sound_values:
        # Kept beside a mistake too: the page may be left for the one before, or for the other language.
        kept = kept.with_(form.sound_values)
        draft.save(kept)
    if whole and not form.mistaken:
        draft.save(kept.with_(form.values))  # nothing too: the only limb that was marked may be taken away
        return redirect(f"{address_of(page_id)}#{WHOLE}-{whole}", SEE_OTHER)
    if STAY in request.form and not form.mistaken:
        return redirect(address_of(page_id), SEE_OTHER)
    if BACK in request.args and STAY not in request.form:
        return redirect(address_before(way, page_id), SEE_OTHER)
    if SAVE in request.args and STAY not in request.form and side().own:
        return redirect(address("confirm_save"), SEE_OTHER)
    if following is None or _in_conflict(due, form, kept):
        return question_page(way, due, form, 422)
    return _go_on(following, page_id, form, kept)


def _go_on(way: Way, page_id: str, form: PageForm, kept: Answers) -> BaseResponse:
    taken = kept.with_(form.values)
    if taken != kept or not form.sound_values:  # else it is kept already
        draft.save(taken)
    if follow_up := _follow_up(way, page_id, form):
        return redirect(f"{address_of(page_id)}#{follow_up}", SEE_OTHER)
    return redirect(next_address(way, after=page_id, changing=changing_question()), SEE_OTHER)


def urgent_all_the_same() -> Response | None:
    """Return the one action of an emergency where a form says that there is one whose answers cannot be kept."""
    sent = request.method == "POST" and (request.view_args or {}).get("page_id")
    return _call_911() if sent and _is_urgent(_form_of(str(sent), Answers())) else None


def _form_of(page_id: str, answers: Answers) -> PageForm:
    asked = [each for page in DYSTONIA.every_page if page.id == page_id for each in page.questions]
    return form_for(asked, voice(answers), answers)


def _is_urgent(form: PageForm) -> bool:
    """Tell whether a form says that there is an emergency, whatever else is wrong with it."""
    return walk(DYSTONIA, Answers({field.name: field.data for field in form.answers})).stopped_at is not None


def _call_911() -> Response:
    """Show the one action of an emergency, where the answer itself cannot be kept: that is no reason to say anything else."""
    return make_response(render_template(side().template("call_911.html")), 409)


def _begun_elsewhere(page_id: str, kept: Answers) -> bool:
    """Tell whether the first page was made before there was a draft, and another window has begun one since.

    It names none, and would go on in the answers of the other window. An emergency is taken from any page.
    """
    first = DYSTONIA.pages[0]
    own = {question.id for question in first.questions}
    return page_id == first.id and not request.form.get(DRAFT) and not own.issuperset(kept)


def _in_conflict(due: DuePage, form: PageForm, kept: Answers) -> bool:
    """Tell whether two answers of the page cannot both be so, and say it at the question that the page names."""
    conflict = due.page.conflict
    if conflict is None or not conflict.when.holds(kept.with_(form.values)):
        return False
    form[conflict.question].errors = (conflict.words.said(voice(kept), gettext),)
    return True


def _follow_up(way: Way, page_id: str, form: PageForm) -> str | None:
    """Return the first question that these answers brought up on the same page, where it has no answer yet."""
    due = way.at(page_id)
    asked = {field.name for field in form.answers}
    questions = due.questions if due else ()
    return next((each.id for each in questions if each.id not in asked and each.id not in way.answers), None)


@pages.get("/screen/clear")
def confirm_clear() -> str:
    """Ask once before the answers are cleared."""
    return render_template("patient/clear.html", saved=draft.saved())


@pages.post("/screen/clear")
def clear() -> BaseResponse:
    """Forget the answers and go back to the start; never those of somebody else in another window."""
    if another_is_open(request.form.get(DRAFT)):
        return refuse()
    draft.clear()
    return redirect(address("start", **{_CLEARED: 1}), SEE_OTHER)


def _known(page_id: str) -> None:
    if page_id not in _PAGE_IDS:
        abort(404)
