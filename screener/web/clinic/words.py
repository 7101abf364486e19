"""What the staff's pages call the codes of the heart. English, as are all pages of staff."""

from collections.abc import Callable, Mapping
from datetime import tzinfo

from screener.adapters.languages import KNOWN
from screener.adapters.written_phones import dialled_here
from screener.audit import COMMAND_LINE
from screener.body.anatomy import Region
from screener.clinic import needs
from screener.clinic.findings import Company, Decision, ExamDistribution, Happened
from screener.clinic.notes import Means, Outcome
from screener.clinic.retention import Left
from screener.clinic.same_person import Shared
from screener.clinic.tabs import Sort, Tab
from screener.clinic.worklist import ME, NONE
from screener.documents.csv import Spoken
from screener.dystonia.red_flags import EVERY_FLAG
from screener.dystonia.urgency import Urgency
from screener.submissions.submission import ClosedReason, HoldReason, Status, Submission
from screener.use_cases.reviewed import Why
from screener.web.templating import the_day

STATUS = {
    Status.NEW: "New",
    Status.IN_REVIEW: "In review",
    Status.CONTACTED: "Contacted",
    Status.APPOINTMENT_BOOKED: "Appointment booked",
    Status.CLOSED: "Closed",
    Status.WITHDRAWN: "Withdrawn",
}
STATUS_IN_SHORT = {Status.APPOINTMENT_BOOKED: "Booked"}
"""Where a row of the worklist has no room for the whole name."""
CLOSED = {
    ClosedReason.APPOINTMENT_KEPT: "Appointment kept",
    ClosedReason.APPOINTMENT_KEPT_ELSEWHERE: "Seen elsewhere",
    ClosedReason.NOT_REACHABLE: "Not reachable",
    ClosedReason.DECLINED: "Declined",
    ClosedReason.NOT_FOR_THIS_CLINIC: "Not for this clinic",
    ClosedReason.DUPLICATE: "Duplicate",
    ClosedReason.OTHER: "Other",
}
HOLD = {
    HoldReason.LEGAL: "Legal matter",
    HoldReason.COMPLAINT: "Complaint",
    HoldReason.RECORDS_REQUEST: "Request for records",
    HoldReason.CARE: "Still cared for",
    HoldReason.OTHER: "Other",
}
LEFT = {
    Left.ON_HOLD: "it is on hold",
    Left.CHANGED: "it was changed since",
    Left.GONE: "its answers are gone",
    Left.UNREAD: "nobody has read it",
    Left.RED_FLAG: "it has a red flag",
}
MEANS = {Means.PHONE: "Phone", Means.EMAIL: "Email", Means.OTHER: "Other"}
OUTCOME = {
    Outcome.REACHED: "Reached",
    Outcome.MESSAGE_LEFT: "Message left",
    Outcome.NO_ANSWER: "No answer",
    Outcome.WRONG_NUMBER: "Wrong number",
}
SHARED = {
    Shared.PHONE: "this phone number",
    Shared.EMAIL: "this email address",
    Shared.NAME_AND_BIRTH: "this name and date of birth",
}
URGENCY = {Urgency.TODAY: "Today", Urgency.SOON: "Soon"}
SORT = {
    Sort.PRIORITY: "Most urgent first",
    Sort.NEWEST: "Newest first",
    Sort.OLDEST: "Oldest first",
    Sort.LONGEST_WAITING: "Longest waiting to be reached",
    Sort.CALL_BACK: "To call back, the earliest first",
}
TAB = {
    Tab.MINE: "My queue",
    Tab.UNASSIGNED: "Unassigned",
    Tab.WAITING: "Waiting",
    Tab.OPEN: "All open",
    Tab.CLOSED: "Closed",
    Tab.ALL: "All",
}
PATTERN = {
    "focal": "Focal",
    "segmental": "Segmental",
    "multifocal": "Multifocal",
    "hemidystonia": "Hemidystonia",
    "none": "No pattern",
}
DECISION = {Decision.YES: "Yes", Decision.NO: "No", Decision.NOT_DECIDED: "Not decided"}
EXAM_DISTRIBUTION = {
    ExamDistribution.FOCAL: "Focal",
    ExamDistribution.SEGMENTAL: "Segmental",
    ExamDistribution.MULTIFOCAL: "Multifocal",
    ExamDistribution.GENERALIZED: "Generalized",
    ExamDistribution.HEMIDYSTONIA: "Hemidystonia",
    ExamDistribution.NONE: "None",
    ExamDistribution.NOT_DECIDED: "Not decided",
}
COMPANY = {
    Company.ISOLATED: "Isolated",
    Company.COMBINED: "Combined",
    Company.NOT_DECIDED: "Not decided",
}
HAPPENED = {Happened.YES: "Yes", Happened.NO: "No", Happened.NOT_KNOWN: "Not known"}
REGION = {region: region.value.replace("_", " ").capitalize() for region in Region}
NEED = needs.NEED
LENGTH = ("Up to 1 day", "Up to 3 days", "Up to 1 week", "Up to 2 weeks", "Up to 4 weeks", "Longer")


