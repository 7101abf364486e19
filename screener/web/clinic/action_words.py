"""What the staff's pages call what is written down: the lines of the audit, and of a submission's history."""

from screener.audit import Action


class _Actions(dict[Action, str]):
    def __missing__(self, action: Action) -> str:
        return action.value.replace("_", " ").replace(".", ": ").capitalize()


ACTION = _Actions({action: _Actions()[action] for action in Action})
ACTION |= {
    Action.SUBMISSION_RECEIVED: "Received",
    Action.SUBMISSION_WITHDRAWN: "Taken back by the person",
    Action.SUBMISSION_VIEWED: "Opened",
    Action.SUBMISSION_EXPORTED: "Exported as a PDF",
    Action.SUBMISSION_TAKEN_OUT: "Exported as FHIR",
    Action.SUBMISSION_READ_BY_CLIENT: "Read by a program",
    Action.SUBMISSION_PUSHED: "Pushed to another system",
    Action.STATUS_CHANGED: "Status changed",
    Action.ASSIGNED: "Assigned",
    Action.NOTE_ADDED: "Note added",
    Action.CONTACT_ATTEMPTED: "Contact attempt",
    Action.CALL_BACK_SET: "Call back",
    Action.STRUCK: "Struck",
    Action.WORKLIST_SEARCHED: "Searched",
    Action.WORKLIST_EXPORTED: "Exported",
    Action.EXAM_RECORDED: "Exam recorded",
    Action.EXAM_CORRECTED: "Exam corrected",
    Action.EXAM_COMPARED_FIRST: "Compared before the exam",
    Action.AGREEMENT_EXPORTED: "Agreement exported",
    Action.RESEARCH_PROPOSED: "Research export proposed",
    Action.RESEARCH_CONFIRMED: "Research export confirmed",
    Action.RESEARCH_CANCELLED: "Research export: proposal cancelled",
    Action.RESEARCH_TAKEN: "Research export taken",
    Action.FACTS_PROPOSED: "Clinic’s facts proposed",
    Action.FACTS_CONFIRMED: "Clinic’s facts confirmed",
    Action.FACTS_CANCELLED: "Clinic’s facts: proposal cancelled",
    Action.NEWS_STOPPED: "The person stopped the emails",
    Action.SUBMISSION_PURGED: "Purged",
    Action.HELD: "Put on hold",
    Action.AUDIT_SEARCHED: "Looked for a person in the audit",
    Action.AUDIT_EXPORTED: "Exported the audit",
    Action.AUDIT_CHECKED: "Checked that the audit is whole",
    Action.ACCOUNT_INVITED: "Invited",
    Action.PASSWORD_LINK_MADE: "Made a link to a new password",
    Action.ACCOUNT_PASSWORD_SET: "Set a password",
    Action.ACCOUNT_RENAMED: "Changed a name",
    Action.ACCOUNT_EMAIL_CHANGED: "Email address changed with the hospital account",
    Action.ROLES_CHANGED: "Changed roles",
    Action.SIGN_ON_REFUSED: "Refused with a hospital account",
    Action.SIGN_ON_PROVED_AGAIN: "Proved again who they are",
    Action.IDENTITY_CONNECTED: "Connected their hospital account",
    Action.IDENTITY_DISCONNECTED: "Disconnected from a hospital account",
    Action.SIGN_IN_FAILED: "Wrong password or code",
    Action.HOLD_LIFTED: "Hold lifted",
    Action.TABLET_MADE: "Tablet: made",
    Action.TABLET_REVOKED: "Tablet: revoked",
    Action.CLIENT_MADE: "Program: let in",
    Action.CLIENT_REVOKED: "Program: shut out",
    Action.CLIENT_SIGNED_IN: "Program: signed in",
    Action.CLIENT_REFUSED: "Program: refused",
    Action.CLIENT_SEARCHED: "Program: searched",
}
OF_THE_PERSON = frozenset({Action.SUBMISSION_WITHDRAWN.value, Action.NEWS_STOPPED.value})
"""What only the person does, and whose words say so."""
