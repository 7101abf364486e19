"""Who is let through under /clinic, to what the list of endpoints opens to their roles; what was pressed after a session ended is not lost."""

from datetime import timedelta

from flask import Flask, abort, g, redirect, request, url_for
from werkzeug.wrappers import Response

from screener.accounts.session import IDLE, LONGEST
from screener.accounts.staff import Role, Staff
from screener.audit import Actor
from screener.storage.staff_sessions import StaffSession
from screener.web.addresses import SEE_OTHER, address_as_written, network_address
from screener.web.caller import end_caller, keep_unsent
from screener.web.clinic.at_work import say
from screener.web.clinic.cookie import ask_for, keep_form, look_up, say_ended, something_is_kept, who
from screener.web.clinic.endpoints import CALLER_WROTE, OPEN, ROUTES
from screener.web.language import LANGUAGES
from screener.web.page_request import in_clinic
from screener.web.patient.questions import urgent_all_the_same
from screener.web.signed_in import signed_in
from screener.web.use_cases import use_cases

_ENDS_ALL = "clinic.sign_out_everywhere"
_FORGETS_CALLER = frozenset(
    {"clinic.sign_out", _ENDS_ALL}
    | {f"phone_{code}.{page}" for code in LANGUAGES for page in ("begin", "clear")}
)
"""What was pressed so that the answers of a caller go: they go also where the session ended before the press."""

NOT_ENDED_YET = (
    "You were signed out here already when you pressed “Sign out everywhere”, so that nothing else was ended. "
    "Press it again, and you are signed out on every device."
)
"""Where the session ended before the press nobody knows whose others to end."""

_FRONT_DOOR = "clinic.worklist"
_HOME = {Role.CLINICIAN: _FRONT_DOOR, Role.ADMINISTRATOR: "clinic.accounts", Role.AUDITOR: "clinic.audit"}

LONGEST_NEXT = 1000
"""Of an address that the cookie keeps."""


def register(app: Flask) -> None:
    """Close /clinic."""
    app.before_request(_refuse)
    app.jinja_env.globals.update(
        signed_in=signed_in,
        has_role=lambda name: has(Role(name)),
        something_is_kept=something_is_kept,
        single_sign_on=use_cases(app).settings.identity_provider,
        staff_idle_minutes=IDLE // timedelta(minutes=1),
        staff_hours=LONGEST // timedelta(hours=1),
    )


def current_staff() -> Staff:
    """Return who is signed in, with password and second factor. Anybody else was sent away before."""
    staff: Staff = g.staff
    return staff


def has(role: Role) -> bool:
    """Tell whether somebody is signed in who has ``role``."""
    staff = signed_in()
    return staff is not None and role in staff.roles


def home() -> str:
    """Return the address of the page on which the work of who is signed in begins."""
    return url_for(next(_HOME[role] for role in Role if has(role)))


def current_session() -> StaffSession:
    """Return the session of who is signed in."""
    found: StaffSession = g.staff_session
    return found


def actor() -> Actor:
    """Return who is signed in, and where they work from."""
    return Actor(current_staff().id, network_address())


def _refuse() -> Response | None:
    if not in_clinic(request) or request.routing_exception is not None:
        return None  # there is no such page, and saying so opens nothing
    endpoint = request.endpoint or ""
    if endpoint not in ROUTES:
        abort(404)
    look_up()
    roles = ROUTES[endpoint]
    if roles is OPEN:
        return None
    if signed_in() is None:
        _keep_through_signing_in(endpoint)
        if endpoint in CALLER_WROTE and (urgent := urgent_all_the_same()):
            return urgent
        return redirect(url_for("clinic.sign_in"), SEE_OTHER)
    if not roles & current_staff().roles:
        if request.endpoint == _FRONT_DOOR:
            return redirect(home(), SEE_OTHER)
        abort(403)
    return None


def _keep_through_signing_in(endpoint: str) -> None:
    asked, sent = address_as_written(), request.method == "POST"
    if sent and who():
        say_ended()
    if sent and request.blueprint == "clinic":
        keep_form(asked)
    if sent and endpoint in _FORGETS_CALLER:
        end_caller()
    if sent and endpoint == _ENDS_ALL:
        ask_for(url_for("clinic.own_account"))
        say(NOT_ENDED_YET)
    if answered := sent and endpoint in CALLER_WROTE:
        keep_unsent(request.path, g.asked_caller, request.form.items(multi=True))
    if (
        (request.method == "GET" or answered)
        and endpoint not in {"clinic.stay", "clinic.arrived"}
        and len(asked) <= LONGEST_NEXT
    ):
        ask_for(request.path if answered else asked)
