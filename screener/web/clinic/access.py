"""Who may see what under /clinic: everything is closed but for what is listed here, with the role it needs."""

from datetime import timedelta
from urllib.parse import quote

from flask import Flask, abort, g, redirect, request, url_for
from werkzeug.wrappers import Response

from screener.accounts.session import IDLE, LONGEST
from screener.accounts.staff import Role, Staff
from screener.audit import Actor
from screener.storage.staff_sessions import StaffSession
from screener.web.addresses import SEE_OTHER, network_address
from screener.web.clinic.cookie import ask_for, keep_form, look_up, something_is_kept
from screener.web.session import in_clinic
from screener.web.signed_in import signed_in

OPEN = None

ROUTES: dict[str, Role | None] = {
    "clinic.sign_in": OPEN,
    "clinic.take_password": OPEN,
    "clinic.second_factor": OPEN,  # these six are for somebody who gave the password, and look for that
    "clinic.take_code": OPEN,
    "clinic.take_passkey": OPEN,
    "clinic.set_up": OPEN,
    "clinic.picture_of_key": OPEN,
    "clinic.take_set_up": OPEN,
    "clinic.invitation": OPEN,
    "clinic.accept": OPEN,
    "clinic.worklist": Role.CLINICIAN,
    "clinic.search": Role.CLINICIAN,
    "clinic.export": Role.CLINICIAN,
    "clinic.bulk": Role.CLINICIAN,
    "clinic.undo_bulk": Role.CLINICIAN,
    "clinic.save_filter": Role.CLINICIAN,
    "clinic.delete_filter": Role.CLINICIAN,
    "clinic.submission": Role.CLINICIAN,
    "clinic.submission_sheet": Role.CLINICIAN,
    "clinic.work": Role.CLINICIAN,
    "clinic.strike": Role.CLINICIAN,
    "clinic.undo": Role.CLINICIAN,
    "clinic.hold": Role.CLINICIAN,
    "clinic.lift_hold": Role.CLINICIAN,
    "clinic.exam": Role.CLINICIAN,
    "clinic.record_exam": Role.CLINICIAN,
    "clinic.compare_first": Role.CLINICIAN,
    "clinic.overview": Role.CLINICIAN,
    "clinic.agreement": Role.CLINICIAN,
    "clinic.export_agreement": Role.CLINICIAN,
    "phone.start": Role.CLINICIAN,
    "phone.begin": Role.CLINICIAN,
    "phone.clear": Role.CLINICIAN,
    "phone.question": Role.CLINICIAN,
    "phone.answer": Role.CLINICIAN,
    "phone.call_911": Role.CLINICIAN,
    "phone.more": Role.CLINICIAN,
    "phone.check": Role.CLINICIAN,
    "phone.result": Role.CLINICIAN,
    "phone.share": Role.CLINICIAN,
    "phone.send": Role.CLINICIAN,
    "phone.sent": Role.CLINICIAN,
    "clinic.waiting_room_poster": Role.CLINICIAN,
    "clinic.audit": Role.ADMINISTRATOR,
    "clinic.retention": Role.ADMINISTRATOR,
    "clinic.propose_purge": Role.ADMINISTRATOR,
    "clinic.purge_proposal": Role.ADMINISTRATOR,
    "clinic.confirm_purge": Role.ADMINISTRATOR,
    "clinic.cancel_purge": Role.ADMINISTRATOR,
    "clinic.stay": Role.CLINICIAN,
    "clinic.keep": OPEN,  # its session may have ended; it takes words from whoever was signed in, and shows none
    "clinic.kept": Role.CLINICIAN,
    "clinic.drop_kept": Role.CLINICIAN,
    "clinic.own_account": Role.CLINICIAN,
    "clinic.renew_recovery_codes": Role.CLINICIAN,
    "clinic.choose_emails": Role.CLINICIAN,
    "clinic.passkeys": Role.CLINICIAN,
    "clinic.add_passkey": Role.CLINICIAN,
    "clinic.remove_passkey": Role.CLINICIAN,
    "clinic.sign_out": Role.CLINICIAN,
    "clinic.sign_out_everywhere": Role.CLINICIAN,
    "clinic.accounts": Role.ADMINISTRATOR,
    "clinic.invite": Role.ADMINISTRATOR,
    "clinic.new_password_link": Role.ADMINISTRATOR,
    "clinic.take_invitation_back": Role.ADMINISTRATOR,
    "clinic.disable": Role.ADMINISTRATOR,
    "clinic.enable": Role.ADMINISTRATOR,
    "clinic.reset_second_factor": Role.ADMINISTRATOR,
    "clinic.facts": Role.ADMINISTRATOR,
    "clinic.change_facts": Role.ADMINISTRATOR,
    "clinic.propose_facts": Role.ADMINISTRATOR,
    "clinic.proposed_facts": Role.ADMINISTRATOR,
    "clinic.confirm_facts": Role.ADMINISTRATOR,
    "clinic.cancel_facts": Role.ADMINISTRATOR,
    "clinic.research": Role.ADMINISTRATOR,
    "clinic.propose_research": Role.ADMINISTRATOR,
    "clinic.confirm_research": Role.ADMINISTRATOR,
    "clinic.cancel_research": Role.ADMINISTRATOR,
    "clinic.take_research": Role.ADMINISTRATOR,
    "clinic.tablets": Role.ADMINISTRATOR,
    "clinic.make_tablet": Role.ADMINISTRATOR,
    "clinic.revoke_tablet": Role.ADMINISTRATOR,
}
"""Every endpoint under /clinic with the role it needs. Administrators are clinicians too."""

_LONGEST_NEXT = 1000  # it is kept in the cookie


def register(app: Flask) -> None:
    """Close /clinic."""
    app.before_request(_refuse)
    app.jinja_env.globals.update(
        signed_in=signed_in,
        something_is_kept=something_is_kept,
        staff_idle_minutes=IDLE // timedelta(minutes=1),
        staff_hours=LONGEST // timedelta(hours=1),
    )


def current_staff() -> Staff:
    """Return who is signed in, with password and second factor. Anybody else was sent away before."""
    staff: Staff = g.staff
    return staff


def needs(role: Role) -> Staff:
    """Return who is signed in; answer with the 403 page unless they have ``role``."""
    staff = current_staff()
    if role not in staff.roles:
        abort(403)
    return staff


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
    if request.endpoint not in ROUTES:
        abort(404)
    look_up()
    role = ROUTES[request.endpoint]
    if role is OPEN:
        return None
    if signed_in() is None:
        # As it was written: decoded, it might hold what no address may hold.
        asked = f"{quote(request.path)}?{quote(request.query_string, safe='=&%+')}".removesuffix("?")
        if (
            request.method == "POST" and request.blueprint == "clinic"
        ):  # a caller's answers are nobody's to keep
            keep_form(asked)
        if request.method == "GET" and request.endpoint != "clinic.stay" and len(asked) <= _LONGEST_NEXT:
            ask_for(asked)
        return redirect(url_for("clinic.sign_in"), SEE_OTHER)
    needs(role)
    return None
