"""Red flags one by one: each clause has every answer that meets it, and every other one as a near miss."""

import re
from itertools import combinations, product

import pytest

from screener.dystonia import DYSTONIA
from screener.dystonia.red_flags import EVERY_FLAG, FORMER_FLAGS, RED_FLAGS
from screener.dystonia.safety import EMERGENCIES, highest, red_flags, told_later
from screener.dystonia.thresholds import ADULT_YEARS
from screener.dystonia.urgency import Urgency
from screener.questionnaire.answers import NOT_SURE, SKIPPED, Answers, Value
from screener.questionnaire.flow import walk
from screener.questionnaire.question import Kind
from tests.examples import FLAGGED

NOT_ASKED = None
Given = Value | None

AGES_OF_A_CHILD: tuple[Given, ...] = (0, 1, 17)
AGES_OF_AN_ADULT: tuple[Given, ...] = (18, 19, 49, 50, 120)
UNKNOWN: tuple[Given, ...] = (NOT_SURE, SKIPPED, NOT_ASKED)
NOT_A_CHILDS = (*UNKNOWN, *AGES_OF_AN_ADULT)
UNDER_50: tuple[Given, ...] = (*AGES_OF_A_CHILD, 18, 19, 49)
AGES = ("onset-age", "age-now")


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
LAST_YEAR: tuple[Given, ...] = ("last-week", "last-three-months", "last-year")
LAST_WEEK: tuple[Given, ...] = ("last-week",)
LEGS = ("left_leg", "left_foot", "right_leg", "right_foot")
PARTS = sorted(DYSTONIA.questions["body-parts"].choice_ids)
UP_TO_THREE = [frozenset(parts) for count in (1, 2, 3) for parts in combinations(PARTS, count)]


def _limbs(parts: frozenset[str]) -> set[tuple[str, bool]]:
    """Return the limbs that are marked: their side, and whether it is the leg."""
    return {(part.partition("_")[0], part in LEGS) for part in parts if part.startswith(("left_", "right_"))}


ONE_SIDE = tuple(
    parts
    for parts in UP_TO_THREE
    if _limbs(parts) in ({("left", False), ("left", True)}, {("right", False), ("right", True)})
)
BOTH_LEGS = tuple(parts for parts in UP_TO_THREE if {("left", True), ("right", True)} <= _limbs(parts))

