"""A submission with all that belongs to it: valid, whole, nothing that was not given, and never a diagnosis."""

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from screener.body.anatomy import BodyPart
from screener.clinic.exam import Exam
from screener.documents.fhir import names, own_codes
from screener.documents.fhir.bundle import Belongings, bundle
from screener.documents.fhir.own_codes import own_code_system
from screener.dystonia import DYSTONIA
from screener.questionnaire.answers import SKIPPED
from screener.submissions.content import Contact
from screener.submissions.opened import Opened
from screener.submissions.submission import purge, withdraw
from tests.clinic.exams import findings
from tests.documents.fhir.evaluating import ADDRESSES, made
from tests.documents.fhir.submissions import sent
from tests.documents.fhir.test_response import FINISHED
from tests.storage.samples import NOON, PERSONAL
from tests.valid import valid

ALONE = Belongings("0.0.0")
EXAM = Exam("e", 1, "staff-1", NOON, blind=True, findings=findings(not_examined={BodyPart.LARYNX}))


def _bundle(opened: Opened, belongings: Belongings = ALONE) -> dict[str, Any]:
    made_of = bundle(opened, made(opened.submission.language), ADDRESSES, belongings)
    for entry in made_of["entry"]:
        valid(entry["resource"])
    return valid(made_of)


