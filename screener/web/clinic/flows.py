"""Sign-ins that this browser began at the identity provider: sealed in its cookie, so that no other browser can end them."""

from datetime import UTC, datetime, timedelta

from flask import session

from screener.accounts.session import LONGEST
from screener.accounts.single_sign_on import FRESH, Flow
from screener.use_cases.clock import utc_now
from screener.web.signed_in import signed_in
from screener.web.use_cases import use_cases

_FLOWS = "flows"
_PROVED_AT = "proved_at"
_LEFT = "left_provider"
_LEFT_AT = "left_at"
_MOST = 3
"""Of several tabs; the oldest is forgotten."""


def remember(flow: Flow) -> None:
    """Keep what the answer to a sign-in is compared with."""
    begun_at = flow.begun_at.timestamp()
    written = [flow.state, flow.nonce, flow.verifier, begun_at, flow.account_id, flow.anew]
    session[_FLOWS] = [*session.get(_FLOWS, ()), written][-_MOST:]


def take(state: str) -> Flow | None:
    """Return the sign-in that ``state`` is of, once; ``None`` where this browser began no such one."""
    flows = session.get(_FLOWS, ())
    found = next((one for one in flows if one[0] == state), None)
    if found is None:
        return None
    session[_FLOWS] = [one for one in flows if one is not found]
    held, nonce, verifier, begun_at, account_id, anew = found
    return Flow(held, nonce, verifier, datetime.fromtimestamp(begun_at, UTC), account_id, anew)


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
    return _is_of_late(_PROVED_AT, FRESH)


def has_left() -> None:
    """Remember that somebody signed out here who may still be signed in at the provider: whoever comes next gives factors anew."""
    session[_LEFT] = True
    session[_LEFT_AT] = utc_now().timestamp()


def left_of_late() -> bool:
    """Tell whether somebody did who may have given their factors so lately that they would still count."""
    provider = use_cases().settings.identity_provider
    return _is_of_late(_LEFT_AT, (provider and provider.terms.max_age) or LONGEST)


def _is_of_late(name: str, within: timedelta) -> bool:
    at = session.get(name)
    return at is not None and timedelta() <= utc_now() - datetime.fromtimestamp(at, UTC) <= within


def left() -> bool:
    """Tell, once, whether somebody did."""
    return bool(session.pop(_LEFT, False))
