"""The session cookies: sealed and authenticated, one for patients and another one under /clinic.

The patient's is in the browser alone, gone after 60 idle minutes: nothing about it is on the server, so that a restart
or a second server loses nothing. The staff's holds little more than the name of a session that the database keeps.
"""

import base64
import binascii
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSession, SessionInterface

from screener.accounts.kept_form import KEPT_FOR
from screener.storage.keys.sealing import CannotOpen, Keyring
from screener.web.page_request import CLINIC, in_clinic, on_tablet, over_tls

COOKIE = "screener"
IDLE_SECONDS = 60 * 60
"""How long a draft lives unused."""
LONGEST_WAIT_SECONDS = 60 * 60
"""What a page tells anybody to wait at the longest."""
_REFRESH_SECONDS = 60
_KEPT_UNTIL = "kept"
TABLET_SECONDS = 3 * 60
"""How long a draft lives unused on a tablet of the clinic, which the next person may pick up."""


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie: its name, what browsers demand of a cookie so named behind TLS, where it goes, how long it lives."""

    name: str
    prefix: str
    path: str
    seconds: int


PATIENT_COOKIE = Cookie(COOKIE, "__Host-", "/", IDLE_SECONDS)
"""Browsers let nobody but this very host set a cookie of such a name: no neighbour can plant a draft."""

STAFF_COOKIE = Cookie("screener-clinic", "__Secure-", CLINIC, int(KEPT_FOR.total_seconds()))
"""It outlives the session, which the database ends: who comes back the next morning finds what was written."""


class SealedSession(SecureCookieSession):
    """A session that knows when it was last sealed, and whether the cookie it came from could not be used."""

    sealed_at: float = 0
    unusable: bool = False


class SealedSessions(SessionInterface):
    """Reads and writes one cookie with a keyring: the newest key seals, all of them open."""

    def __init__(self, keyring: Keyring, cookie: Cookie) -> None:
        self._keyring = keyring
        self._cookie = cookie

    def open_session(self, app: Flask, asked: Request) -> SealedSession:  # noqa: ARG002 - Flask's signature
        """Return the session of the request; an empty one where the cookie is missing, too old or not ours."""
        cookie = asked.cookies.get(self.name)
        if not cookie:
            return SealedSession()
        try:
            sealed_at, values = json.loads(
                self._keyring.open(base64.urlsafe_b64decode(cookie), *self._purpose())
            )
        except (CannotOpen, binascii.Error, ValueError):
            return self._unusable()
        now = time.time()
        if now - sealed_at > self._seconds(asked) and (on_tablet(asked) or not _told_seconds(values)):
            # The cookie stays until something is written: where the clock jumped, it is good again when that is right.
            return self._unusable() if on_tablet(asked) else SealedSession()
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
                self.forget(response)
            return
        fresh = 0 if on_tablet(request) else _REFRESH_SECONDS
        if not session.modified and 0 <= time.time() - session.sealed_at < fresh:
            return
        plain = json.dumps([int(time.time()), dict(session)], separators=(",", ":"), ensure_ascii=False)
        response.set_cookie(
            self.name,
            base64.urlsafe_b64encode(self._keyring.seal(plain.encode(), *self._purpose())).decode(),
            max_age=max(self._seconds(request), _told_seconds(session)),
            path=self._cookie.path,
            httponly=True,
            samesite="Lax",  # Strict would end at a link in an email: the session would not be found
            secure=over_tls(),
        )

    def forget(self, response: Response) -> None:
        """Take the cookie out of the browser."""
        response.delete_cookie(
            self.name, path=self._cookie.path, httponly=True, samesite="Lax", secure=over_tls()
        )

    @property
    def name(self) -> str:
        """The name of the cookie, as the browser knows it."""
        return (self._cookie.prefix if over_tls() else "") + self._cookie.name

    def _seconds(self, asked: Request) -> int:
        return TABLET_SECONDS if on_tablet(asked) else self._cookie.seconds

    def _purpose(self) -> tuple[str, ...]:
        return "cookie", self._cookie.name


class Sessions(SessionInterface):
    """The patient's cookie on the patient's pages and the staff's under /clinic: neither is ever seen by the other."""

    def __init__(self, keyring: Callable[[str], Keyring]) -> None:
        self._patient = SealedSessions(keyring("session"), PATIENT_COOKIE)
        self._staff = SealedSessions(keyring("staff session"), STAFF_COOKIE)

    def open_session(self, app: Flask, asked: Request) -> SealedSession:
        """Return the session of the side that the address is on."""
        return self._side(asked).open_session(app, asked)

    def save_session(self, app: Flask, session: Any, response: Response) -> None:
        """Write the cookie of the side that the address is on."""
        self._side(request).save_session(app, session, response)

    def _side(self, asked: Request) -> SealedSessions:
        return self._staff if in_clinic(asked) else self._patient


def keep_through(session: Any, seconds: int) -> None:
    """Let a draft outlive a wait that its person was told of, by as long as any draft lives; not on a tablet."""
    if session and not on_tablet(request) and not in_clinic(request):
        session[_KEPT_UNTIL] = int(time.time()) + min(seconds, LONGEST_WAIT_SECONDS) + IDLE_SECONDS


def draft_minutes(session: Any) -> int:
    """Return how many minutes a draft lives unused from now on."""
    return max(IDLE_SECONDS, _told_seconds(session)) // 60


def _told_seconds(values: Mapping[str, Any]) -> int:
    left: int = values.get(_KEPT_UNTIL, 0) - int(time.time())
    # A clock that was ahead when the wait was told must not let the draft live until then.
    return left if 0 < left <= LONGEST_WAIT_SECONDS + IDLE_SECONDS else 0
