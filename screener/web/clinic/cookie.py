"""The staff's cookie: the name of a session that the database keeps, and what outlives its end in this browser."""

from collections.abc import Iterable

from flask import current_app, g, request, session, url_for
from itsdangerous import BadData, URLSafeTimedSerializer

from screener.storage.staff_sessions import StaffSession
from screener.web.caller import CALLER
from screener.web.clinic.at_work import SAID
from screener.web.use_cases import use_cases

_TOKEN = "token"  # noqa: S105 - the name of what holds it
_NEXT = "next"
_ENDED = "ended"
_WELCOME = "welcome"
_WHO = "who"
_CSRF = "csrf_token"
_EARLIER = "earlier"
_KEPT = "kept"
_MOST_EARLIER = 3
ASKS_BY_ITSELF = frozenset({"clinic.arrived"})
"""What a page asks for while nobody is at it: that is no use of the session."""


def awaiting_second_factor() -> tuple[str, StaffSession] | None:
    """Return the token and session of somebody who gave the password and not yet the second factor."""
    token, found = session.get(_TOKEN), g.get("staff_session")
    return (token, found) if token and found and not found.complete else None


def token() -> str:
    """Return the token of the session."""
    held: str = session[_TOKEN]
    return held


def begin(new_token: str, person: str = "") -> None:
    """Go on in a new session: nothing that was known of the old one, nor its CSRF token, opens the new one.

    Where the same ``person``, known once the second factor was given, comes back, the tokens of pages that are still
    open from before are remembered: what is written there is kept, and not carried out.
    They go on with the caller whose answers they were entering, too. Anybody else is led to no page of that call.
    """
    held = {name: session[name] for name in (_NEXT, _WHO, _EARLIER, _KEPT, CALLER, SAID) if name in session}
    if _WHO in session and _CSRF in session:
        held[_EARLIER] = [*held.get(_EARLIER, ()), session[_CSRF]][-_MOST_EARLIER:]
    if person and held.get(_WHO) != person:
        asked = held.get(_NEXT, "")
        held = {} if held.get(CALLER) in asked.split("/") else {_NEXT: asked}
    session.clear()
    session.update(held)
    g.pop(
        _CSRF, None
    )  # made for the session that ended: a form of the page that answers needs one of the new one
    session[_TOKEN] = new_token
    if person:
        session[_WHO] = person
        session[_KEPT] = bool(use_cases().kept_forms.of(person))


def end() -> None:
    """Forget everything about the session, but for who it was of and what their open pages prove themselves by."""
    _forget_all_but(_WHO, _CSRF, _EARLIER, _KEPT)


def leave() -> None:
    """End the session that this browser is in, if any, for whoever copied its cookie too: another one begins, or none."""
    if session.get(_TOKEN):
        use_cases().sign_in.end(session[_TOKEN])


def end_idle() -> None:
    """End a session that was not used for too long: it is gone from the database too."""
    leave()
    _end_by_itself()


def keep_form(path: str, fields: Iterable[tuple[str, str]] | None = None) -> bool:
    """Keep what was sent for ``path``, or these fields, for whoever was signed in at this browser; ``False`` where nobody or nothing was."""
    writer = who()
    sent = request.form.items(multi=True) if fields is None else fields
    kept = bool(writer) and use_cases().kept_forms.keep(writer, path, sent)
    if kept:
        session[_KEPT] = True
    return kept


def who() -> str:
    """Return the id of who gave both factors at this browser last; empty where nobody did. It opens nothing."""
    known: str = session.get(_WHO, "")
    return known


def is_of_earlier_session() -> bool:
    """Tell whether a form comes from a page of an earlier session of the same person in this browser."""
    look_up()
    reader = URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="wtf-csrf-token")
    try:
        return reader.loads(request.form.get(_CSRF, "")) in session.get(_EARLIER, ())
    except BadData:
        return False


def something_is_kept() -> bool:
    """Tell whether something that was written is not saved yet."""
    return bool(session.get(_KEPT))


def nothing_is_kept() -> None:
    """Remember that all of it was saved or dropped."""
    session.pop(_KEPT, None)


def _end_by_itself() -> None:
    _forget_all_but(_WHO, _CSRF, _EARLIER, _KEPT, CALLER)
    say_ended()


def _forget_all_but(*names: str) -> None:
    held = {name: session[name] for name in names if name in session}
    session.clear()
    if _WHO in held:
        session.update(held)


def ask_for(address: str) -> None:
    """Remember which page was asked for before signing in."""
    session[_NEXT] = address


def next_address() -> str:
    """Return the page that was asked for before signing in, once, or else the worklist."""
    after: str = session.pop(_NEXT, "")
    return after or url_for("clinic.worklist")


def welcome() -> None:
    """Remember, for the next page, that an account was opened."""
    session[_WELCOME] = True


def was_welcomed() -> bool:
    """Tell, once, whether an account was opened on the page before."""
    return bool(session.pop(_WELCOME, False))


def say_ended() -> None:
    """Remember, for the page to sign in on, that something was sent after the session had ended, whoever ended it."""
    session[_ENDED] = True


def was_ended() -> bool:
    """Tell, once, whether the session before this page ended by itself."""
    return bool(session.pop(_ENDED, False))


def look_up() -> None:
    """Find out whose session the cookie names, if it is still one."""
    if not session.get(_TOKEN):
        return
    found = use_cases().sign_in.session(session[_TOKEN], used=request.endpoint not in ASKS_BY_ITSELF)
    if found is None:
        _end_by_itself()
        return
    g.staff_session = found
    if found.complete:
        g.staff = found.account.staff
