"""A tablet of the clinic: the next person must find nothing of the one before, and no link may lead away from the questions.

What calls or texts is no link on it: ``templates/macros/calls.html``.
"""

from flask import (
    Flask,
    Response,
    abort,
    after_this_request,
    current_app,
    make_response,
    redirect,
    request,
    session,
)
from werkzeug.wrappers import Response as BaseResponse

from screener.storage.database import DatabaseUnavailable
from screener.web import draft
from screener.web.addresses import SEE_OTHER, network_address
from screener.web.errors import log_unavailable
from screener.web.language import LANGUAGES
from screener.web.page_request import on_tablet, over_tls, tablet_cookie_name
from screener.web.session import TABLET_SECONDS
from screener.web.templating import address
from screener.web.use_cases import use_cases

_PATIENT = frozenset(f"patient_{language}" for language in LANGUAGES)
_NOT_HERE = frozenset(
    {"confirm_save", "save", "saved", "find_saved", "open_saved", "confirm_delete_saved", "delete_saved"}
    | {"answers_text", "answers_pdf", "blank_paper"}
    | {
        "find_receipt",
        "open_receipt",
        "receipt",
        "receipt_with_a_stroke",
        "confirm_withdraw",
        "withdraw",
        "stop_emails",
    }
)
"""What a shared tablet must not do: make files, and show what is somebody's own."""
_YEAR = 365 * 24 * 3600


def register(app: Flask) -> None:
    """Know tablets by their cookie, and keep them to the questions."""
    app.before_request(_keep_to_questions)
    app.jinja_env.globals.update(
        on_tablet=lambda: on_tablet(request),
        tablet_seconds=TABLET_SECONDS,
        on_start=lambda: _page() == "start",
    )


def _keep_to_questions() -> BaseResponse | None:
    if request.blueprint not in _PATIENT:
        return None
    if _page() == "start" and "kiosk" in request.args:
        return _become(request.args["kiosk"])
    if not on_tablet(request):
        return None
    if _page() in _NOT_HERE:
        abort(404)
    if _page() == "start":
        return _begin_anew()
    if getattr(session, "unusable", False) or (request.method == "POST" and not session):
        return redirect(address("start"), SEE_OTHER)
    # Here too where a form gives back what was typed: "Back" sends that of the person before once more.
    current_app.extensions["csrf"].protect()
    return None


def _become(code: str) -> BaseResponse:
    if not use_cases().tablets.opens(code, network_address()):
        abort(404)
    draft.clear()
    return _remember(make_response(redirect(address("start"), SEE_OTHER)), code)


def _remember(response: Response, code: str) -> Response:
    response.set_cookie(
        tablet_cookie_name(),
        code,
        max_age=_YEAR,
        httponly=True,
        samesite="Lax",
        secure=over_tls(),
    )
    return response


def _begin_anew() -> BaseResponse | None:
    """Wipe what the person before left; go on as any other browser where the tablet was revoked."""
    draft.clear()
    code = request.cookies[tablet_cookie_name()]
    try:
        if use_cases().tablets.is_known(code):
            after_this_request(lambda response: _remember(response, code))  # it must not run out one day
            return None
    except DatabaseUnavailable as fault:
        log_unavailable(fault)
        return None  # to be a tablet opens nothing, and the questions need no database
    response = redirect(address("start"), SEE_OTHER)
    response.delete_cookie(tablet_cookie_name(), httponly=True, samesite="Lax", secure=over_tls())
    return response


def _page() -> str:
    return (request.endpoint or "").rpartition(".")[2]
