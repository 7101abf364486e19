"""The session cookie: sealed and authenticated, in the browser alone, gone after 60 idle minutes.

Nothing about a session is on the server, so that a restart or a second server loses nothing.
"""

import base64
import binascii
import json
import time
from typing import Any

from flask import Flask, Request, Response, current_app, request
from flask.sessions import SecureCookieSession, SessionInterface

from screener.storage.sealing import CannotOpen, Keyring

COOKIE = "screener"
IDLE_SECONDS = 60 * 60
LARGEST_BYTES = 3500
"""The limits of the texts keep name and value of the cookie below this; a test fills them all."""
_REFRESH_SECONDS = 60


class SealedSession(SecureCookieSession):
    """A session that knows when it was last sealed, and whether the cookie it came from could not be used."""

    sealed_at: float = 0
    unusable: bool = False


class SealedSessions(SessionInterface):
    """Reads and writes the cookie with a keyring: the newest key seals, all of them open."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    def open_session(self, app: Flask, asked: Request) -> SealedSession:  # noqa: ARG002 - Flask's signature
        """Return the session of the request; an empty one where the cookie is missing, too old or not ours."""
        cookie = asked.cookies.get(_name())
        if not cookie:
            return SealedSession()
        try:
            sealed_at, values = json.loads(
                self._keyring.open(base64.urlsafe_b64decode(cookie), "cookie", COOKIE)
            )
        except (CannotOpen, binascii.Error, ValueError):
            return self._unusable()
        if time.time() - sealed_at > IDLE_SECONDS:
            return self._unusable()
        session = SealedSession(values)
        session.sealed_at = sealed_at
        return session

    @staticmethod
    def _unusable() -> SealedSession:
        session = SealedSession()
        session.unusable = True
        return session

    def save_session(self, app: Flask, session: Any, response: Response) -> None:  # noqa: ARG002 - Flask's signature
        """Seal the session into the cookie when it changed, or when its idle time has to be put off.

        A response that had no use for the session (a style sheet, a health check) never carries it.
        """
        if not session.accessed and not session.modified:
            return
        response.vary.add("Cookie")
        if not session:
            if session.modified or session.unusable:
                response.delete_cookie(_name(), path="/", httponly=True, samesite="Lax", secure=_secure())
            return
        if not session.modified and time.time() - session.sealed_at < _REFRESH_SECONDS:
            return
        plain = json.dumps([int(time.time()), dict(session)], separators=(",", ":"), ensure_ascii=False)
        response.set_cookie(
            _name(),
            base64.urlsafe_b64encode(self._keyring.seal(plain.encode(), "cookie", COOKIE)).decode(),
            max_age=IDLE_SECONDS,
            path="/",
            httponly=True,
            samesite="Lax",
            secure=_secure(),
        )


def _secure() -> bool:
    return request.is_secure or current_app.config["BASE_URL"].startswith("https:")


def _name() -> str:
    # Browsers let nobody but this very host set a cookie of such a name: no neighbour can plant a draft.
    return f"__Host-{COOKIE}" if _secure() else COOKIE
