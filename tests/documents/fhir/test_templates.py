"""What others extract from a response by the templates in the Questionnaire."""

from typing import Any

import pytest
from fhir.resources.R4B.observation import Observation

from screener.documents.fhir import names
from screener.documents.fhir.templates import FLAGS_TEMPLATE, PATTERN_TEMPLATE
from tests.documents.fhir.evaluating import ADDRESSES, compiled, items, made
from tests.documents.fhir.submissions import sent
from tests.documents.fhir.test_response import as_response

TEMPLATES = {each["id"]: each for each in made()["contained"]}


def _named_by(holder: dict[str, Any]) -> list[str]:
    return [
        each["extension"][0]["valueReference"]["reference"]
        for each in holder.get("extension", [])
        if each["url"] == names.EXTRACT
    ]


def _said(primitive: dict[str, Any]) -> str:
    (extension,) = primitive["extension"]
    assert extension["url"] == names.EXTRACT_VALUE
    text: str = extension["valueString"]
    return text


def test_every_template_is_an_observation_and_is_named_once() -> None:
    named = _named_by(made()) + [name for item in items(made()) for name in _named_by(item)]
    assert sorted(named) == sorted(f"#{each}" for each in TEMPLATES)
    for template in TEMPLATES.values():
        Observation.model_validate(template)


@pytest.mark.parametrize("new_or_worse", [{"none"}, {"swallowing"}, {"swallowing", "breathing"}], ids=len)
def test_the_flags_that_were_raised_are_extracted_and_no_other(new_or_worse: set[str]) -> None:
    opened = sent(new_or_worse=frozenset(new_or_worse))
    said, flags = as_response(opened), opened.submission.flags
    known = {"resource": said}
    template = TEMPLATES[FLAGS_TEMPLATE]
    (component,) = template["component"]
    (context,) = component["extension"]
    assert context["url"] == names.EXTRACT_CONTEXT
    raised = compiled(context["valueString"])(said, known)
    code = _said(component["code"]["coding"][0]["_code"])
    assert [found for item in raised for found in compiled(code)(item, known)] == list(flags)
    assert compiled(_said(template["_valueInteger"]))(said, known) == [len(flags)]


def test_the_pattern_is_extracted_from_its_item() -> None:
    opened = sent()
    said = as_response(opened)
    (coding,) = TEMPLATES[PATTERN_TEMPLATE]["valueCodeableConcept"]["coding"]
    of_item = f"repeat(item).where(linkId = 'distribution').{_said(coding['_code'])}"
    assert compiled(of_item)(said, {"resource": said}) == [opened.submission.distribution]
    assert coding["system"] == ADDRESSES.code_system(names.DISTRIBUTIONS)
    effective = _said(TEMPLATES[PATTERN_TEMPLATE]["_effectiveDateTime"])
    assert compiled(effective)(said, {"resource": said}) == [said["authored"]]
