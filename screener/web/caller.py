"""The caller whose answers a clinician enters, and the cookie that holds these answers until they are sent.

It is one more cookie in the browser, under /clinic alone. It is sealed for one caller, whose random name stands in the
staff's session: it cannot be opened for the next caller, nor by anybody after this session, and goes when that does.
"""

import secrets
from collections.abc import Callable

from flask import Flask, Response, current_app, g, request, session
from flask.sessions import SessionMixin

from screener.storage.keys.sealing import Keyring
from screener.web.session import CLINIC, STAFF_COOKIE, Cookie, SealedSession, SealedSessions, in_clinic

COOKIE = Cookie("screener-clinic-caller", "__Secure-", CLINIC, STAFF_COOKIE.seconds)
_NAME = "caller"
_CALLERS = "callers"


class CallerSessions(SealedSessions):
    """Reads and writes the cookie: what is sealed for one caller cannot be opened for another one."""

    def _purpose(self) -> tuple[str, ...]:
        return *super()._purpose(), caller() or ""


def register(app: Flask, keyring: Callable[[str], Keyring]) -> None:
    """Keep the answers of callers in ``app``."""
    app.extensions[_CALLERS] = CallerSessions(keyring("caller session"), COOKIE)
    app.after_request(_save)


def begin_caller() -> str:
    """Forget the caller before, if any, and return the random name of a new one."""
    session[_NAME] = name = secrets.token_urlsafe(9)
    g.caller = SealedSession()
    g.caller.clear()  # counts as a change, so that the cookie of the one before goes
    return name


def end_caller() -> None:
    """Forget the caller."""
    session.pop(_NAME, None)


def caller() -> str | None:
    """Return the name of the caller whose answers are being entered, or ``None``."""
    return session.get(_NAME)


def _callers() -> CallerSessions:
    made: CallerSessions = current_app.extensions[_CALLERS]
    return made


def draft_session() -> SessionMixin:
    """Return what holds the draft: the patient's session on a patient's page, the caller's on a page of staff."""
    if not in_clinic(request):
        return session
    if "caller" not in g:
        g.caller = _callers().open_session(current_app, request) if caller() else SealedSession()
    held: SealedSession = g.caller
    return held


def _save(response: Response) -> Response:
    if not in_clinic(request):
        return response
    if caller() is None:
        if _callers().name in request.cookies:
            _callers().forget(response)
    elif "caller" in g:
        _callers().save_session(current_app, g.caller, response)
    return response
