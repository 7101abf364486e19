"""What was written when a session ended: kept through signing in again, and sent on by one press."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from flask.globals import request_ctx
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from screener.accounts.kept_form import MOST_KEPT, KeptForm
from screener.codes.reference import grouped
from screener.storage.database import DatabaseUnavailable
from screener.web.addresses import SEE_OTHER, address_as_written
from screener.web.caller import keep_unsent
from screener.web.clinic import access, cookie, endpoints
from screener.web.clinic.at_work import names_of_staff, say
from screener.web.clinic.bulk_form import BULK
from screener.web.clinic.pages import pages
from screener.web.clinic.unsure import perhaps_done
from screener.web.clinic.worklist import address_of_found
from screener.web.error_words import EXPIRED
from screener.web.errors import error_page, log_unavailable
from screener.web.page_request import in_clinic
from screener.web.signed_in import signed_in
from screener.web.use_cases import use_cases

_CHOICE = re.compile(r"[a-z]+([_-][a-z]+)+")
_ADDRESS = re.compile(r"[!-~]+")
"""What a page of ours can have written as the address of a form: signing in leads there, in a header."""
_HIDDEN = frozenset({"version", "press", "seen", "draft", "then"})
_CHOSEN = "chosen"
"""A row of the list: its reference, and the version that was seen."""
_SHOWN_AGAIN = frozenset({409, 422})
"""The answers to a form that stands on their page once more, with all that was written."""
_SEARCH = "clinic.search"
_BY_SCRIPT = "clinic.keep"
_Left = tuple[str, list[tuple[str, str]]]
"""What a page was left with: where its form goes, and what stands in it."""
_ON_ITS_PAGE = {
    "clinic.work": "clinic.submission",
    "clinic.record_exam": "clinic.exam",
    "clinic.propose_facts": "clinic.change_facts",
}
"""The forms that stand filled in on their own page again, and which that is. Others are sent on from here."""


def onward() -> str:
    """Return where to go after signing in: to what is not saved yet, or else to the page that was asked for.

    A search saves nothing: where nothing else is kept, it is gone on with.
    """
    if not cookie.something_is_kept():
        return cookie.next_address()
    forms = use_cases().kept_forms.of(cookie.who())
    paths = {form.path for form in forms}
    path = paths.pop() if len(paths) == 1 else ""
    endpoint, values = _matched(path)
    if endpoint == _SEARCH:
        for form in forms:
            use_cases().kept_forms.forget(form.id, form.account_id)
        cookie.nothing_is_kept()
        return address_of_found(dict(forms[-1].fields).get("search", ""))
    if endpoint not in _ON_ITS_PAGE:
        return url_for("clinic.kept")
    _, sign, asked = path.partition("?")
    return f"{url_for(_ON_ITS_PAGE[endpoint], **values)}{sign}{asked}"


def put_back(path: str) -> KeptForm | None:
    """Return what who is signed in had written last on its way to ``path``, unless it was saved or dropped since.

    From which list they came does not matter.
    """
    if not cookie.something_is_kept():
        return None
    forms = use_cases().kept_forms.of(access.current_staff().id)
    return next((form for form in reversed(forms) if _place(form.path) == _place(path)), None)


@pages.post("/kept")
def keep() -> BaseResponse:
    """Keep what stands in the forms of a page that were not sent when the idle time ran out, and end the session.

    The page's script sends it here, not where it goes: nothing is saved that nobody pressed Save for.
    """
    forms = _left()
    cookie.end_idle()
    _keep(forms)
    return redirect(url_for("clinic.sign_in"), SEE_OTHER)


def _left() -> list[_Left]:
    others = [parse_qsl(written) for written in request.form.getlist("kept_too")[:MOST_KEPT]]
    forms = [list(request.form.items(multi=True)), *others]
    left = [(dict(fields).get("kept_for", ""), fields) for fields in forms]
    if not all(_ADDRESS.fullmatch(path) and endpoints.ROUTES.get(_matched(path)[0]) for path, _ in left):
        abort(400)
    return left


def _keep(left: list[_Left]) -> bool:
    """Keep what was left: in the database, or of a caller in this browser alone; tell whether any of it is."""
    kept = False
    for path, fields in left:
        endpoint, values = _matched(path)
        if endpoint.startswith("clinic."):
            kept = cookie.keep_form(path, fields) or kept
        elif endpoint in endpoints.CALLER_WROTE:
            keep_unsent(_place(path), values["caller"], fields)
            cookie.ask_for(_place(path))
            kept = True
    return kept


@pages.get("/kept")
def kept() -> BaseResponse:
    """Show what was written and is not saved."""
    forms = use_cases().kept_forms.of(access.current_staff().id)
    if not forms:
        cookie.nothing_is_kept()
        return redirect(access.home(), SEE_OTHER)
    return make_response(
        render_template("clinic/kept.html", forms=forms, shown=_shown, label=_label, hidden=_HIDDEN)
    )


@pages.post("/kept/<form_id>/drop")
def drop_kept(form_id: str) -> BaseResponse:
    """Forget what was written."""
    use_cases().kept_forms.forget(form_id, access.current_staff().id)
    say("What you had written was dropped.")
    return redirect(url_for("clinic.kept"), SEE_OTHER)


@pages.after_app_request
def _forget_what_arrived(response: Response) -> Response:
    """Forget a kept form once it came to its page, which answers for what is in it from now on."""
    if in_clinic(request) and request.method == "POST" and signed_in():
        form_id = request.form.get("kept", "")
        if form_id and (response.status_code < 400 or response.status_code in _SHOWN_AGAIN):  # noqa: PLR2004 - what was refused unread saved nothing
            try:
                use_cases().kept_forms.forget(form_id, access.current_staff().id)
            except DatabaseUnavailable as fault:
                log_unavailable(fault)  # what the form asked for is done, and no page may say otherwise
    return response


@pages.errorhandler(CSRFError)
def _from_an_earlier_session(_: CSRFError) -> BaseResponse:
    """Keep what comes from a page of the same person's earlier session in this browser; refuse anything else."""
    try:
        if not cookie.is_of_earlier_session() or not _keep_what_came():
            return error_page(400, EXPIRED)
    except DatabaseUnavailable as fault:
        return perhaps_done(fault)
    if signed_in():
        return redirect(onward(), SEE_OTHER)
    return redirect(url_for("clinic.sign_in"), SEE_OTHER)


def _keep_what_came() -> bool:
    if request.endpoint == _BY_SCRIPT:
        return _keep(_left())
    return cookie.keep_form(address_as_written())


def _matched(path: str) -> tuple[str, Mapping[str, Any]]:
    adapter = request_ctx.url_adapter
    try:
        return adapter.match(_place(path), method="POST") if adapter else ("", {})
    except HTTPException:
        return "", {}


def _place(path: str) -> str:
    return path.partition("?")[0]


def _label(name: str) -> str:
    return name.removeprefix(BULK).replace("_", " ").replace("-", " ").capitalize()


def _shown(name: str, value: str) -> str:
    if name == _CHOSEN:
        return grouped(value.partition(":")[0])
    named = names_of_staff().get(value)
    return named or (_label(value) if _CHOICE.fullmatch(value) else value)
