"""People, and how soon each should be seen: whoever needs a doctor today or this week is told so, and nobody else is."""

import pytest

from screener.dystonia import DYSTONIA
from screener.dystonia.result import result_of
from screener.dystonia.safety import highest, red_flags
from screener.questionnaire.answers import NOT_SURE, Answers, Value
from screener.questionnaire.flow import walk


def _marked(*parts: str) -> dict[str, Value]:
    return {"body-parts": frozenset(parts)}


def _began(age: int, when: str, pace: str) -> dict[str, Value]:
    return {"onset-age": age, "onset-when": when, "onset-pace": pace}


BEGUN: dict[str, Value] = {"emergency": "none", "respondent": "self"}
ALL_LIMBS = ("left_arm", "right_arm", "left_leg", "right_leg")
PROBES: dict[str, tuple[dict[str, Value], str | None, tuple[str, ...]]] = {
    "P01 writer's cramp": (
        _marked("right_hand")
        | _began(34, "over-a-year", "weeks-months")
        | {"signs-arm": frozenset({"cramps"})},
        None,
        (),
    ),
    "P02 Meige pattern": (
        _marked("upper_face", "jaw_tongue")
        | _began(61, "last-year", "weeks-months")
        | {"life": frozenset({"seeing"}), "effect-seeing": "a-lot"},
        None,
        (),
    ),
    "P03 a violinist's hand": (_marked("left_hand") | _began(28, "over-a-year", "years"), None, ()),
    "P04 a breathy voice": (_marked("larynx") | _began(49, "over-a-year", "weeks-months"), None, ()),
    "P05 not sure of anything": (
        {
            "body-parts": frozenset({NOT_SURE}),
            "onset-age": NOT_SURE,
            "onset-when": NOT_SURE,
            "onset-pace": NOT_SURE,
        },
        None,
        (),
    ),
    "P06 nothing moves": (_marked("none"), None, ()),
    "P07 a foot in the morning": (
        _marked("right_foot") | _began(62, "over-a-year", "years"),
        "soon",
        ("adult_one_leg",),
    ),
    "P08 a child's foot": (
        _marked("left_foot") | _began(8, "last-year", "weeks-months"),
        "soon",
        ("child",),
    ),
    "P09 a child on the toes": (
        _marked("left_leg", "left_foot") | _began(7, "last-year", "weeks-months"),
        "soon",
        ("child",),
    ),
    "P10 after a stroke": (
        _marked("left_arm", "left_hand", "left_leg", "left_foot")
        | _began(58, "last-three-months", "weeks-months")
        | {"happened": frozenset({"stroke-recent"})},
        "soon",
        ("arm_and_leg_of_one_side", "recent_stroke_or_injury"),
    ),
    "P11 haloperidol since Monday": (
        _marked("neck", "jaw_tongue") | _began(24, "last-week", "minutes-hours") | {"medicine": "new"},
        "today",
        ("acute_reaction",),
    ),
    "P12 a depot shot three weeks ago": (
        _marked("neck", "jaw_tongue") | _began(24, "last-week", "days") | {"medicine": "now"},
        "today",
        ("acute_reaction",),
    ),
    "P13 eyes that roll up": (
        _marked("upper_face", "neck") | _began(22, "last-week", "minutes-hours") | {"medicine": "new"},
        "today",
        ("acute_reaction",),
    ),
    "P14 noisy breathing at night": (
        _marked("larynx")
        | _began(58, "last-three-months", "weeks-months")
        | {"new-or-worse": frozenset({"breathing"})},
        "today",
        ("noisy_breathing",),
    ),
    "P15 everywhere, in days": (
        _marked("trunk", "neck", *ALL_LIMBS) | _began(40, "last-week", "days") | {"medicine": "now"},
        "today",
        ("new_this_week",),
    ),
    "P16 spells on one side": (
        _marked("lower_face", "left_arm", "left_leg")
        | _began(33, "last-three-months", "minutes-hours")
        | {"side-lower-face": "left", "spells": "yes"},
        "today",
        ("spells_on_one_side",),
    ),
    "P17 a child's neck after a cold": (
        _marked("neck") | _began(6, "last-week", "days") | {"pain": "a-lot"},
        "today",
        ("child_neck",),
    ),
    "P18 a stiff neck since days": (
        _marked("neck") | _began(30, "last-week", "days"),
        "today",
        ("new_this_week",),
    ),
    "P19 one side in days": (
        _marked("left_arm", "left_leg")
        | _began(66, "last-three-months", "days")
        | {"happened": frozenset({"none"})},
        "soon",
        ("new_and_fast", "arm_and_leg_of_one_side"),
    ),
    "P20 coughing with food": (
        _marked("neck") | _began(44, "over-a-year", "years") | {"new-or-worse": frozenset({"coughing"})},
        "today",
        ("swallowing",),
    ),
    "P21 one eye": (
        _marked("upper_face") | _began(45, "over-a-year", "years") | {"side-upper-face": "left"},
        None,
        (),
    ),
    "P22 a Botox shot ten days ago": (
        _marked("neck")
        | _began(44, "over-a-year", "years")
        | {"happened": frozenset({"botulinum-recent"}), "new-or-worse": frozenset({"swallowing"})},
        "today",
        ("after_botulinum",),
    ),
    "P23 a medicine for nausea in pregnancy": (
        _marked("neck", "jaw_tongue") | _began(29, "last-week", "minutes-hours") | {"medicine": "new"},
        "today",
        ("acute_reaction",),
    ),
    "P24 losing weight alone": (
        _marked("neck") | _began(44, "over-a-year", "years") | {"new-or-worse": frozenset({"weight"})},
        "soon",
        ("weight",),
    ),
    "P25 cannot hold water": (
        _marked("left_leg", "right_leg")
        | _began(52, "last-three-months", "weeks-months")
        | {"new-or-worse": frozenset({"bladder-numbness"})},
        "today",
        ("bladder_or_numbness",),
    ),
    "P26 a child's hand, old and steady": (
        _marked("right_hand") | _began(12, "over-a-year", "weeks-months") | {"course": "same"},
        None,
        (),
    ),
}
"""Each by what they answer, how soon, and the flags that must be among those raised."""


@pytest.mark.parametrize(("given", "urgency", "flags"), PROBES.values(), ids=PROBES)
def test_each_is_told_as_soon_as_they_should_be_seen(
    given: dict[str, Value], urgency: str | None, flags: tuple[str, ...]
) -> None:
    way = walk(DYSTONIA, Answers(BEGUN | given))
    assert way.answers == Answers(BEGUN | given), "every answer of a probe is one that somebody is asked for"
    raised = red_flags(way.answers)
    assert highest(raised) == urgency
    assert set(flags) <= {flag.id for flag in raised}


def test_one_eye_is_said_to_be_sorted_differently_by_some() -> None:
    given = BEGUN | PROBES["P21 one eye"][0]
    assert "one_sided_face" in result_of(walk(DYSTONIA, Answers(given))).classification.caveats


def test_there_is_a_probe_for_each_of_the_twenty_six() -> None:
    assert [name[:3] for name in PROBES] == [f"P{number:02}" for number in range(1, 27)]
