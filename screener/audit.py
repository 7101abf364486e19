"""What is kept for ever about a change: who, what, when, about which record. Never what a person answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Action(StrEnum):
    """What can happen to a submission, or to the program that holds it."""

    SUBMISSION_RECEIVED = "submission.received"
    SUBMISSION_WITHDRAWN = "submission.withdrawn"
    SUBMISSION_VIEWED = "submission.viewed"
    SUBMISSION_EXPORTED = "submission.exported"
    STATUS_CHANGED = "submission.status_changed"
    ASSIGNED = "submission.assigned"
    NOTE_ADDED = "submission.note_added"
    CONTACT_ATTEMPTED = "submission.contact_attempted"
    CALL_BACK_SET = "submission.call_back_set"
    STRUCK = "submission.struck"
    NEWS_STOPPED = "submission.news_stopped"
    EXAM_RECORDED = "exam.recorded"
    EXAM_CORRECTED = "exam.corrected"
    EXAM_COMPARED_FIRST = "exam.compared_first"
    AGREEMENT_EXPORTED = "agreement.exported"
    WORKLIST_SEARCHED = "worklist.searched"
    WORKLIST_EXPORTED = "worklist.exported"

    ACCOUNT_INVITED = "account.invited"
    INVITATION_TAKEN_BACK = "account.invitation_taken_back"
    ACCOUNT_OPENED = "account.opened"
    PASSWORD_LINK_MADE = "account.password_link_made"  # noqa: S105 - an action, not a password
    ROLES_CHANGED = "account.roles_changed"
    ACCOUNT_RENAMED = "account.renamed"
    ACCOUNT_EMAIL_CHANGED = "account.email_changed"
    ACCOUNT_PASSWORD_SET = "account.password_set"  # noqa: S105 - an action, not a password
    ACCOUNT_DISABLED = "account.disabled"
    ACCOUNT_ENABLED = "account.enabled"
    EMAILS_CHOSEN = "account.emails_chosen"
    SECOND_FACTOR_SET_UP = "second_factor.set_up"
    SECOND_FACTOR_RESET = "second_factor.reset"
    RECOVERY_CODES_MADE = "recovery_codes.made"
    RECOVERY_CODE_USED = "recovery_codes.used"
    PASSKEY_ADDED = "passkey.added"
    PASSKEY_REMOVED = "passkey.removed"
    PASSKEY_USED = "passkey.used"
    PASSKEY_PERHAPS_COPIED = "passkey.perhaps_copied"
    PASSWORD_ACCEPTED = "sign_in.password_accepted"  # noqa: S105 - the same
    SIGNED_IN = "sign_in.completed"
    SIGN_IN_FAILED = "sign_in.failed"
    SIGN_IN_THROTTLED = "sign_in.throttled"
    SIGN_ON_REFUSED = "sign_on.refused"
    SIGN_ON_PROVED_AGAIN = "sign_on.proved_again"
    IDENTITY_CONNECTED = "identity.connected"
    IDENTITY_DISCONNECTED = "identity.disconnected"
    SIGNED_OUT = "sign_out.here"
    SIGNED_OUT_EVERYWHERE = "sign_out.everywhere"
    SUBMISSION_PURGED = "submission.purged"
    HELD = "submission.held"
    HOLD_LIFTED = "submission.hold_lifted"
    PURGE_PROPOSED = "purge.proposed"
    PURGE_CONFIRMED = "purge.confirmed"
    PURGE_CANCELLED = "purge.cancelled"
    RESEARCH_PROPOSED = "research.proposed"
    RESEARCH_CONFIRMED = "research.confirmed"
    RESEARCH_CANCELLED = "research.cancelled"
    RESEARCH_TAKEN = "research.taken"
    FACTS_PROPOSED = "facts.proposed"
    FACTS_CONFIRMED = "facts.confirmed"
    FACTS_CANCELLED = "facts.cancelled"
    AUDIT_SEARCHED = "audit.searched"
    AUDIT_EXPORTED = "audit.exported"
    AUDIT_CHECKED = "audit.checked"
    DATABASE_RESTORED = "database.restored"
    KEYS_ROTATED = "keys.rotated"
    SYNTHETIC_REMOVED = "synthetic.removed"
    TABLET_MADE = "kiosk.made"
    TABLET_REVOKED = "kiosk.revoked"
    CLIENT_MADE = "client.made"
    CLIENT_REVOKED = "client.revoked"
    CLIENT_SIGNED_IN = "client.signed_in"
    CLIENT_REFUSED = "client.refused"
    CLIENT_SEARCHED = "client.searched"
    SUBMISSION_READ_BY_CLIENT = "submission.read_by_client"
    SUBMISSION_TAKEN_OUT = "submission.taken_out"
    SUBMISSION_PUSHED = "submission.pushed"

    @classmethod
    def _missing_(cls, value: object) -> "Action | None":
        """Take what a newer version calls something as it stands: its lines are read where an older one serves on."""
        if not isinstance(value, str):
            return None
        unknown = str.__new__(cls, value)
        unknown._name_ = unknown._value_ = value
        return unknown


PATIENT = "patient"
"""The actor of what a person does on the patient pages: nobody knows more about them than that."""

COMMAND_LINE = "command line"
"""The actor of what somebody does who can run commands on the server."""

PUSH = "push"
"""The actor of what the program hands over by itself to the system that it was set up for."""

SINGLE_SIGN_ON = "single sign-on"
"""The actor of what follows from the word of the identity provider, such as other roles."""

VISITOR = "visitor"
"""The actor of what somebody tries who has not signed in."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: the id of a staff member, or one of the names above, and the network address they do it from.

    Whoever runs commands on the server has no address: theirs is empty.
    """

    id: str
    address: str


ALLOWED_DETAILS = frozenset(
    {"language", "questionnaire_version", "rules_version"}
    | {"address", "role", "step"}  # of staff alone: where from, as what, and how far a sign-in came
    | {
        "version",
        "undoes",
        "from",
        "to",
        "reason",
        "first_contact_at",
        "means",
        "outcome",
        "call_back_at",
    }  # of the work
    | {"filter", "count"}  # of what was searched, exported or changed by a command
    | {"exam_version"}  # of an exam: which version of it, never what it found
    | {"proposal", "proposed_by", "left"}  # of a purge: on whose proposal, and how many it left as they are
)
"""A line of the audit outlives a withdrawal, so that nothing about a person's health may stand in it."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the audit. ``at`` is an aware time in UTC; ``subject`` is the id of the record it is about.

    Raises ``ValueError`` for a detail that is not on the list of those that may be kept for ever.
    """

    action: Action
    actor: str
    subject: str
    at: datetime
    details: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if unknown := sorted(self.details.keys() - ALLOWED_DETAILS):
            raise ValueError(f"not kept in the audit: {', '.join(unknown)}")
        if self.at.tzinfo is None:
            raise ValueError("an event needs an aware time")


@dataclass(frozen=True, slots=True)
class Line:
    """An event as it stands in the audit; ``number`` counts from 1 without a gap."""

    number: int
    event: Event


@dataclass(frozen=True, slots=True)
class LineFilter:
    """Which lines of the audit to look at; what is ``None`` or empty does not matter. ``until`` is not included.

    ``records`` are ids of submissions: wanted are the lines about them, and those of lists that held them.
    """

    actor: str | None = None
    action: Action | None = None
    subjects: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
