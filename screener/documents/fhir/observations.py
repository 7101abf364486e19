"""What the answers come to, and what an exam found, as Observations: never a Condition, never the code of a diagnosis."""

from screener.body.anatomy import UNSIDED_MARKS
from screener.clinic.exam import Exam
from screener.clinic.findings import Findings
from screener.documents.fhir import names, own_codes
from screener.documents.fhir.names import Addresses, Json
from screener.documents.fhir.own_codes import coded
from screener.documents.fhir.response import authored, moment
from screener.dystonia.parts import part_for_staff, part_label
from screener.dystonia.urgency import RedFlag
from screener.submissions.content import Content
from screener.submissions.submission import Submission


def pattern(submission: Submission, content: Content, addresses: Addresses) -> Json:
    """Return the pattern as the person described it, with the parts they marked and the regions these fall into."""
    parts = [_component(own_codes.PART, _part(part, addresses), addresses) for part in content.parts]
    regions = [
        _component(own_codes.REGION, coded(names.REGIONS, region, addresses), addresses)
        for region in submission.regions
    ]
    generalized = {
        "code": coded(names.OBSERVATIONS, own_codes.GENERALIZED, addresses),
        "valueBoolean": submission.generalized,
    }
    said = _observation(own_codes.PATTERN, names.SURVEY, addresses)
    said["effectiveDateTime"] = authored(submission, content)
    if submission.distribution:
        said["valueCodeableConcept"] = coded(names.DISTRIBUTIONS, submission.distribution, addresses)
    else:
        said["valueCodeableConcept"] = {"text": "No pattern: no body part is marked"}
    return said | {"component": [generalized, *parts, *regions]}


def red_flag(flag: RedFlag, submission: Submission, content: Content, addresses: Addresses) -> Json:
    """Return a red flag that the answers raised, with how soon the person should be seen and the source."""
    said = _observation(own_codes.RED_FLAG, names.SURVEY, addresses)
    return said | {
        "effectiveDateTime": authored(submission, content),
        "valueCodeableConcept": coded(names.FLAGS, flag.id, addresses),
        "note": [{"text": f"{flag.for_clinician} ({flag.urgency}; {flag.source})"}],
    }


def exam(found: Exam, findings: Findings, addresses: Addresses) -> Json:
    """Return what a clinician found; whoever saved it is put in as performer by the caller."""

    def finding(code: str, value: str) -> Json:
        return _component(code, coded(names.FINDINGS, value, addresses), addresses)

    said = _observation(own_codes.EXAM, names.EXAM, addresses)
    seen = [
        _component(own_codes.SEEN_PART, _part(part, addresses), addresses) for part in sorted(findings.parts)
    ]
    unseen = [
        _component(own_codes.NOT_EXAMINED, {"text": part.value.replace("_", " ")}, addresses)
        for part in sorted(findings.not_examined)
    ]
    said |= {
        "status": "final" if found.version == 1 else "corrected",
        "effectiveDateTime": moment(found.at),
        "valueCodeableConcept": coded(names.FINDINGS, findings.distribution, addresses),
        "component": [
            finding(own_codes.SEEN, findings.dystonia),
            finding(own_codes.COMPANY, findings.company),
            *seen,
            *unseen,
        ],
    }
    return said | ({"note": [{"text": findings.other_finding}]} if findings.other_finding else {})


def _observation(code: str, category: Json, addresses: Addresses) -> Json:
    return {
        "resourceType": "Observation",
        "status": "final",
        "category": [category],
        "code": coded(names.OBSERVATIONS, code, addresses),
    }


def _component(code: str, value: Json, addresses: Addresses) -> Json:
    return {"code": coded(names.OBSERVATIONS, code, addresses), "valueCodeableConcept": value}


def _part(written: str, addresses: Addresses) -> Json:
    """Return a marked part: its choice in the questionnaire, and in words its side where a midline part has one."""
    choice = written if written in UNSIDED_MARKS else written.partition("_")[2]
    coding = {
        "system": addresses.code_system("body-parts"),
        "code": choice,
        "display": part_label(written)[0],
    }
    return {"coding": [coding], "text": part_for_staff(written)}
