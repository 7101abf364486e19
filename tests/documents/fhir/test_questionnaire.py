"""The Questionnaire: valid, whole, and made of the instrument alone."""

from typing import Any

import pytest

from screener.documents.fhir import names
from screener.documents.fhir.expressions import expression
from screener.documents.fhir.outcome import flag_item
from screener.dystonia import DYSTONIA
from screener.dystonia.red_flags import RED_FLAGS
from screener.dystonia.safety import EMERGENCIES
from screener.dystonia.urgency import RedFlag
from screener.questionnaire.answers import Answers
from screener.questionnaire.conditions import ALWAYS, Always, Condition, Not
from screener.questionnaire.flow import walk
from screener.questionnaire.question import Kind
from tests.documents.fhir.evaluating import Engine, expression_of, items, made
from tests.person import answers
from tests.valid import valid

BY_ID = {item["linkId"]: item for item in items(made())}


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_is_valid_and_says_which_one_it_is(language: str) -> None:
    resource = made(language)
    valid(resource)
    assert resource["language"] == language
    assert resource["version"] == DYSTONIA.version
    assert resource["url"] == "https://screen.example/fhir/Questionnaire/dystonia-self-screen" + (
        "/es" if language == "es" else ""
    )


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_link_id_is_given_once_and_each_question_keeps_its_id(language: str) -> None:
    ids = [item["linkId"] for item in items(made(language))]
    assert len(ids) == len(set(ids))
    assert set(DYSTONIA.questions) <= set(ids)


@pytest.mark.parametrize("question", DYSTONIA.questions.values(), ids=lambda question: question.id)
def test_a_question_offers_its_choices_under_its_own_code_system(question: Any) -> None:
    options = BY_ID[question.id].get("answerOption", [])
    assert [option["valueCoding"]["code"] for option in options] == [each.id for each in question.choices]
    assert {option["valueCoding"]["system"] for option in options} <= {
        f"https://screen.example/fhir/CodeSystem/{question.id}"
    }
    alone = [option["valueCoding"]["code"] for option in options if option.get("extension")]
    assert set(alone) == question.exclusive_ids
    constraints = [
        each for each in BY_ID[question.id].get("extension", []) if each["url"] == names.TARGET_CONSTRAINT
    ]
    assert len(constraints) == (1 if question.kind is Kind.MANY and alone else 0)


def test_words_are_in_the_language_with_the_other_beside_them() -> None:
    (spanish,) = (item for item in items(made("es")) if item["linkId"] == "onset-when")
    assert spanish["text"] != BY_ID["onset-when"]["text"]
    beside = spanish["_text"]["extension"][0]
    assert beside["url"] == names.TRANSLATION
    assert beside["extension"][1]["valueString"] == BY_ID["onset-when"]["text"]


def test_whoever_answers_for_somebody_reads_of_them() -> None:
    said = expression_of(BY_ID["onset-age"]["_text"], names.CQF_EXPRESSION)
    for respondent, word in (
        ("self", "were you"),
        ("partner", "was your partner"),
        ("other", "was the person"),
    ):
        (text,) = Engine({"respondent": respondent}).value(said)
        assert f" {word} " in text


def _is_shown(item: dict[str, Any], engine: Engine, given: Answers) -> bool:
    if "enableWhen" in item:
        holds = [
            (
                line["answerInteger"]
                > (given.number(line["question"]) if given.number(line["question"]) is not None else 999)
            )
            if "answerInteger" in line
            else line["answerCoding"]["code"] in given.chosen(line["question"])
            for line in item["enableWhen"]
        ]
        return all(holds) if item.get("enableBehavior") == "all" else any(holds)
    urls = [each["url"] for each in item.get("extension", [])]
    if names.ENABLE_WHEN in urls:
        return engine.value(expression_of(item, names.ENABLE_WHEN)) == [True]
    return True


