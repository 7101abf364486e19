"""What another renderer computes is what the program says: on marks with sides, on every flag, on every probe."""

import random

import pytest
from hypothesis import given, settings

from screener.documents.fhir.expressions import expression
from screener.documents.fhir.outcome import flag_item
from screener.dystonia import DYSTONIA, marked_parts
from screener.dystonia.red_flags import RED_FLAGS
from screener.dystonia.safety import red_flags
from screener.dystonia.sides import SIDE_QUESTIONS, SideMatters
from screener.questionnaire.answers import Answers, Value
from screener.questionnaire.flow import walk
from screener.rules import classify
from tests.documents.fhir.evaluating import Engine
from tests.dystonia.test_probes import BEGUN, PROBES
from tests.examples import FLAGGED
from tests.rules.selections import marks_in, sided

SPREAD = sorted({*(1 << bit for bit in range(16)), *random.Random(15).sample(range(2**16), 40)})  # noqa: S311


def _answers(marks: frozenset[str]) -> Answers:
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


@pytest.mark.parametrize("mask", SPREAD)
def test_the_pattern_of_unsided_marks_is_that_of_the_rule(mask: int) -> None:
    _agrees(Answers({"body-parts": frozenset(marks_in(mask))}))


@settings(deadline=None, max_examples=40)
@given(sided)
def test_the_pattern_of_sided_marks_is_that_of_the_rule(marks: frozenset[str]) -> None:
    _agrees(_answers(marks))


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


OPPOSITE_SHOULDER = ("left_hand", "left_leg", "neck", "right_shoulder")


@pytest.mark.parametrize("marks", [OPPOSITE_SHOULDER, *(marks_in(mask) for mask in SPREAD)])
def test_a_side_is_asked_when_the_rule_needs_it(marks: tuple[str, ...]) -> None:
    answers = Answers({"body-parts": frozenset(marks)})
    engine = Engine(answers)
    for part, _ in SIDE_QUESTIONS.values():
        asked = SideMatters(part)
        assert engine.value(expression(asked)) == [asked.holds(answers)], part
