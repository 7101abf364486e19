"""Pages for everything that goes wrong: what happened, what to do, and the phone number. Never a detail of the fault."""

from dataclasses import dataclass

import structlog
from flask import Flask, Response, current_app, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from screener import logs
from screener.screening import TooManyTries
from screener.storage.database import DatabaseUnavailable
from screener.wording import N_

_LARGEST_DRAIN = 8 * 1024 * 1024
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
        N_("The page was open for a long time, or your browser did not keep a cookie."),
        N_(
            "Answers that were not used for 60 minutes are cleared. Newer ones are still there: go back and try again."
        ),
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
    422: ErrorPage(
        N_("Some answers need another look"),
        N_("Some of what was sent could not be used."),
        N_("Go back and check the answers."),
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
_OTHERS = dict.fromkeys((401, 403, 406, 408, 409, 410, 411, 414, 415, 416, 417, 431), 400)


def error_page(status: int) -> Response:
    """Return the page for ``status``, with the phone number and, for our own faults, the id of the request."""
    page = PAGES.get(status) or PAGES[_OTHERS.get(status, _SERVER_ERROR)]
    request_id = structlog.contextvars.get_contextvars().get("request_id", "")
    body = render_template(
        "errors/error.html", page=page, request_id=request_id if status >= _SERVER_ERROR else ""
    )
    response = make_response(body, status)
    if status in {429, 503}:
        response.headers["Retry-After"] = "60"
    return response


def register(app: Flask) -> None:
    """Answer every exception with a page."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(CSRFError, lambda _: error_page(400))
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
    while left > 0 and (read := len(stream.read(min(left, 65536)))):
        left -= read


def _unavailable(error: DatabaseUnavailable) -> Response:
    structlog.get_logger().error("database unavailable", error=str(error))
    return error_page(503)


def _fault(error: Exception) -> Response:
    structlog.get_logger().error("fault", error=type(error).__name__, where=logs.where(error))
    try:
        return error_page(_SERVER_ERROR)
    except Exception as second:  # noqa: BLE001 - when even the page fails, the phone number must still be there
        structlog.get_logger().error("fault", error=type(second).__name__, where=logs.where(second))
        phone = current_app.extensions["settings"].clinic_phone
        text = f"Something went wrong here. Please call {phone}. In an emergency, call 911.\n"
        return Response(text, _SERVER_ERROR, mimetype="text/plain")
