"""Red flags one by one: each clause has every answer that meets it, and every other one as a near miss."""

import re
from itertools import product

import pytest

from screener.dystonia import DYSTONIA
from screener.dystonia.safety import ADULT_YEARS, EMERGENCIES, RED_FLAGS, highest, red_flags
from screener.dystonia.urgency import Urgency
from screener.questionnaire.answers import NOT_SURE, SKIPPED, Answers, Value
from screener.questionnaire.question import Kind
from tests.examples import FLAGGED

NOT_ASKED = None
Given = Value | None

EMERGENCY_IDS = (
    "stroke_signs",
    "sudden_one_side",
    "breathing",
    "choking",
    "status_dystonicus",
    "neuroleptic_malignant",
)
AGES_OF_A_CHILD: tuple[Given, ...] = (0, 1, 17)
AGES_OF_AN_ADULT: tuple[Given, ...] = (18, 19, 120)
UNKNOWN: tuple[Given, ...] = (NOT_SURE, SKIPPED, NOT_ASKED)


def _one_each(*choices: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset({choice}) for choice in choices)


ONE_LEG = (
    *_one_each("left_leg", "left_foot", "right_leg", "right_foot"),
    frozenset({"left_leg", "left_foot"}),
    frozenset({"right_leg", "right_foot"}),
)
REACTION_PARTS = ("jaw_tongue", "neck", "upper_face", "trunk", "lower_face", "larynx", NOT_SURE)
MARKED_OR_NOT_SURE = _one_each(*DYSTONIA.questions["body-parts"].choice_ids - {"none"})
NOT_EARLIER: tuple[Given, ...] = ("last-week", "last-three-months", "last-year", *UNKNOWN)

RAISED_BY: dict[str, tuple[dict[str, tuple[Given, ...]], ...]] = {
    **{flag: ({"emergency": ("applies",)},) for flag in EMERGENCY_IDS},
    "acute_reaction": ({"medicine": ("new",), "body-parts": _one_each(*REACTION_PARTS)},),
    "swallowing": ({"swallowing": _one_each("swallowing", "coughing", "weight")},),
    "sudden_start": ({"onset-pace": ("minutes-hours",), "onset-when": ("last-week",)},),
    "child_foot": (
        {
            "onset-age": AGES_OF_A_CHILD,
            "signs-leg": _one_each("foot-turns", "toe-walking"),
            "through-day": _one_each("worse-later"),
        },
    ),
    "adult_one_leg": ({"onset-age": (*AGES_OF_AN_ADULT, *UNKNOWN), "body-parts": ONE_LEG},),
    "recent_stroke_or_injury": (
        {"stroke": ("recent",), "body-parts": MARKED_OR_NOT_SURE, "onset-when": NOT_EARLIER},
        {"head-injury": ("recent",), "body-parts": MARKED_OR_NOT_SURE, "onset-when": NOT_EARLIER},
    ),
}
"""For each flag the ways to raise it: the answers that meet each clause. Any other answer is a near miss."""


def _possible(question_id: str) -> list[Given]:
    """Return an answer of every sort to the question: each choice, not sure, skipped, not asked."""
    question = DYSTONIA.questions[question_id]
    if question.kind is Kind.YEARS:
        return [*AGES_OF_A_CHILD, *AGES_OF_AN_ADULT, *UNKNOWN]
    choices = [choice.id for choice in question.choices]
    if question.kind is Kind.MANY:
        return [*_one_each(*choices), frozenset(), SKIPPED, NOT_ASKED]
    return [*choices, *UNKNOWN]


def _raised(given: dict[str, Given]) -> tuple[str, ...]:
    answers = Answers({question: value for question, value in given.items() if value is not NOT_ASKED})
    return tuple(flag.id for flag in red_flags(answers))


WAYS = [(flag, way) for flag, ways in RAISED_BY.items() for way in ways]


@pytest.mark.parametrize(("flag", "way"), WAYS, ids=[flag for flag, _ in WAYS])
def test_a_flag_is_raised_when_every_clause_is_met(flag: str, way: dict[str, tuple[Given, ...]]) -> None:
    for values in product(*way.values()):
        assert flag in _raised(dict(zip(way, values, strict=True)))


@pytest.mark.parametrize(("flag", "way"), WAYS, ids=[flag for flag, _ in WAYS])
def test_a_flag_is_not_raised_when_any_one_clause_is_missed(
    flag: str, way: dict[str, tuple[Given, ...]]
) -> None:
    met = {question: values[0] for question, values in way.items()}
    for question, values in way.items():
        missed = [value for value in _possible(question) if value not in values]
        assert missed
        for value in missed:
            assert flag not in _raised({**met, question: value})