RAISED_BY: dict[str, tuple[dict[str, tuple[Given, ...]], ...]] = {
    "acute_reaction": (
        {"medicine": ("new",), "body-parts": _one_each(*REACTION_PARTS)},
        {
            "medicine": ("now", "past", NOT_SURE),
            "onset-when": LAST_WEEK,
            "body-parts": _one_each(*REACTION_PARTS),
        },
    ),
    "new_this_week": ({"onset-when": LAST_WEEK, "onset-pace": ("minutes-hours", "days", *UNKNOWN)},),
    "spells_on_one_side": (
        {"spells": ("yes",), "onset-when": ("last-week", "last-three-months")},
        {
            "spells": ("no", NOT_SURE),
            "through-day": _one_each("attacks"),
            "onset-when": ("last-week", "last-three-months"),
        },
    ),
    "noisy_breathing": ({"new-or-worse": _one_each("breathing")},),
    "swallowing": ({"new-or-worse": _one_each("swallowing", "coughing")},),
    "after_botulinum": (
        {
            "happened": _one_each("botulinum-recent"),
            "new-or-worse": _one_each("swallowing", "coughing", "breathing"),
        },
        {
            "botulinum-when": ("last-month",),
            "new-or-worse": _one_each("swallowing", "coughing", "breathing"),
        },
        {"happened": _one_each("botulinum-recent"), "speech-after-shot": ("yes",)},
    ),
    "device": ({"worse-within-days": ("yes",)},),
    "bladder_or_numbness": (
        {"new-or-worse": _one_each("bladder-numbness"), "body-parts": _one_each(*LEGS, "trunk")},
    ),
    "child_neck": tuple(
        {age: AGES_OF_A_CHILD, "onset-when": LAST_WEEK, "body-parts": _one_each("neck")} for age in AGES
    ),
    "new_and_fast": ({"onset-when": ("last-three-months",), "onset-pace": ("minutes-hours", "days")},),
    "fast_at_unknown_time": ({"onset-when": UNKNOWN, "onset-pace": ("minutes-hours", "days")},),
    "child": tuple(
        {age: AGES_OF_A_CHILD} | clause
        for age in AGES
        for clause in (
            {"onset-when": LAST_YEAR},
            {"body-parts": _one_each(*LEGS)},
            {"course": ("worse", "spread")},
        )
    ),
    "infant": tuple({age: (0,), "body-parts": _one_each("neck", "trunk")} for age in AGES),
    "adult_one_leg": ({"onset-age": NOT_A_CHILDS, "age-now": NOT_A_CHILDS, "body-parts": ONE_LEG},),
    "arm_and_leg_of_one_side": ({"body-parts": ONE_SIDE},),
    "both_legs": ({"body-parts": BOTH_LEGS, "onset-when": ("last-week", "last-three-months")},),
    "eyes_rolling": ({"new-or-worse": _one_each("eyes-rolling")},),
    "after_blocker": (
        {
            "medicine": ("now", "past"),
            "body-parts": _one_each("upper_face", "lower_face", "jaw_tongue", "neck", "trunk"),
            "onset-when": LAST_YEAR,
        },
    ),
    "device_unsure": ({"happened": _one_each("device"), "worse-within-days": (NOT_SURE,)},),
    "recent_stroke_or_injury": (
        {
            "happened": _one_each("stroke-recent", "head-injury-recent"),
            "body-parts": MARKED_OR_NOT_SURE,
            "onset-when": NOT_EARLIER,
        },
    ),
    "thinking": ({"new-or-worse": _one_each("thinking")},),
    "liver": (
        {"onset-age": UNDER_50, "liver": ("yes",)},
        {"onset-age": UNKNOWN, "age-now": (*UNDER_50, *UNKNOWN), "liver": ("yes",)},
    ),
    "weight": ({"new-or-worse": _one_each("weight")},),
}
"""For each flag the ways to raise it: the answers that meet each clause. Any other answer is a near miss."""


def possible(question_id: str) -> list[Given]:
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


def meets(way: dict[str, tuple[Given, ...]], given: dict[str, Given]) -> bool:
    """Tell whether the answers meet every clause of a way."""
    return all(given.get(question) in values for question, values in way.items())


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
        missed = [value for value in possible(question) if value not in values]
        assert missed
        for value in missed:
            given = {**met, question: value}
            if not any(meets(other, given) for other in RAISED_BY[flag]):
                assert flag not in _raised(given)


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
    assert "adult_one_leg" not in _raised({"onset-age": 40, "body-parts": frozenset(parts)})


def test_a_flag_is_raised_by_one_choice_among_others() -> None:
    assert _raised({"medicine": "new", "body-parts": frozenset({"left_hand", "neck"})}) == ("acute_reaction",)
    assert _raised({"new-or-worse": frozenset({"weight", "coughing"})}) == ("swallowing", "weight")


def test_nothing_answered_raises_nothing() -> None:
    assert _raised({}) == ()
    assert highest(()) is None


def test_not_sure_of_everything_raises_nothing() -> None:
    unsure: dict[str, Given] = {
        question.id: frozenset({NOT_SURE}) if question.kind is Kind.MANY else NOT_SURE
        for question in DYSTONIA.questions.values()
    }
    assert _raised(unsure) == ()


def test_every_flag_of_the_table_has_its_examples_here_in_the_same_order() -> None:
    assert [flag.id for flag in RED_FLAGS] == list(RAISED_BY)
    assert [(flag.id, flag.urgency) for flag in RED_FLAGS] == [
        (flag, urgency) for flag, urgency, _ in FLAGGED
    ]


