"""What another renderer computes is what the program says: on marks with sides, on every flag, on every probe."""

import random
from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given

from screener.documents.fhir.expressions import expression
from screener.documents.fhir.outcome import flag_item
from screener.dystonia import DYSTONIA, marked_parts
from screener.dystonia.red_flags import RED_FLAGS
from screener.dystonia.safety import red_flags
from screener.dystonia.sides import SIDE_QUESTIONS, SideMatters
from screener.questionnaire.answers import Answers, Value
from screener.questionnaire.conditions import Below
from screener.questionnaire.flow import walk
from screener.rules import classify
from tests.documents.fhir.evaluating import Engine
from tests.drawing import steadily
from tests.dystonia.test_probes import BEGUN, PROBES
from tests.examples import FLAGGED
from tests.rules.selections import PICTURE, sided

SMALL = [marks for size in (1, 2) for marks in combinations(PICTURE, size)]
WIDER = [random.Random(seed).sample(PICTURE, 3 + seed % 4) for seed in range(40)]  # noqa: S311 - the same each time
"""Few marks, because nearly any eight are multifocal, whatever the rule; all 65,536 are compared in proof/."""

BESIDE = ("left_shoulder", "right_shoulder", "right_foot", "upper_face", "larynx", "neck", "trunk")
ONE_SIDED = [("left_hand", "left_leg", *others) for size in range(4) for others in combinations(BESIDE, size)]


def answers_of_marks(marks: frozenset[str]) -> Answers:
    """Return the answers that say ``marks``: a midline part under its name, with its side where it has one."""
    questions = {part: question for question, (part, _) in SIDE_QUESTIONS.items()}
    values: dict[str, Value] = {}
    parts: set[str] = set()
    for part, question in questions.items():
        sides = {side for side in ("left", "right") if f"{side}_{part}" in marks}
        if part in marks or sides:
            parts.add(part)
            values[question] = sides.pop() if len(sides) == 1 and part not in marks else "both"
    parts |= {mark for mark in marks if mark.partition("_")[2] not in questions}
    return Answers(values | {"body-parts": frozenset(parts)})


def _agrees(answers: Answers) -> None:
    said = classify(marked_parts(answers))
    engine = Engine(answers)
    assert engine.item("distribution") == ([said.distribution] if said.distribution else [])
    assert engine.item("generalized") == [said.generalized]


@pytest.mark.parametrize("marks", [*SMALL, *WIDER], ids=" ".join)
def test_the_pattern_of_unsided_marks_is_that_of_the_rule(marks: Sequence[str]) -> None:
    _agrees(Answers({"body-parts": frozenset(marks)}))


@steadily(40)
@given(sided)
def test_the_pattern_of_sided_marks_is_that_of_the_rule(marks: frozenset[str]) -> None:
    _agrees(answers_of_marks(marks))


@pytest.mark.parametrize("answer", ["none", "not-sure"])
def test_without_a_marked_part_there_is_no_pattern(answer: str) -> None:
    engine = Engine({"body-parts": frozenset({answer})})
    assert engine.item("distribution") == []
    assert engine.item("generalized") == [False]


def _raised(answers: Answers) -> list[str]:
    engine = Engine(answers)
    return [flag.id for flag in RED_FLAGS if engine.item(flag_item(flag.id)) == [True]]


@pytest.mark.parametrize("answers", [example[2] for example in FLAGGED], ids=[row[0] for row in FLAGGED])
def test_each_flag_is_raised_as_here(answers: dict[str, Value]) -> None:
    expected = [flag.id for flag in red_flags(Answers(answers))]
    assert expected
    assert _raised(Answers(answers)) == expected


@pytest.mark.parametrize("given", [probe[0] for probe in PROBES.values()], ids=PROBES)
def test_each_probe_is_told_as_here(given: dict[str, Value]) -> None:
    answers = walk(DYSTONIA, Answers(BEGUN | given)).answers
    assert _raised(answers) == [flag.id for flag in red_flags(answers)]
    _agrees(answers)


@pytest.mark.parametrize("marks", [*ONE_SIDED, *WIDER, *combinations(PICTURE, 1)], ids=" ".join)
def test_a_side_is_asked_when_the_rule_needs_it(marks: Sequence[str]) -> None:
    answers = Answers({"body-parts": frozenset(marks)})
    engine = Engine(answers)
    for part, _ in SIDE_QUESTIONS.values():
        asked = SideMatters(part)
        assert engine.value(expression(asked)) == [asked.holds(answers)], part


@pytest.mark.parametrize(("age", "below"), [(0, True), (17, True), (18, False), (120, False), (None, False)])
def test_a_limit_is_below_and_not_at_it(age: int | None, below: bool) -> None:  # noqa: FBT001 - a row of the table
    engine = Engine({} if age is None else {"onset-age": age})
    assert engine.value(expression(Below("onset-age", 18))) == [below]
