"""The caller whose answers a clinician enters, and the cookie that holds these answers until they are sent.

It is one more cookie in the browser, under /clinic alone. It is sealed for one caller, whose random name stands in the
staff's cookie: it cannot be opened for the next caller, nor for anybody else who signs in, and goes when its clinician
signs out. Where the session ends by itself, the call goes on when the same person signs in again in this browser.
"""

import json
import secrets
from collections.abc import Callable, Iterable

from flask import Flask, Response, current_app, g, request, session
from flask.sessions import SessionMixin
from werkzeug.datastructures import MultiDict

from screener.accounts.kept_form import worth_keeping
from screener.accounts.session import LONGEST
from screener.storage.keys.sealing import Keyring
from screener.web.page_request import CLINIC, in_clinic
from screener.web.session import Cookie, SealedSession, SealedSessions

COOKIE = Cookie("screener-clinic-caller", "__Secure-", CLINIC, int(LONGEST.total_seconds()))
CALLER = "caller"
"""What the staff's cookie calls the name of the caller."""
PAGE_COOKIE = Cookie("screener-clinic-call-page", "__Secure-", CLINIC, COOKIE.seconds)
"""For the page that met an ended session: with the largest draft it would not fit into one cookie."""
_MOST_UNSENT = 2000
"""Bytes that still fit into a cookie of their own, sealed."""
_UNSENT = "unsent"
_CALLERS = "callers"


class CallerSessions(SealedSessions):
    """Reads and writes the cookie: what is sealed for one caller cannot be opened for another one."""

    def _purpose(self) -> tuple[str, ...]:
        return *super()._purpose(), caller() or ""


def register(app: Flask, keyring: Callable[[str], Keyring]) -> None:
    """Keep the answers of callers in ``app``."""
    app.extensions[_CALLERS] = CallerSessions(keyring("caller session"), COOKIE)
    app.extensions[_UNSENT] = CallerSessions(keyring("caller session"), PAGE_COOKIE)
    app.after_request(_save)
    app.jinja_env.globals.update(
        unsent_answers=lambda: unsent() is not None, answers_too_long=lambda: _unsent_here() == []
    )


def begin_caller() -> str:
    """Forget the caller before, if any, and return the random name of a new one."""
    session[CALLER] = name = secrets.token_urlsafe(9)
    g.caller, g.unsent = SealedSession(), SealedSession()
    g.unsent.clear()
    g.caller.clear()  # counts as a change, so that the cookie of the one before goes
    return name


def end_caller() -> None:
    """Forget the caller."""
    session.pop(CALLER, None)


def caller() -> str | None:
    """Return the name of the caller whose answers are being entered, or ``None``."""
    return session.get(CALLER)


def _held(name: str) -> CallerSessions:
    made: CallerSessions = current_app.extensions[name]
    return made


def draft_session() -> SessionMixin:
    """Return what holds the draft: the patient's session on a patient's page, the caller's on a page of staff."""
    if not in_clinic(request):
        patients: SessionMixin = session._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - asked for ten times
        return patients
    if "caller" not in g:
        g.caller = _held(_CALLERS).open_session(current_app, request) if caller() else SealedSession()
    held: SealedSession = g.caller
    return held


def keep_unsent(path: str, of_caller: str, fields: Iterable[tuple[str, str]]) -> None:
    """Keep what was answered on the page at ``path`` and met an ended session: beside the draft, in this browser alone."""
    words = worth_keeping(fields)
    if of_caller != caller() or not words:
        return
    fits = len(json.dumps([path, words], ensure_ascii=False).encode()) <= _MOST_UNSENT
    _page()[_UNSENT] = [path, words if fits else []]  # without them the page says at least that they are gone


def unsent() -> MultiDict[str, str] | None:
    """Return what was answered on this page when the session ended, until the answers of any page are kept."""
    left = _unsent_here()
    return MultiDict([(name, value) for name, value in left]) if left else None


def _unsent_here() -> list[tuple[str, str]] | None:
    """Return what was answered on this page when the session ended; nothing in it where it was too long to be kept."""
    if request.method != "GET" or not in_clinic(request) or caller() is None:
        return None
    path, fields = _page().get(_UNSENT, ("", None))
    return fields if path == request.path else None


def nothing_is_unsent() -> None:
    """Forget it: the answers of a page were kept."""
    if in_clinic(request):
        _page().clear()


def _page() -> SealedSession:
    if _UNSENT not in g:
        g.unsent = _held(_UNSENT).open_session(current_app, request)
    page: SealedSession = g.unsent
    return page


def _save(response: Response) -> Response:
    if not in_clinic(request):
        return response
    for name, attribute in ((_CALLERS, "caller"), (_UNSENT, "unsent")):
        if caller() is None:
            if _held(name).name in request.cookies:
                _held(name).forget(response)
        elif attribute in g:
            _held(name).save_session(current_app, g.get(attribute), response)
    return response
