"""People, and how soon each should be seen: whoever needs a doctor today or this week is told so, and nobody else is."""

import pytest

from screener.dystonia.safety import highest, red_flags
from screener.questionnaire.answers import NOT_SURE, Answers, Value


def _marked(*parts: str) -> dict[str, Value]:
    return {"body-parts": frozenset(parts)}


def _began(age: int, when: str, pace: str) -> dict[str, Value]:
    return {"onset-age": age, "onset-when": when, "onset-pace": pace}


ALL_LIMBS = ("left_arm", "right_arm", "left_leg", "right_leg")
PROBES: dict[str, tuple[dict[str, Value], str | None, tuple[str, ...]]] = {
    "P01 writer's cramp": (
        _marked("right_hand")
        | _began(34, "over-a-year", "weeks-months")
        | {"signs-arm": frozenset({"writing"})},
        None,
        (),
    ),
    "P02 Meige pattern": (
        _marked("upper_face", "jaw_tongue")
        | _began(61, "last-year", "weeks-months")
        | {"effect-seeing": "a-lot"},
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
        | {"stroke": "recent"},
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
    "P15 everywhere, in days": (
        _marked("trunk", "neck", *ALL_LIMBS) | _began(40, "last-week", "days") | {"medicine": "now"},
        "today",
        ("new_this_week",),
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
        _marked("left_arm", "left_leg") | _began(66, "last-three-months", "days") | {"stroke": "no"},
        "soon",
        ("new_and_fast", "arm_and_leg_of_one_side"),
    ),
    "P20 coughing with food": (
        _marked("neck") | _began(44, "over-a-year", "years") | {"swallowing": frozenset({"coughing"})},
        "today",
        ("swallowing",),
    ),
    "P23 a medicine for nausea in pregnancy": (
        _marked("neck", "jaw_tongue") | _began(29, "last-week", "minutes-hours") | {"medicine": "new"},
        "today",
        ("acute_reaction",),
    ),
    "P24 losing weight alone": (
        _marked("neck") | _began(44, "over-a-year", "years") | {"swallowing": frozenset({"weight"})},
        "soon",
        ("weight",),
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
    raised = red_flags(Answers(given))
    assert highest(raised) == urgency
    assert set(flags) <= {flag.id for flag in raised}
