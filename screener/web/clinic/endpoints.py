"""Every endpoint under /clinic, with the roles of which one opens it. What is not listed here is closed to everybody."""

from collections.abc import Mapping

from screener.accounts.staff import Role
from screener.web.language import LANGUAGES

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
"""No role holds another."""
