"""Who may see what under /clinic: everything is closed but for what is listed here, with the role it needs."""

from collections.abc import Mapping
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
from screener.web.clinic.cookie import ask_for, keep_form, look_up, something_is_kept
from screener.web.language import LANGUAGES
from screener.web.session import in_clinic
from screener.web.signed_in import signed_in
from screener.web.use_cases import use_cases

OPEN = None

CLINICIANS = frozenset({Role.CLINICIAN})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
AUDIT = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
ANYBODY = frozenset(Role)

_OF_CALLERS = (
    "start",
    "begin",
    "clear",
    "question",
    "answer",
    "call_911",
    "more",
    "check",
    "result",
    "share",
    "send",
    "sent",
)
"""The pages on which what a caller answers is entered, in each language."""
CALLER_WROTE = frozenset(f"phone_{code}.{page}" for code in LANGUAGES for page in ("answer", "send"))
"""Where what was marked or typed of a caller is sent. It stays in the browser: nobody agreed yet that it be stored."""

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

ROUTES: Mapping[str, frozenset[Role] | None] = {
    "clinic.sign_in": OPEN,
    "clinic.take_password": OPEN,
    "clinic.single_sign_on": OPEN,
    "clinic.signed_on": OPEN,  # it looks for what this browser began
    "clinic.leave_provider": OPEN,
    "clinic.second_factor": OPEN,  # these six are for somebody who gave the password, and look for that
    "clinic.take_code": OPEN,
    "clinic.take_passkey": OPEN,
    "clinic.set_up": OPEN,
    "clinic.picture_of_key": OPEN,
    "clinic.take_set_up": OPEN,
    "clinic.invitation": OPEN,
    "clinic.accept": OPEN,
    "clinic.worklist": CLINICIANS,
    "clinic.search": CLINICIANS,
    "clinic.arrived": CLINICIANS,
    "clinic.export": CLINICIANS,
    "clinic.bulk": CLINICIANS,
    "clinic.undo_bulk": CLINICIANS,
    "clinic.save_filter": CLINICIANS,
    "clinic.delete_filter": CLINICIANS,
    "clinic.submission": CLINICIANS,
    "clinic.submission_sheet": CLINICIANS,
    "clinic.submission_bundle": CLINICIANS,
    "clinic.work": CLINICIANS,
    "clinic.strike": CLINICIANS,
    "clinic.relate": CLINICIANS,
    "clinic.undo": CLINICIANS,
    "clinic.hold": CLINICIANS,
    "clinic.lift_hold": CLINICIANS,
    "clinic.exam": CLINICIANS,
    "clinic.record_exam": CLINICIANS,
    "clinic.compare_first": CLINICIANS,
    "clinic.overview": CLINICIANS,
    "clinic.agreement": CLINICIANS,
    "clinic.export_agreement": CLINICIANS,
    **{f"phone_{code}.{page}": CLINICIANS for code in LANGUAGES for page in _OF_CALLERS},
    "clinic.waiting_room_poster": CLINICIANS,
    "clinic.audit": AUDIT,
    "clinic.look_up": AUDIT,
    "clinic.held": AUDIT,
    "clinic.access_report": AUDIT,
    "clinic.export_audit": AUDIT,
    "clinic.check_audit": AUDIT,
    "clinic.all_data": CLINICIANS,
    "clinic.retention": ADMINISTRATORS,
    "clinic.propose_purge": ADMINISTRATORS,
    "clinic.purge_proposal": ADMINISTRATORS,
    "clinic.confirm_purge": ADMINISTRATORS,
    "clinic.cancel_purge": ADMINISTRATORS,
    "clinic.stay": ANYBODY,
    "clinic.keep": OPEN,  # its session may have ended; it takes words from whoever was signed in, and shows none
    "clinic.kept": ANYBODY,
    "clinic.drop_kept": ANYBODY,
    "clinic.own_account": ANYBODY,
    "clinic.renew_recovery_codes": ANYBODY,
    "clinic.rename": ANYBODY,
    "clinic.set_password": ANYBODY,
    "clinic.save_recovery_codes": ANYBODY,
    "clinic.choose_emails": CLINICIANS,
    "clinic.passkeys": ANYBODY,
    "clinic.add_passkey": ANYBODY,
    "clinic.remove_passkey": ANYBODY,
    "clinic.sign_out": ANYBODY,
    "clinic.sign_out_everywhere": ANYBODY,
    "clinic.accounts": ADMINISTRATORS,
    "clinic.invite": ADMINISTRATORS,
    "clinic.new_password_link": ADMINISTRATORS,
    "clinic.take_invitation_back": ADMINISTRATORS,
    "clinic.change_roles": ADMINISTRATORS,
    "clinic.disable": ADMINISTRATORS,
    "clinic.enable": ADMINISTRATORS,
    "clinic.reset_second_factor": ADMINISTRATORS,
    "clinic.disconnect": ADMINISTRATORS,
    "clinic.clients": ADMINISTRATORS,
    "clinic.make_client": ADMINISTRATORS,
    "clinic.revoke_client": ADMINISTRATORS,
    "clinic.facts": ADMINISTRATORS,
    "clinic.change_facts": ADMINISTRATORS,
    "clinic.propose_facts": ADMINISTRATORS,
    "clinic.proposed_facts": ADMINISTRATORS,
    "clinic.confirm_facts": ADMINISTRATORS,
    "clinic.cancel_facts": ADMINISTRATORS,
    "clinic.research": ADMINISTRATORS,
    "clinic.propose_research": ADMINISTRATORS,
    "clinic.confirm_research": ADMINISTRATORS,
    "clinic.cancel_research": ADMINISTRATORS,
    "clinic.take_research": ADMINISTRATORS,
    "clinic.tablets": ADMINISTRATORS,
    "clinic.make_tablet": ADMINISTRATORS,
    "clinic.revoke_tablet": ADMINISTRATORS,
}
"""Every endpoint under /clinic with the roles of which one opens it. No role holds another."""
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
        return redirect(url_for("clinic.sign_in"), SEE_OTHER)
    if not roles & current_staff().roles:
        if request.endpoint == _FRONT_DOOR:
            return redirect(home(), SEE_OTHER)
        abort(403)
    return None


def _keep_through_signing_in(endpoint: str) -> None:
    asked, sent = address_as_written(), request.method == "POST"
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
