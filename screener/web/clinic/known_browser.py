"""Browsers that somebody of the staff signed in from before: their tries are counted apart from everybody else's.

So that neither a stranger who knows an email address nor a colleague behind the same address can use them up. The cookie
opens nothing: password and second factor are asked for as ever.
"""

import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable

from flask import Flask, Response, current_app, g, request

from screener.storage.keys.sealing import CannotOpen, Keyring
from screener.web.page_request import CLINIC, over_tls

_NAME = "screener-clinic-browser"
_KEYRING = "known browsers"
_SECONDS = 180 * 24 * 3600
_MOST = 5
"""How many people a browser is known for: a desk is shared by a shift, not by a hospital."""
_REMEMBERED = "browser_remembered"


def register(app: Flask, keyring: Callable[[str], Keyring]) -> None:
    """Remember browsers in ``app``."""
    app.extensions[_KEYRING] = keyring("known browser")
    app.after_request(_remember)


def known_to(email: str) -> str:
    """Return the random name of this browser where the account of ``email`` signed in from it before, or nothing."""
    return _read().get(email, "")


def remember(email: str) -> None:
    """Remember, with the answer to this request, that the account of ``email`` signed in from this browser."""
    g.setdefault(_REMEMBERED, email)


def _read() -> dict[str, str]:
    try:
        sealed = urlsafe_b64decode(request.cookies.get(_name(), ""))
        opened = json.loads(_keyring().open(sealed, "cookie", _NAME))
    except (CannotOpen, ValueError):
        return {}
    return {str(email): str(name) for email, name in opened}


def _remember(response: Response) -> Response:
    email = g.get(_REMEMBERED)
    if email is None:
        return response
    others = [(known, name) for known, name in _read().items() if known != email]
    name = known_to(email) or secrets.token_urlsafe(9)
    written = json.dumps([*others, (email, name)][-_MOST:]).encode()
    response.set_cookie(
        _name(),
        urlsafe_b64encode(_keyring().seal(written, "cookie", _NAME)).decode(),
        max_age=_SECONDS,
        path=CLINIC,
        httponly=True,
        samesite="Lax",
        secure=over_tls(),
    )
    return response


def _name() -> str:
    return ("__Secure-" if over_tls() else "") + _NAME


def _keyring() -> Keyring:
    made: Keyring = current_app.extensions[_KEYRING]
    return made
