"""Our own codes, for what no question asks: what an Observation is of, the distributions, regions, flags and findings.

None of them is a diagnosis, and none is mapped to one.
"""

from collections.abc import Mapping

from screener.body.anatomy import Region
from screener.body.patterns import Distribution
from screener.clinic.findings import Company, Decision, ExamDistribution
from screener.documents.fhir import names
from screener.documents.fhir.names import Addresses, Json
from screener.dystonia.advice import NOT_A_DIAGNOSIS
from screener.dystonia.red_flags import EVERY_FLAG

PATTERN = "pattern"
GENERALIZED = "generalized"
PART = "marked-part"
REGION = "marked-region"
RED_FLAG = "red-flag"
EXAM = "exam-distribution"
SEEN = "dystonia-seen"
COMPANY = "isolated-or-combined"
SEEN_PART = "affected-part"
NOT_EXAMINED = "part-not-examined"


def _in_words(code: str) -> str:
    return code.replace("_", " ").replace("-", " ").capitalize()


CODES: Mapping[str, Mapping[str, str]] = {
    names.OBSERVATIONS: {
        PATTERN: "Self-described pattern; not a diagnosis",
        GENERALIZED: "As wide as what doctors also call generalized",
        PART: "Body part that the person marked",
        REGION: "Body region that the marks fall into",
        RED_FLAG: "Answers for which the person should be seen soon; checked by nobody",
        EXAM: "Distribution that a clinician found at the exam",
        SEEN: "Dystonia seen at the exam",
        COMPANY: "Dystonia alone, tremor aside, or with other movements",
        SEEN_PART: "Body part affected at the exam",
        NOT_EXAMINED: "Body part that was not examined",
    },
    names.DISTRIBUTIONS: {each.value: _in_words(each) for each in Distribution},
    names.REGIONS: {each.value: _in_words(each) for each in Region},
    names.FLAGS: {flag.id: flag.for_clinician for flag in EVERY_FLAG},
    names.FINDINGS: {
        each.value: _in_words(each) for kind in (ExamDistribution, Decision, Company) for each in kind
    },
}
"""What each code means in English, by code system."""


def coded(system: str, code: str, addresses: Addresses) -> Json:
    """Return a concept of one of our systems; a code of an older version stands without its words."""
    coding = {"system": addresses.code_system(system), "code": code}
    display = CODES[system].get(code)
    return {"coding": [coding | ({"display": display} if display else {})]}


def own_code_system(system: str, version: str, addresses: Addresses) -> Json:
    """Return one of our systems as a resource. ``KeyError`` when there is none of this id."""
    codes = CODES[system]
    return {
        "resourceType": "CodeSystem",
        "id": system,
        "url": addresses.code_system(system),
        "version": version,
        "title": _in_words(system),
        "description": NOT_A_DIAGNOSIS,
        "status": "active",
        "caseSensitive": True,
        "content": "complete",
        "count": len(codes),
        "concept": [{"code": code, "display": display} for code, display in codes.items()],
    }
