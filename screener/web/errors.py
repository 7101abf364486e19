"""Pages for everything that goes wrong: what happened, what to do, and the phone number. Never a detail of the fault."""

import time
from dataclasses import dataclass

import structlog
from flask import Flask, Response, current_app, make_response, render_template, request
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from screener import logs
from screener.screening import TooManyTries
from screener.storage.database import DatabaseUnavailable
from screener.wording import N_

_LARGEST_DRAIN = 2 * 1024 * 1024
_LONGEST_DRAIN_SECONDS = 2
_SERVER_ERROR = 500


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What an error page says: a title, what happened, what to do now."""

    title: str
    happened: str
    now: str


PAGES: dict[int, ErrorPage] = {
    400: ErrorPage(
        N_("We could not read that"),
        N_("What was sent could not be read."),
        N_("Go back and try again. Your other answers are still there."),
    ),
    404: ErrorPage(
        N_("This page is not here"),
        N_("The address may be mistyped, or the page has moved."),
        N_("Check the address, or go to the start page."),
    ),
    405: ErrorPage(
        N_("This page cannot do that"),
        N_("The page was asked for something it does not do."),
        N_("Go back and use the buttons on the page."),
    ),
    413: ErrorPage(
        N_("That was too much at once"),
        N_("What was sent is larger than this page takes."),
        N_("Go back and write less. Your other answers are still there."),
    ),
    429: ErrorPage(
        N_("Please wait a little"),
        N_("This was tried many times in one hour."),
        N_("Wait an hour and try again, or call. Your answers are still there."),
    ),
    500: ErrorPage(
        N_("Something went wrong here"),
        N_("This is our mistake, not yours."),
        N_("Go back and try again. Your answers are still there."),
    ),
    503: ErrorPage(
        N_("We cannot do this right now"),
        N_("A part of this site does not answer. Nothing was sent."),
        N_("Try again in a few minutes, or call. Your answers are still there."),
    ),
}
EXPIRED = ErrorPage(
    N_("This page was open for a long time"),
    N_("Nothing was changed."),
    N_("Go back, load the page again, and press the button again."),
)
ENDED = ErrorPage(
    N_("Your answers are no longer here"),
    N_("Answers are cleared after 60 minutes without use. Or your browser did not keep a cookie."),
    N_("Please start again, or call."),
)
_RETRY_SECONDS = {429: 3600, 503: 60}


def error_page(status: int, page: ErrorPage | None = None) -> Response:
    """Return the page for ``status``, with the phone number and, for our own faults, the id of the request."""
    page = page or PAGES.get(status) or PAGES[400 if status < _SERVER_ERROR else _SERVER_ERROR]
    request_id = (
        structlog.contextvars.get_contextvars().get("request_id", "") if status >= _SERVER_ERROR else ""
    )
    try:
        response = make_response(
            render_template("errors/error.html", page=page, request_id=request_id), status
        )
    except Exception as fault:  # noqa: BLE001 - when even the page fails, the phone number must still be there
        _log_fault(fault)
        response = Response(_plain_words(page), status, mimetype="text/plain")
    return wait_before_retry(response)


def _plain_words(page: ErrorPage) -> str:
    phone = current_app.extensions["settings"].clinic_phone
    words = gettext("Please call %(phone)s. In an emergency, call 911.", phone=phone)
    return f"{gettext(page.title)}. {words}\n"


def wait_before_retry(response: Response) -> Response:
    """Say when to try again, where the status is one of waiting."""
    if response.status_code in _RETRY_SECONDS:
        response.headers["Retry-After"] = str(_RETRY_SECONDS[response.status_code])
    return response


def register(app: Flask) -> None:
    """Answer every exception with a page."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(CSRFError, lambda _: error_page(400, EXPIRED))
    app.register_error_handler(DatabaseUnavailable, _unavailable)
    app.register_error_handler(TooManyTries, lambda _: error_page(429))
    app.register_error_handler(Exception, _fault)


def _http_error(error: HTTPException) -> Response:
    if error.response is not None:
        return make_response(error.response)
    status = error.code or _SERVER_ERROR
    if status == 413:  # noqa: PLR2004 - Content Too Large
        _drain()
    response = error_page(status)
    if status == 405:  # noqa: PLR2004 - Method Not Allowed
        response.headers["Allow"] = ", ".join(sorted(getattr(error, "valid_methods", None) or ()))
    return response


def _drain() -> None:
    # A server that answers before the body has arrived makes browsers show a broken connection in place of the page.
    left = min(request.content_length or 0, _LARGEST_DRAIN)
    stream = request.environ["wsgi.input"]
    deadline = time.monotonic() + _LONGEST_DRAIN_SECONDS
    while left > 0 and time.monotonic() < deadline and (read := len(stream.read(min(left, 8192)))):
        left -= read


def _unavailable(error: DatabaseUnavailable) -> Response:
    log_unavailable(error)
    return error_page(503)


def log_unavailable(error: DatabaseUnavailable) -> None:
    """Log that the database did not answer, with the kind of its error."""
    structlog.get_logger().error("database unavailable", error=str(error))


def _fault(error: Exception) -> Response:
    _log_fault(error)
    return error_page(_SERVER_ERROR)


def _log_fault(error: Exception) -> None:
    structlog.get_logger().error("fault", error=type(error).__name__, where=logs.where(error))
