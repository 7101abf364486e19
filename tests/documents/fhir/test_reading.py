"""What was filled elsewhere is read as it was meant, or an element is named."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from screener.documents.fhir.reading import DoesNotFit, language_of, way_of
from screener.dystonia import DYSTONIA
from screener.questionnaire.answers import SKIPPED, Answers, Value
from screener.questionnaire.flow import walk
from tests.documents.fhir.evaluating import ADDRESSES, items, made
from tests.documents.fhir.submissions import sent
from tests.documents.fhir.test_response import FINISHED, as_response
from tests.drawing import steadily
from tests.person import answers

Change = Callable[[dict[str, Any]], object]


def _read(response: dict[str, Any]) -> Any:
    language = language_of(response, DYSTONIA, ADDRESSES, ["en", "es"])
    return way_of(response, DYSTONIA, made(language), ADDRESSES)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("changes", FINISHED.values(), ids=FINISHED)
def test_what_goes_out_comes_in_again(changes: dict[str, Any], language: str) -> None:
    way = _read(as_response(sent(language, **changes)))
    assert way.complete
    expected = walk(DYSTONIA, answers(**changes)).answers
    assert _given(way.answers) == _given(expected)


def _given(answered: Answers) -> dict[str, Value]:
    """Return what was answered: a question whose answer is none is left open, as one that was skipped."""
    return {name: value for name, value in answered.items() if value is not SKIPPED}


def _item(response: dict[str, Any], link_id: str) -> dict[str, Any]:
    return next(item for item in items(response) if item["linkId"] == link_id)


def _answer(response: dict[str, Any], link_id: str) -> dict[str, Any]:
    answer: dict[str, Any] = _item(response, link_id)["answer"][0]
    return answer


def _emergency(response: dict[str, Any]) -> None:
    _answer(response, "emergency")["valueCoding"]["code"] = "applies"


def _instead(answer: dict[str, Any], **value: Any) -> None:
    answer.clear()
    answer.update(value)


ONSET = "onset-age"
WRONG: dict[str, tuple[Change, str]] = {
    "another resource": (lambda r: r.update(resourceType="Patient"), "QuestionnaireResponse"),
    "not completed": (lambda r: r.update(status="in-progress"), "QuestionnaireResponse.status"),
    "another version": (
        lambda r: r.update(questionnaire=f"{ADDRESSES.questionnaire('en')}|1.0.0"),
        "QuestionnaireResponse.questionnaire",
    ),
    "no version": (
        lambda r: r.update(questionnaire=ADDRESSES.questionnaire("en")),
        "QuestionnaireResponse.questionnaire",
    ),
    "a questionnaire that is no text": (lambda r: r.update(questionnaire=[]), "QuestionnaireResponse.questionnaire"),
    "another language": (lambda r: r.update(language="es"), "QuestionnaireResponse.language"),
    "a language that is no text": (lambda r: r.update(language=["en"]), "QuestionnaireResponse.language"),
    "something that changes the rest": (
        lambda r: r.update(modifierExtension=[{"url": "x", "valueBoolean": True}]),
        "QuestionnaireResponse.modifierExtension",
    ),
    "something that changes an item": (
        lambda r: r["item"][0].update(modifierExtension=[]),
        "QuestionnaireResponse.item[0].modifierExtension",
    ),
    "a choice twice": (
        lambda r: _item(r, "body-parts")["answer"].append(_answer(r, "body-parts")),
        "QuestionnaireResponse.item[1].item[1].item[0].answer",
    ),
    "items that are no list": (lambda r: r.update(item={}), "QuestionnaireResponse.item"),
    "an item that is no object": (lambda r: r["item"].append("x"), "QuestionnaireResponse.item[{last}]"),
    "an unknown item": (
        lambda r: r["item"].append({"linkId": "shoe-size"}),
        "QuestionnaireResponse.item[{last}].linkId",
    ),
    "an item without an id": (lambda r: r["item"].append({}), "QuestionnaireResponse.item[{last}].linkId"),
    "an item twice": (lambda r: r["item"].append(copy.deepcopy(r["item"][0])), "QuestionnaireResponse.item[{last}]"),
    "an answer to a group": (
        lambda r: r["item"][0].update(answer=[{"valueString": "x"}]),
        "QuestionnaireResponse.item[0].answer",
    ),
    "an emergency": (_emergency, "QuestionnaireResponse.item[0].item[0]"),
    "nothing": (
        lambda r: r.update(item=[]),
        "QuestionnaireResponse.repeat(item).where(linkId = 'emergency')",
    ),
}  # fmt: skip
IN_PLACE: dict[str, tuple[str, Change, str]] = {
    "an unknown choice": ("respondent", lambda a: a["valueCoding"].update(code="dog"), ".answer[0].value.code"),
    "no code": ("respondent", lambda a: a["valueCoding"].pop("code"), ".answer[0].value.code"),
    "codes of another question": (
        "respondent", lambda a: a["valueCoding"].update(system="http://snomed.info/sct"), ".answer[0].value.system",
    ),
    "a text for a choice": ("respondent", lambda a: _instead(a, valueString="self"), ".answer[0].value"),
    "two values": ("respondent", lambda a: a.update(valueString="self"), ".answer[0].value"),
    "a text for a number": (ONSET, lambda a: _instead(a, valueString="43"), ".answer[0].value"),
    "yes for a number": (ONSET, lambda a: a.update(valueInteger=True), ".answer[0].value"),
    "a number beyond any age": (ONSET, lambda a: a.update(valueInteger=10**400), ""),
    "a number below any age": (ONSET, lambda a: a.update(valueInteger=-1), ""),
    "a number for a text": ("task", lambda a: _instead(a, valueInteger=1), ".answer[0].value"),
    "a text without an end": ("task", lambda a: a.update(valueString="x" * 10_000), ""),
    "a text that cannot be read": ("task", lambda a: a.update(valueString="a\x00b"), ""),
}  # fmt: skip


@pytest.mark.parametrize(("change", "element"), WRONG.values(), ids=WRONG)
def test_what_does_not_fit_is_named(change: Change, element: str) -> None:
    response = copy.deepcopy(as_response(sent()))
    change(response)
    with pytest.raises(DoesNotFit) as refused:
        _read(response)
    last = len(response["item"]) - 1 if isinstance(response["item"], list) else 0
    assert refused.value.element == element.format(last=last)
    assert refused.value.words


@pytest.mark.parametrize(("link_id", "change", "end"), IN_PLACE.values(), ids=IN_PLACE)
def test_an_answer_that_does_not_fit_is_named_by_its_place(link_id: str, change: Change, end: str) -> None:
    response = copy.deepcopy(as_response(sent()))
    item = _item(response, link_id)
    change(_answer(response, link_id))
    with pytest.raises(DoesNotFit) as refused:
        _read(response)
    place = refused.value.element
    assert place.endswith(end)
    found: Any = response
    for step in place.removesuffix(end).split(".")[1:]:
        name, _, number = step.partition("[")
        found = found[name][int(number.rstrip("]"))]
    assert found is item


def test_choices_that_exclude_each_other_and_two_answers_to_one_question_are_named() -> None:
    response = copy.deepcopy(as_response(sent()))
    marks = _item(response, "body-parts")
    none = copy.deepcopy(marks["answer"][0])
    none["valueCoding"]["code"] = "none"
    marks["answer"].append(none)
    with pytest.raises(DoesNotFit, match="exclusive"):
        _read(response)
    response = copy.deepcopy(as_response(sent()))
    respondent = _item(response, "respondent")
    respondent["answer"] *= 2
    with pytest.raises(DoesNotFit, match="One answer"):
        _read(response)


def test_a_number_and_not_sure_cannot_both_be_so() -> None:
    response = copy.deepcopy(as_response(sent()))
    beside = next(
        each for each in items(response) if any(one["linkId"] == ONSET for one in each.get("item", []))
    )
    beside["item"].append({"linkId": f"{ONSET}.not-sure", "answer": [{"valueBoolean": True}]})
    with pytest.raises(DoesNotFit, match="cannot both"):
        _read(response)
    beside["item"][-1]["answer"] = [{"valueBoolean": False}]
    assert _read(response).answers.number(ONSET) == 43


def test_what_does_not_apply_is_refused_and_what_is_open_is_named() -> None:
    response = copy.deepcopy(as_response(sent()))
    _item(response, "body-parts")["answer"] = [
        {"valueCoding": {"code": "none", "system": ADDRESSES.code_system("body-parts")}}
    ]
    with pytest.raises(DoesNotFit, match="does not apply"):
        _read(response)
    response = copy.deepcopy(as_response(sent()))
    _item(response, ONSET).pop("answer")
    with pytest.raises(DoesNotFit, match="has to be answered") as refused:
        _read(response)
    assert refused.value.element.endswith(f"(linkId = '{ONSET}')")


def test_two_answers_that_cannot_both_be_so_are_named() -> None:
    response = copy.deepcopy(as_response(sent()))
    _answer(response, "onset-when")["valueCoding"]["code"] = "last-week"
    _answer(response, "onset-pace")["valueCoding"]["code"] = "years"
    with pytest.raises(DoesNotFit, match="cannot both be so") as refused:
        _read(response)
    assert refused.value.element.endswith("(linkId = 'onset-pace')")


def test_items_inside_an_answer_and_without_a_system_are_read() -> None:
    response = copy.deepcopy(as_response(sent()))
    for item in items(response):
        for answer in item.get("answer", []):
            answer.get("valueCoding", {}).pop("system", None)
    (page,) = (each for each in items(response) if each["linkId"] == "page.respondent")
    answer = page["item"][0]["answer"][0]
    answer["item"] = [{"linkId": "respondent.hint"}] if _known("respondent.hint") else []
    assert _read(response).complete


def _known(link_id: str) -> bool:
    return any(item["linkId"] == link_id for item in items(made()))


@steadily(60)
@given(
    some.recursive(
        some.none() | some.booleans() | some.integers() | some.text(max_size=4),
        lambda inner: (
            some.lists(inner, max_size=2)
            | some.dictionaries(
                some.sampled_from(["linkId", "item", "answer", "valueCoding", "valueString"]), inner
            )
        ),
        max_leaves=8,
    )
)
def test_whatever_is_sent_is_refused_with_an_element_and_is_no_fault(anything: Any) -> None:
    head = {
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        "questionnaire": f"{ADDRESSES.questionnaire('en')}|{DYSTONIA.version}",
    }
    for response in (anything, {**head, "item": anything}, {**head, "item": [anything]}):
        with pytest.raises(DoesNotFit):
            _read(response)
