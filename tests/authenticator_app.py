"""An authenticator app on somebody's phone: it knows the key that was typed into it, and shows codes."""

import re
import time
from base64 import b32decode

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

HALF_MINUTE = 30


def code_of(key: str, later: int = 0) -> str:
    """Return what an app shows now for a key as a page writes it, or so many half minutes later."""
    app = TOTP(b32decode(re.sub(r"\W", "", key)), 6, SHA1(), HALF_MINUTE)  # noqa: S303 - the one that apps know
    return app.generate(time.time() + later * HALF_MINUTE).decode()