def test_an_emergency_sign_ends_the_way_and_is_no_red_flag() -> None:
    assert {sign.id for sign in EMERGENCIES}.isdisjoint(flag.id for flag in EVERY_FLAG)
    assert all(sign.for_patient.you and sign.source for sign in EMERGENCIES)
    assert walk(DYSTONIA, Answers({"emergency": "applies"})).stopped_at is DYSTONIA.pages[0]
    assert _raised({"emergency": "applies"}) == ()


def test_the_flags_stand_in_the_order_of_their_urgency() -> None:
    urgencies = [list(Urgency).index(flag.urgency) for flag in RED_FLAGS]
    assert urgencies == sorted(urgencies)


def test_the_most_urgent_flag_comes_first_and_gives_the_urgency_of_all() -> None:
    soon: dict[str, Value] = {"onset-age": 40, "body-parts": frozenset({"left_leg"})}
    today: dict[str, Value] = {**soon, "new-or-worse": frozenset({"swallowing"})}
    for given, urgency, count in ((soon, "soon", 1), (today, "today", 2)):
        flags = red_flags(Answers(given))
        assert highest(flags) == flags[0].urgency == urgency
        assert len(flags) == count


def test_what_stays_to_one_side_is_told_from_what_does_not() -> None:
    both = {"left_arm", "left_leg", "right_hand"}
    assert "arm_and_leg_of_one_side" not in _raised({"body-parts": frozenset(both)})
    assert "arm_and_leg_of_one_side" in _raised({"body-parts": frozenset(both - {"right_hand"} | {"neck"})})


def test_nothing_raises_a_flag_of_former_rules_and_its_words_for_staff_are_still_there() -> None:
    assert {flag.id for flag in FORMER_FLAGS}.isdisjoint(flag.id for flag in RED_FLAGS)
    assert not any(flag.when.holds(Answers()) for flag in FORMER_FLAGS)
    assert all(flag.for_clinician and flag.source for flag in FORMER_FLAGS)
    assert (*RED_FLAGS, *FORMER_FLAGS) == EVERY_FLAG


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
        ("stroke_signs", ["numbness", "weakness", "speak", "see", "walk"]),
        ("sudden_one_side", ["suddenly", "one side", "twists", "comes and goes"]),
        ("infection", ["fever", "stiff neck", "jaw", "locks"]),
        ("device_stopped", ["stimulator", "pump", "stopped", "worse"]),
        ("breathing", ["hard to breathe", "noisy breath", "throat is closing"]),
        ("choking", ["choking", "swallow"]),
        ("status_dystonicus", ["spasms", "fever", "sweat", "racing heart", "dark urine"]),
        ("neuroleptic_malignant", ["fever", "stiff", "thinking clearly", "mood", "voices", "nausea"]),
        ("acute_reaction", ["emergency room", "today", "name of the medicine"]),
        ("swallowing", ["eating", "drinking", "today"]),
        ("new_this_week", ["emergency room", "today", "911"]),
    ],
)
def test_the_words_for_the_patient_name_each_sign(flag: str, words: list[str]) -> None:
    said = {row.id: row.for_patient.you for row in EMERGENCIES} | {
        row.id: row.for_patient.you for row in RED_FLAGS
    }
    text = said[flag].lower()
    assert [word for word in words if word not in text] == []


def test_a_flag_of_the_second_part_is_told_later_and_one_of_the_first_is_not() -> None:
    begun: dict[str, Value] = {
        "emergency": "none",
        "respondent": "self",
        "body-parts": frozenset({"left_leg"}),
        "onset-age": 40,
    }
    way = walk(DYSTONIA, Answers(begun))
    assert [flag.id for flag in red_flags(way.answers)] == ["adult_one_leg"]
    assert told_later(way) == ()
    later = walk(DYSTONIA, Answers(begun | {"liver": "yes"}))
    assert [flag.id for flag in told_later(later)] == ["liver"]
