"""What a response comes to elsewhere: SDC templates, from which others extract the same Observations as ours.

A template stands in the Questionnaire; an item or the whole names it, and its expressions say what goes where.
"""

from screener.documents.fhir import names, own_codes
from screener.documents.fhir.expressions import literal
from screener.documents.fhir.names import Addresses, Json
from screener.documents.fhir.own_codes import coded

PATTERN_TEMPLATE = "pattern-template"
FLAGS_TEMPLATE = "red-flags-template"


def extracted_by(template: str) -> Json:
    """Return the extension that names the template from which something is extracted."""
    return {
        "url": names.EXTRACT,
        "extension": [{"url": "template", "valueReference": {"reference": f"#{template}"}}],
    }


def templates(flag_prefix: str, addresses: Addresses) -> list[Json]:
    """Return the templates: of the pattern, and of the red flags that were raised, each of them a component."""
    raised = (
        f"%resource.repeat(item).where(linkId.startsWith({literal(flag_prefix)}) and answer.value = true)"
    )
    flag_code = {
        "system": addresses.code_system(names.FLAGS),
        "_code": _filled_with(f"linkId.substring({len(flag_prefix)})"),
    }
    pattern = {
        "system": addresses.code_system(names.DISTRIBUTIONS),
        "_code": _filled_with("answer.value.first()"),
    }
    return [
        _observation(PATTERN_TEMPLATE, own_codes.PATTERN, addresses)
        | {"valueCodeableConcept": {"coding": [pattern]}},
        _observation(FLAGS_TEMPLATE, own_codes.RED_FLAG, addresses)
        | {
            "valueInteger": 0,
            "_valueInteger": _filled_with(f"{raised}.count()"),
            "component": [
                {
                    "extension": [{"url": names.EXTRACT_CONTEXT, "valueString": raised}],
                    "code": {"coding": [flag_code]},
                    "valueBoolean": True,
                }
            ],
        },
    ]


def _observation(template: str, code: str, addresses: Addresses) -> Json:
    return {
        "resourceType": "Observation",
        "id": template,
        "status": "final",
        "category": [names.SURVEY],
        "code": coded(names.OBSERVATIONS, code, addresses),
        "subject": {"_reference": _filled_with("%resource.subject.reference")},
        "_effectiveDateTime": _filled_with("%resource.authored"),
    }


def _filled_with(text: str) -> Json:
    return {"extension": [{"url": names.EXTRACT_VALUE, "valueString": text}]}
