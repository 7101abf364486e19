"""Sign-ins that this browser began at the identity provider: sealed in its cookie, so that no other browser can end them."""

from datetime import UTC, datetime, timedelta

from flask import session

from screener.accounts.single_sign_on import FRESH, Flow
from screener.use_cases.clock import utc_now
from screener.web.signed_in import signed_in
from screener.web.use_cases import use_cases

_FLOWS = "flows"
_PROVED_AT = "proved_at"
_LEFT = "left_provider"
_MOST = 3
"""Of several tabs; the oldest is forgotten."""


def remember(flow: Flow) -> None:
    """Keep what the answer to a sign-in is compared with."""
    written = [flow.state, flow.nonce, flow.verifier, flow.begun_at.timestamp(), flow.account_id]
    session[_FLOWS] = [*session.get(_FLOWS, ()), written][-_MOST:]


def take(state: str) -> Flow | None:
    """Return the sign-in that ``state`` is of, once; ``None`` where this browser began no such one."""
    flows = session.get(_FLOWS, ())
    found = next((one for one in flows if one[0] == state), None)
    if found is None:
        return None
    session[_FLOWS] = [one for one in flows if one is not found]
    held, nonce, verifier, begun_at, account_id = found
    return Flow(held, nonce, verifier, datetime.fromtimestamp(begun_at, UTC), account_id)


def signs_on_elsewhere() -> bool:
    """Tell whether who is signed in has no password here, but an identity at the provider."""
    staff = signed_in()
    return staff is not None and staff.id in use_cases().accounts.elsewhere()


def may_connect(email: str) -> bool:
    """Tell whether a local account of ``email`` may become one that signs in at the provider."""
    provider = use_cases().settings.identity_provider
    return provider is not None and email not in provider.emergency


def has_proved() -> None:
    """Remember that who is signed in just proved again at the provider who they are."""
    session[_PROVED_AT] = utc_now().timestamp()


def proved_of_late() -> bool:
    """Tell whether they did so a few minutes ago."""
    proved_at = session.get(_PROVED_AT)
    return (
        proved_at is not None and timedelta() <= utc_now() - datetime.fromtimestamp(proved_at, UTC) <= FRESH
    )


def has_left() -> None:
    """Remember, for the next page, that somebody signed out here who may still be signed in at the provider."""
    session[_LEFT] = True


def left() -> bool:
    """Tell, once, whether somebody did."""
    return bool(session.pop(_LEFT, False))
