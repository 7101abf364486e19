"""Pages for everything that goes wrong: what happened, what to do, and the phone number. Never a detail of the fault."""

import time
from collections.abc import Callable, Sequence

import structlog
from flask import Flask, Response, current_app, make_response, render_template, request, session
from flask.globals import request_ctx
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from screener import logs
from screener.adapters.catalogue import catalogue
from screener.processes.slow_work import Busy
from screener.storage.database import DatabaseUnavailable
from screener.storage.throttling import TooManyTries
from screener.web.addresses import address_as_written
from screener.web.error_words import BUSY, BUSY_FOR_STAFF, CALL, EXPIRED, PAGES, STAFF_PAGES, ErrorPage
from screener.web.facts import Clinic
from screener.web.fhir.outcomes import Refused, in_fhir, outcome
from screener.web.language import LANGUAGES
from screener.web.page_request import in_clinic
from screener.web.session import LONGEST_WAIT_SECONDS, keep_through

_LARGEST_DRAIN = 2 * 1024 * 1024
_LONGEST_DRAIN_SECONDS = 2
_SERVER_ERROR = 500
_BUSY_SECONDS = 10
_RETRY_SECONDS = {429: LONGEST_WAIT_SECONDS, 503: 60}


def error_page(status: int, page: ErrorPage | None = None, again: Sequence[tuple[str, str]] = ()) -> Response:
    """Return the page for ``status``, with the phone number and, for our own faults, the id of the request.

    The fields of ``again`` can be sent once more from it, to where they were sent.
    """
    if in_fhir(request):
        return wait_before_retry(outcome(status))
    template, pages = (
        ("clinic/error.html", STAFF_PAGES) if in_clinic(request) else ("errors/error.html", PAGES)
    )
    keep_draft_through_wait(status)
    page = page or pages.get(status) or pages[400 if status < _SERVER_ERROR else _SERVER_ERROR]
    request_id = (
        structlog.contextvars.get_contextvars().get("request_id", "") if status >= _SERVER_ERROR else ""
    )
    if (
        request_ctx.url_adapter is None
    ):  # the claimed host was refused before there was one, and pages link to pages
        request_ctx.url_adapter = current_app.url_map.bind("localhost")
    try:
        response = make_response(
            render_template(
                template, page=page, request_id=request_id, again=again, here=address_as_written()
            ),
            status,
        )
    except Exception as fault:  # noqa: BLE001 - when even the page fails, the phone number must still be there
        _log_fault(fault)
        response = Response(_line(gettext, page, Clinic().phone), status, mimetype="text/plain")
    return wait_before_retry(response)


def refusal(phone: str) -> str:
    """Return what is said to whoever sent what is no request: a line in each language, for nobody knows theirs yet."""
    return "".join(_line(catalogue(each).gettext, PAGES[400], phone) for each in LANGUAGES)


def _line(translate: Callable[[str], str], page: ErrorPage, phone: str) -> str:
    return f"{translate(page.title)}. {translate(CALL) % {'phone': phone}}\n"


def keep_draft_through_wait(status: int) -> None:
    """Let the draft live as long as a page with ``status`` tells its person to wait: before the page is made."""
    if status in _RETRY_SECONDS:
        keep_through(session, _RETRY_SECONDS[status])


def wait_before_retry(response: Response) -> Response:
    """Say when to try again, where the status is one of waiting."""
    if response.status_code in _RETRY_SECONDS:
        response.headers["Retry-After"] = str(_RETRY_SECONDS[response.status_code])
    return response


def register(app: Flask) -> None:
    """Answer every exception with a page."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(CSRFError, lambda _: error_page(400, EXPIRED))
    app.register_error_handler(DatabaseUnavailable, _unavailable)
    app.register_error_handler(Busy, _busy)
    app.register_error_handler(TooManyTries, lambda _: error_page(429))
    app.register_error_handler(Exception, _fault)


def _refused(refused: Refused) -> Response:
    return wait_before_retry(outcome(refused.status, refused.words, refused.element))


def _busy(_: Busy) -> Response:
    response = error_page(503, BUSY_FOR_STAFF if in_clinic(request) else BUSY)
    response.headers["Retry-After"] = str(_BUSY_SECONDS)
    return response


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
