"""A submission as a response: valid, in the places of the Questionnaire, and what the program knows of it."""

from dataclasses import replace
from typing import Any

import pytest

from screener.documents.fhir import names
from screener.documents.fhir.outcome import flag_item
from screener.documents.fhir.response import by_reference_number, moment, response
from screener.dystonia import DYSTONIA
from screener.dystonia.red_flags import RED_FLAGS
from screener.questionnaire.answers import SKIPPED
from screener.questionnaire.flow import walk
from screener.submissions.content import SeenAnswer
from screener.submissions.opened import Opened
from screener.submissions.submission import purge, withdraw
from tests.documents.fhir.evaluating import ADDRESSES, compiled, expression_of, items, made
from tests.documents.fhir.submissions import sent
from tests.documents.fhir.test_questionnaire import CASES
from tests.person import NOTE, answers
from tests.storage.samples import NOON, PERSONAL
from tests.valid import valid

FINISHED = {name: changes for name, changes in CASES.items() if "emergency" not in changes}


def as_response(opened: Opened) -> dict[str, Any]:
    people = by_reference_number(opened.submission, ADDRESSES)
    return valid(response(opened, made(opened.submission.language), ADDRESSES, people))


def _answers(resource: dict[str, Any]) -> dict[str, list[Any]]:
    return {
        item["linkId"]: [next(iter(each.values())) for each in item.get("answer", [])]
        for item in items(resource)
        if "item" not in item
    }


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("changes", FINISHED.values(), ids=FINISHED)
def test_it_holds_every_question_that_applied_and_no_other(changes: dict[str, Any], language: str) -> None:
    submission = sent(language, **changes)
    said = _answers(as_response(submission))
    given = walk(DYSTONIA, answers(**changes)).answers
    expected = {
        f"{name}.not-sure" if value == "not-sure" and name in {"onset-age", "age-now"} else name
        for name, value in given.items()
    }
    computed = {flag_item(flag.id) for flag in RED_FLAGS} | {"distribution", "generalized"}
    assert set(said) - computed == expected
    assert {name for name, value in given.items() if value is SKIPPED} == {
        name for name in set(said) - computed if said[name] == []
    }


def test_it_says_which_questionnaire_when_in_what_language_and_of_whom_only_the_number() -> None:
    said = as_response(sent("es", respondent="parent"))
    assert said["questionnaire"] == f"{ADDRESSES.questionnaire('es')}|{DYSTONIA.version}"
    assert (said["language"], said["authored"], said["status"]) == (
        "es",
        "2026-04-28T12:00:00.123Z",
        "completed",
    )
    assert said["meta"] == {"versionId": "1", "lastUpdated": "2026-04-28T12:00:00.123Z"}
    number = {"system": "https://screen.example/fhir/sid/reference", "value": "2345BCDF"}
    assert said["subject"] == {"type": "Patient", "identifier": number}
    assert said["source"] == {"type": "RelatedPerson", "identifier": number}
    assert as_response(sent())["source"]["type"] == "Patient"
    of_contact = set(PERSONAL) - {"zithersecret", "one-task"}
    assert [word for word in of_contact if word in str(said)] == []
    assert NOTE in _answers(said)["task"]


def test_codes_and_words_are_those_of_the_questionnaire_in_the_language() -> None:
    said = as_response(sent("es"))
    options = {
        (each["valueCoding"]["system"], each["valueCoding"]["code"], each["valueCoding"]["display"])
        for item in items(made("es"))
        for each in item.get("answerOption", [])
    }
    codings = [
        answer["valueCoding"]
        for item in items(said)
        for answer in item.get("answer", [])
        if "valueCoding" in answer
    ]
    assert codings
    assert {(each["system"], each["code"], each["display"]) for each in codings} <= options


def test_items_stand_where_the_questionnaire_has_them() -> None:
    def places(within: dict[str, Any], above: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
        return {
            link_id: place
            for item in within.get("item", [])
            for link_id, place in {
                item["linkId"]: above,
                **places(item, (*above, item["linkId"])),
            }.items()
        }

    assert places(as_response(sent())).items() <= places(made()).items()


@pytest.mark.parametrize("changes", FINISHED.values(), ids=FINISHED)
def test_an_engine_that_others_wrote_computes_from_it_what_it_says(changes: dict[str, Any]) -> None:
    said = as_response(sent(**changes))
    known: dict[str, Any] = {"resource": said}
    for extension in made()["extension"]:
        if extension["url"] == names.VARIABLE:
            variable = extension["valueExpression"]
            known[variable["name"]] = compiled(variable["expression"])(said, known)
    stored = _answers(said)
    for item in items(made()):
        if item.get("readOnly"):
            computed = compiled(expression_of(item, names.CALCULATED))(said, known)
            assert computed == stored.get(item["linkId"], []), item["linkId"]


def test_what_is_withdrawn_or_purged_is_told_and_its_content_is_gone() -> None:
    found = sent().submission
    for tombstone in (withdraw(found, NOON)[0], purge(found, NOON, "somebody")[0]):
        said = as_response(Opened(tombstone, None))
        assert said["status"] == "entered-in-error"
        assert said["meta"]["versionId"] == "2"
        assert not {"item", "source", "author"} & said.keys()


def test_content_that_is_damaged_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be opened"):
        as_response(Opened(sent().submission, None))


def test_what_nobody_sent_is_labelled_as_test_data() -> None:
    assert as_response(sent(synthetic=True))["meta"]["security"] == [names.TEST_DATA]
    assert "security" not in as_response(sent())["meta"]


def test_an_older_questionnaire_keeps_its_version_and_the_words_that_were_read() -> None:
    submission, content = sent().submission, sent().content
    assert content
    older = SeenAnswer("shoe-size", "Your shoes?", "Large", "Your shoes?", "Large")
    gone = SeenAnswer("onset-pace", "How fast?", "In a flash", "How fast?", "In a flash")
    seen = replace(content.seen, sections=(*content.seen.sections, ("Older", (older, gone))))
    changed = {**content.answers, "shoe-size": "large", "onset-pace": "flash"}
    said = as_response(
        Opened(
            replace(submission, questionnaire_version="1.0.0"),
            replace(content, answers=changed, seen=seen),
        )
    )
    assert said["questionnaire"].endswith("|1.0.0")
    found = _answers(said)
    assert (found["shoe-size"], found["onset-pace"]) == (["Large"], ["In a flash"])


def test_a_time_is_written_in_utc_to_the_thousandth() -> None:
    assert moment(NOON) == "2026-04-28T12:00:00.123Z"