@pytest.mark.parametrize(
    "parts",
    [
        {"left_leg", "right_leg"},
        {"left_foot", "right_foot"},
        {"left_leg", "right_foot"},
        {"left_leg", "neck"},
        {"left_foot", "left_hand"},
    ],
)
def test_an_adult_with_more_than_one_leg_is_not_flagged_for_one_leg(parts: set[str]) -> None:
    assert _raised({"onset-age": 40, "body-parts": frozenset(parts)}) == ()


def test_a_flag_is_raised_by_one_choice_among_others() -> None:
    assert _raised({"medicine": "new", "body-parts": frozenset({"left_hand", "neck"})}) == ("acute_reaction",)
    assert _raised({"swallowing": frozenset({"weight", "coughing"})}) == ("swallowing",)


def test_nothing_answered_raises_nothing() -> None:
    assert _raised({}) == ()
    assert highest(()) is None


def test_not_sure_of_everything_raises_nothing() -> None:
    unsure = {
        question.id: frozenset({NOT_SURE}) if question.kind is Kind.MANY else NOT_SURE
        for question in DYSTONIA.questions.values()
    }
    assert _raised(unsure) == ()


def test_every_flag_of_the_table_has_its_examples_here_in_the_same_order() -> None:
    assert [flag.id for flag in RED_FLAGS] == list(RAISED_BY)
    assert [(flag.id, flag.urgency) for flag in RED_FLAGS] == [
        (flag, urgency) for flag, urgency, _ in FLAGGED
    ]


def test_the_emergencies_are_exactly_the_six_lines_of_the_card() -> None:
    assert tuple(flag.id for flag in EMERGENCIES) == EMERGENCY_IDS
    assert all(flag.urgency is Urgency.EMERGENCY for flag in EMERGENCIES)
    assert _raised({"emergency": "applies"}) == EMERGENCY_IDS


def test_the_flags_stand_in_the_order_of_their_urgency() -> None:
    assert list(Urgency) == ["emergency", "today", "soon"]
    urgencies = [list(Urgency).index(flag.urgency) for flag in RED_FLAGS]
    assert urgencies == sorted(urgencies)


def test_the_most_urgent_flag_comes_first_and_gives_the_urgency_of_all() -> None:
    soon = {"onset-age": 40, "body-parts": frozenset({"left_leg"})}
    today = {**soon, "swallowing": frozenset({"swallowing"})}
    now = {**today, "emergency": "applies"}
    for given, urgency, count in ((soon, "soon", 1), (today, "today", 2), (now, "emergency", 8)):
        flags = red_flags(Answers(given))
        assert highest(flags) == flags[0].urgency == urgency
        assert len(flags) == count


def test_an_onset_at_18_is_an_adults() -> None:
    assert ADULT_YEARS == 18


def test_every_flag_has_words_for_both_readers_and_a_source() -> None:
    assert all(flag.for_patient.you and flag.for_clinician and flag.source for flag in RED_FLAGS)


def test_no_flag_tells_anyone_to_stop_a_medicine() -> None:
    words = [flag.for_patient.you for flag in RED_FLAGS]
    assert not any(re.search(r"\bstop(ping)?\b[^.]*\bmedicine", text, re.IGNORECASE) for text in words)


@pytest.mark.parametrize(
    ("flag", "words"),
    [
        ("stroke_signs", ["numbness", "weakness", "speaking", "seeing", "walking"]),
        ("sudden_one_side", ["suddenly", "one side", "twist"]),
        ("breathing", ["trouble breathing", "noisy breathing", "throat is closing"]),
        ("choking", ["choking", "swallow"]),
        ("status_dystonicus", ["spasms", "fever", "sweating", "racing heart", "dark urine", "exhaustion"]),
        ("neuroleptic_malignant", ["fever", "stiff", "confusion", "mental illness", "nausea", "vomiting"]),
        ("acute_reaction", ["emergency room", "today", "name of the medicine"]),
        ("swallowing", ["swallowing", "coughing", "weight", "today"]),
        ("sudden_start", ["suddenly", "today"]),
    ],
)
def test_the_words_for_the_patient_name_each_sign(flag: str, words: list[str]) -> None:
    (text,) = [row.for_patient.you.lower() for row in RED_FLAGS if row.id == flag]
    assert [word for word in words if word not in text] == []