def _of(made_of: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [entry["resource"] for entry in made_of["entry"] if entry["resource"]["resourceType"] == kind]


def _values(within: Any, key: str) -> Iterator[Any]:
    if isinstance(within, dict):
        if key in within:
            yield within[key]
        for each in within.values():
            yield from _values(each, key)
    if isinstance(within, list):
        for each in within:
            yield from _values(each, key)


EVERYTHING = {
    "somebody else, by phone, with an exam and the sheet": (
        sent("es", respondent="parent", entered_by="staff-2"),
        Belongings("0.0.0", EXAM, b"%PDF", {"staff-1": "Dr. One"}),
    ),
    **{name: (sent(**changes), ALONE) for name, changes in FINISHED.items()},
    "withdrawn": (Opened(withdraw(sent().submission, NOON)[0], None), ALONE),
    "purged": (Opened(purge(sent().submission, NOON, "somebody")[0], None), ALONE),
    "test data": (sent(synthetic=True), ALONE),
}


@pytest.mark.parametrize(("opened", "belongings"), EVERYTHING.values(), ids=EVERYTHING)
def test_it_is_valid_each_reference_leads_to_an_entry_and_nothing_is_a_diagnosis(
    opened: Opened, belongings: Belongings
) -> None:
    made_of = _bundle(opened, belongings)
    inside = {entry["fullUrl"] for entry in made_of["entry"]}
    assert set(_values(made_of, "reference")) <= inside
    assert len(inside) == len(made_of["entry"])
    kinds = {entry["resource"]["resourceType"] for entry in made_of["entry"]}
    assert kinds <= {
        "Patient", "RelatedPerson", "Practitioner", "QuestionnaireResponse", "Observation",
        "DocumentReference", "Device", "Provenance",
    }  # fmt: skip
    systems = set(_values(made_of, "system"))
    assert not [system for system in systems if "snomed" in system or "icd" in system.lower()]
    ours = {system for system in systems if system.startswith(ADDRESSES.base)}
    assert {system for system in systems - ours if "://" in system} <= {
        names.ROLES,
        names.TEST_DATA["system"],
        *(coding["system"] for each in (names.SURVEY, names.EXAM) for coding in each["coding"]),
    }


def test_the_patient_is_what_was_given_and_no_more() -> None:
    (given,) = _of(_bundle(sent()), "Patient")
    assert given["name"] == [{"text": "Zoë Quixotesecret"}]
    assert given["telecom"] == [
        {"system": "phone", "value": "+19135550123"},
        {"system": "email", "value": "zoe.quixotesecret@example.org"},
    ]
    assert given["birthDate"] == "1956-04-28"
    assert given["communication"][0]["language"]["coding"][0]["code"] == "es"
    (least,) = _of(_bundle(sent(contact=Contact())), "Patient")
    assert set(least) == {"resourceType", "id", "identifier"}
    other = Contact(language="other")
    for typed, told in (("Vietnamese", "Vietnamese"), ("", "Another language, with an interpreter")):
        (named,) = _of(_bundle(sent(contact=other, help_language=typed or SKIPPED)), "Patient")
        assert named["communication"][0]["language"]["text"] == told


def test_whoever_answered_for_the_person_is_told_with_their_relation() -> None:
    made_of = _bundle(sent(respondent="parent", contact=Contact(own_name="Ann")))
    (carer,) = _of(made_of, "RelatedPerson")
    assert carer["name"] == [{"text": "Ann"}]
    assert [each["code"] for each in carer["relationship"][0]["coding"]] == ["parent", "PRN"]
    (answers,) = _of(made_of, "QuestionnaireResponse")
    assert answers["source"] == {"reference": f"urn:uuid:{carer['id']}"}
    assert _of(_bundle(sent()), "RelatedPerson") == []


def test_the_pattern_is_an_observation_of_our_own_with_the_marks_and_regions() -> None:
    marked = sent(body_parts=frozenset({"neck", "left_hand", "left_foot"}), side_neck="left")
    pattern = _of(_bundle(marked), "Observation")[0]
    assert pattern["code"]["coding"][0]["display"] == "Self-described pattern; not a diagnosis"
    assert pattern["valueCodeableConcept"]["coding"][0]["code"] == marked.submission.distribution
    parts = [
        each["valueCodeableConcept"]
        for each in pattern["component"]
        if each["code"]["coding"][0]["code"] == own_codes.PART
    ]
    assert ("neck", "Neck (left side)") in {(part["coding"][0]["code"], part["text"]) for part in parts}
    assert len(parts) == 3
    nothing = _of(_bundle(sent(body_parts=frozenset({"none"}))), "Observation")[0]
    assert nothing["valueCodeableConcept"] == {"text": "No pattern: no body part is marked"}


def test_each_red_flag_is_an_observation_with_how_soon_and_why() -> None:
    flagged = sent(new_or_worse=frozenset({"swallowing"}))
    assert flagged.submission.flags
    raised = [
        each
        for each in _of(_bundle(flagged), "Observation")
        if each["code"]["coding"][0]["code"] == own_codes.RED_FLAG
    ]
    assert [each["valueCodeableConcept"]["coding"][0]["code"] for each in raised] == list(
        flagged.submission.flags
    )
    assert all(each["note"][0]["text"] for each in raised)


def test_the_exam_is_its_clinicians_and_the_sheet_goes_with_it() -> None:
    made_of = _bundle(*EVERYTHING["somebody else, by phone, with an exam and the sheet"])
    exam = _of(made_of, "Observation")[-1]
    assert exam["category"] == [names.EXAM]
    assert exam["valueCodeableConcept"]["coding"][0]["code"] == "focal"
    staff = {each["identifier"][0]["value"]: each for each in _of(made_of, "Practitioner")}
    assert staff["staff-1"]["name"] == [{"text": "Dr. One"}]
    assert "name" not in staff["staff-2"]
    assert exam["performer"] == [{"reference": f"urn:uuid:{staff['staff-1']['id']}"}]
    (answers,) = _of(made_of, "QuestionnaireResponse")
    assert answers["author"] == {"reference": f"urn:uuid:{staff['staff-2']['id']}"}
    (document,) = _of(made_of, "DocumentReference")
    assert base64.b64decode(document["content"][0]["attachment"]["data"]) == b"%PDF"
    corrected = replace(EXAM, version=2, findings=findings(other_finding="tremor"))
    exam = _of(_bundle(sent(), Belongings("0", corrected)), "Observation")[-1]
    assert (exam["status"], exam["note"]) == ("corrected", [{"text": "tremor"}])
    damaged = Belongings("0", replace(EXAM, findings=None))
    assert own_codes.EXAM not in json.dumps(_bundle(sent(), damaged))


def test_versions_are_told_of_everything_in_it() -> None:
    made_of = _bundle(sent())
    (device,) = _of(made_of, "Device")
    told = {each["type"]["text"]: each["value"] for each in device["version"]}
    assert told == {
        "software": "0.0.0",
        "questionnaire": DYSTONIA.version,
        "rules": sent().submission.rules_version,
    }
    (provenance,) = _of(made_of, "Provenance")
    told_of = {each["reference"] for each in provenance["target"]}
    assert told_of == {
        entry["fullUrl"]
        for entry in made_of["entry"]
        if entry["resource"]["resourceType"] not in {"Device", "Provenance"}
    }


def test_of_what_is_gone_nothing_is_left_but_that_it_is() -> None:
    found = sent().submission
    for tombstone in (withdraw(found, NOON)[0], purge(found, NOON, "somebody")[0]):
        made_of = _bundle(Opened(tombstone, None))
        kinds = [entry["resource"]["resourceType"] for entry in made_of["entry"]]
        assert kinds == ["QuestionnaireResponse", "Device", "Provenance"]
        assert [word for word in PERSONAL if word in json.dumps(made_of)] == []
        assert made_of["identifier"]["value"] == "2345BCDF.2"


def test_the_same_submission_makes_the_same_bundle() -> None:
    assert _bundle(sent()) == _bundle(sent())


@pytest.mark.parametrize("system", own_codes.CODES)
def test_our_own_codes_can_be_looked_up(system: str) -> None:
    made_of = own_code_system(system, "1.0.0", ADDRESSES)
    valid(made_of)
    assert {each["code"] for each in made_of["concept"]} == own_codes.CODES[system].keys()


def test_every_code_of_ours_in_a_bundle_is_one_of_the_list() -> None:
    made_of = _bundle(*EVERYTHING["somebody else, by phone, with an exam and the sheet"])
    heads = {ADDRESSES.code_system(system): codes for system, codes in own_codes.CODES.items()}
    codings = [coding for each in _values(made_of, "coding") for coding in each]
    known = [coding for coding in codings if coding["system"] in heads]
    assert known
    assert [coding for coding in known if coding["code"] not in heads[coding["system"]]] == []