class _Names(dict[str, str]):
    """Names by code; what is stored in a language whose folder is gone is named by its code."""

    def __missing__(self, code: str) -> str:
        return code


LANGUAGE = _Names({code: language.english_name for code, language in KNOWN.items()})


def spoken_by(language: str) -> str:
    """Return in what to speak to a person who chose this at Send, in words; empty where they chose nothing."""
    return LANGUAGE.get(language, "another language, with an interpreter") if language else ""


RESPONDENT = {
    "self": "The person",
    "parent": "Parent or guardian",
    "partner": "Partner",
    "family": "Family member",
    "carer": "Carer",
    "other": "Somebody else",
}
RESPONDENT_IN_SHORT = {code: said.split()[0].lower() for code, said in RESPONDENT.items()}
"""The same for a row of the worklist: the person, parent, partner, family, carer, somebody."""
FLAG_NAME = {flag.id: flag.id.replace("_", " ").capitalize() for flag in EVERY_FLAG}
WHY = {
    Why.UNKNOWN: "there is no such submission",
    Why.UNREAD: "nobody has read it yet",
    Why.CHANGED: "somebody changed it in between",
    Why.WITHDRAWN: "its answers are gone",
    Why.ALREADY_SO: "it was so already",
    Why.WRONG_TRANSITION: "its status cannot be changed to that one",
}

NO_ACCOUNT = {COMMAND_LINE: "Command line"}
"""Who works on submissions, such as those of the demo, without being a colleague who is here or was."""
STATUS_ASKED = STATUS | {Status.WITHDRAWN: "Withdrawn or purged"}
"""What a list can be asked for: what the clinic deleted has the status of what was taken back, and another name."""


def status_of(submission: Submission) -> str:
    """Return the status of a submission in words: what the clinic purged was not taken back by the person."""
    return "Purged" if submission.purged else STATUS[submission.status]


def asked_for(name: str, value: str, staff: Mapping[str, str]) -> str:
    """Return one thing that a list is filtered by, in words."""
    said: dict[str, Callable[[], str]] = {
        "status": lambda: STATUS_ASKED[Status(value)],
        "pattern": lambda: PATTERN[value],
        "generalized": lambda: "Generalized" if value == "yes" else "Not generalized",
        "urgency": lambda: "No red flag" if value == NONE else f"Red flag: {URGENCY[Urgency(value)].lower()}",
        "flag": lambda: FLAG_NAME.get(value, value),
        "region": lambda: REGION[Region(value)],
        "need": lambda: NEED.get(value, value),
        "language": lambda: LANGUAGE[value],
        "respondent": lambda: f"Answered by: {RESPONDENT[value].lower()}",
        "assignee": lambda: f"Assigned to {'me' if value == ME else staff.get(value, 'nobody')}",
        "received_from": lambda: f"Received from {the_day(value)}",
        "received_to": lambda: f"Received to {the_day(value)}",
        "unread": lambda: "Not read yet" if value == "yes" else "Read",
        "call_back": lambda: "To call back",
    }
    return said[name]()


def spoken(zone: tzinfo, staff: Mapping[str, str]) -> Spoken:
    """Return the words that a table of submissions is written in, with the clinic's hours and the names of its staff."""
    return Spoken(
        zone=zone,
        staff=staff,
        status=STATUS,
        closed=CLOSED,
        hold=HOLD,
        outcome=OUTCOME,
        urgency=URGENCY,
        pattern=PATTERN,
        region=REGION,
        flag=FLAG_NAME,
        need=NEED,
        language=LANGUAGE,
        respondent=RESPONDENT,
        dialled=dialled_here,
    )