def _asked(within: dict[str, Any], engine: Engine, given: Answers) -> list[str]:
    return [
        link_id
        for item in within.get("item", [])
        if item["type"] != "display" and not item.get("readOnly") and _is_shown(item, engine, given)
        for link_id in (
            [item["linkId"], *_asked(item, engine, given)]
            if item["type"] != "group"
            else _asked(item, engine, given)
        )
    ]


CASES: dict[str, dict[str, Any]] = {
    "somebody who was asked everything": {},
    "a child": {"respondent": "parent", "onset_age": 4},
    "the arm and leg of one side": {"body_parts": frozenset({"left_hand", "left_foot", "neck"})},
    "the face alone": {"body_parts": frozenset({"upper_face"})},
    "nothing moves": {"body_parts": frozenset({"none"})},
    "not sure where": {"body_parts": frozenset({"not-sure"})},
    "an emergency": {"emergency": "applies"},
    "every part": {
        "body_parts": frozenset(
            each.id for each in DYSTONIA.questions["body-parts"].choices if not each.exclusive
        )
    },
    "tried Botox, with a device": {
        "tried": frozenset({"botulinum"}),
        "happened": frozenset({"device", "botulinum-recent"}),
    },
    "may be pregnant": {"sex": "female", "age_now": "not-sure"},
    "too young": {"sex": "female", "age_now": 8},
}


@pytest.mark.parametrize("changes", CASES.values(), ids=CASES)
def test_another_renderer_asks_what_the_program_asks(changes: dict[str, Any]) -> None:
    way = walk(DYSTONIA, answers(**changes))
    given = way.answers
    asked = [link_id for link_id in _asked(made(), Engine(given), given) if not link_id.endswith(".not-sure")]
    assert asked == [question.id for due in way.every_page for question in due.questions]


def test_a_choice_is_offered_when_the_program_offers_it() -> None:
    for changes in CASES.values():
        way = walk(DYSTONIA, answers(**changes))
        engine = Engine(way.answers)
        for due in way.every_page:
            for question in due.questions:
                offered = {choice.id for choice in DYSTONIA.questions[question.id].choices}
                for each in BY_ID[question.id].get("extension", []):
                    if each["url"] == names.TOGGLE:
                        option, when = each["extension"]
                        if engine.value(when["valueExpression"]["expression"]) != [True]:
                            offered.discard(option["valueCoding"]["code"])
                assert offered == question.choice_ids, question.id


def test_a_condition_without_translation_is_refused() -> None:
    class Other(Always):
        pass

    assert expression(ALWAYS) == "true"
    unknown: Condition = Not(Other())
    with pytest.raises(TypeError, match="Other has no FHIRPath"):
        expression(unknown)


def test_the_signs_of_an_emergency_stand_before_the_question_that_asks_about_them() -> None:
    shown = [item["linkId"] for item in BY_ID["page.emergency"]["item"]]
    assert shown == [*(f"emergency.{sign.id}" for sign in EMERGENCIES), "emergency"]
    assert [BY_ID[link_id]["text"] for link_id in shown[:-1]] == [
        sign.for_patient.you for sign in EMERGENCIES
    ]


@pytest.mark.parametrize("flag", RED_FLAGS, ids=lambda flag: flag.id)
def test_the_words_of_a_flag_hang_on_the_answers_and_not_on_what_is_computed(flag: RedFlag) -> None:
    words = BY_ID[f"{flag_item(flag.id)}.words"]
    assert expression_of(words, names.ENABLE_WHEN) == expression(flag.when)
    assert "enableWhen" not in words


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_choice_that_is_not_always_offered_is_named_as_it_is_among_the_options(language: str) -> None:
    for item in items(made(language)):
        options = [
            {name: option["valueCoding"][name] for name in ("system", "code", "display")}
            for option in item.get("answerOption", [])
        ]
        for extension in item.get("extension", []):
            if extension["url"] == names.TOGGLE:
                assert extension["extension"][0]["valueCoding"] in options
