"""Whom a clinic for movement disorders hears from: patterns of marked parts, how common they are, and what goes with them.

The figures are plausible, not measured: they make lists and charts worth looking at, and nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Chances = Mapping[str, Mapping[str, int]]
"""By question: the weight of each choice where one is chosen; the chance in percent of each where many are."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A row: ``near_`` and ``far_`` stand for one side and the other; each part of ``some`` is marked by one in three.

    ``onset`` is the youngest and the oldest age at onset, ``right`` how many in a hundred have the right side near.
    """

    name: str
    weight: int
    parts: tuple[str, ...]
    onset: tuple[int, int]
    some: tuple[str, ...] = ()
    right: int = 50
    chances: Chances = field(default_factory=dict)


_NECK = {"relief": {"yes": 65, "no": 25, "not-sure": 10}, "effect-mood": {"a-little": 45, "a-lot": 30}}
_EYES = {
    "triggers": {"tiredness": 55, "stress": 55, "talking": 5},
    "effect-seeing": {"a-little": 30, "a-lot": 60},
    "pain": {"none": 75, "some": 22, "a-lot": 3},
}
_JAW = {
    "triggers": {"chewing": 55, "talking": 50, "stress": 45},
    "effect-eating": {"a-little": 40, "a-lot": 45},
    "effect-speech": {"a-little": 45, "a-lot": 35},
    "new-or-worse": {"swallowing": 12, "coughing": 9, "weight": 5},
}
_VOICE = {
    "triggers": {"talking": 85, "stress": 60},
    "effect-speech": {"a-little": 20, "a-lot": 75},
    "pain": {"none": 90, "some": 10},
}
_WRITING = {
    "through-day": {"one-task": 92, "always": 4},
    "triggers": {"writing": 88, "typing": 25, "stress": 40},
    "effect-hands": {"a-little": 45, "a-lot": 50},
}
_MUSIC = {"through-day": {"one-task": 95}, "triggers": {"music": 95}, "pain": {"none": 70, "some": 30}}
_WIDE = {
    "course": {"spread": 60, "worse": 25, "same": 15},
    "family": {"dystonia": 30, "tremor": 10},
    "effect-walking": {"a-little": 25, "a-lot": 70},
    "new-or-worse": {"swallowing": 12, "coughing": 10, "weight": 6},
}
_ONE_SIDE = {
    "happened": {
        "stroke-earlier": 30,
        "stroke-recent": 20,
        "head-injury-earlier": 15,
        "head-injury-recent": 8,
    },
    "spells": {"yes": 25, "no": 75},
    "early-life": {"birth": 15, "cerebral-palsy": 8},
}
_NEW_MEDICINE = {
    "onset-when": {"last-week": 1},
    "onset-pace": {"minutes-hours": 70, "days": 30},
    "medicine": {"new": 1},
    "course": {"worse": 60, "same": 40},
    "told": {"no": 1},
    "tried": {"tablets": 5},
}
_CHILDS_FOOT = {
    "through-day": {"worse-later": 80, "always": 15},
    "signs-leg": {"foot-turns": 80, "toe-walking": 60, "falls": 35},
    "early-life": {"birth": 10, "late": 12},
    "pain": {"none": 70, "some": 30},
}
_SUDDEN = {"onset-when": {"last-week": 1}, "onset-pace": {"minutes-hours": 1}, "told": {"no": 1}}
_YEARS_OF_MEDICINE = {"medicine": {"now": 60, "past": 40}, "course": {"same": 50, "worse": 50}}

PROFILES = (
    Profile("cervical", 22, ("neck",), (28, 65), chances=_NECK),
    Profile("cervical with a shoulder", 8, ("neck", "near_shoulder"), (30, 65), chances=_NECK),
    Profile("blepharospasm", 13, ("upper_face",), (42, 76), chances=_EYES),
    Profile("hemifacial", 2, ("lower_face",), (35, 70), chances={"side-lower-face": {"left": 1, "right": 1}}),
    Profile("Meige", 6, ("upper_face", "lower_face"), (45, 75), ("jaw_tongue",), chances=_EYES | _JAW),
    Profile("oromandibular", 4, ("jaw_tongue",), (35, 72), ("lower_face",), chances=_JAW),
    Profile("laryngeal", 7, ("larynx",), (28, 62), chances=_VOICE),
    Profile("writer's cramp", 8, ("near_hand",), (20, 52), ("near_arm",), right=88, chances=_WRITING),
    Profile("musician's", 2, ("near_hand",), (18, 50), right=62, chances=_MUSIC),
    Profile("neck and arm", 5, ("neck", "near_arm", "near_hand"), (25, 65), chances=_NECK),
    Profile("neck and upper arm", 1, ("neck", "near_arm"), (25, 65), ("near_shoulder",), chances=_NECK),
    Profile("both arms", 2, ("near_hand", "far_hand"), (18, 60), ("near_arm", "far_arm"), chances=_WRITING),
    Profile("craniocervical", 4, ("upper_face", "neck"), (40, 75), ("jaw_tongue", "larynx"), chances=_EYES),
    Profile("neck and voice", 2, ("neck", "larynx"), (30, 65), chances=_VOICE),
    Profile(
        "arm and leg of one side", 3, ("near_hand", "near_leg"), (8, 70), ("near_arm",), chances=_ONE_SIDE
    ),
    Profile("one side with the face", 1, ("near_arm", "near_foot", "lower_face"), (8, 70), chances=_ONE_SIDE),
    Profile("one side with the trunk", 1, ("near_arm", "near_leg", "trunk"), (8, 70), chances=_ONE_SIDE),
    Profile(
        "generalized from childhood",
        4,
        ("trunk", "near_leg", "far_leg", "near_foot"),
        (4, 16),
        ("near_arm", "far_hand", "neck", "larynx"),
        chances=_WIDE,
    ),
    Profile(
        "after years of medicine", 2, ("neck", "trunk", "jaw_tongue"), (30, 70), chances=_YEARS_OF_MEDICINE
    ),
    Profile("runner's", 1, ("trunk", "near_leg"), (25, 55), ("near_foot",)),
    Profile("axial", 1, ("trunk",), (30, 75), ("neck",)),
    Profile(
        "limbs without the trunk", 1, ("near_arm", "far_arm", "near_leg", "neck"), (10, 60), chances=_WIDE
    ),
    Profile("hand and voice", 2, ("near_hand", "larynx"), (25, 65), right=75),
    Profile("eyes and foot", 1, ("upper_face", "near_foot"), (40, 75)),
    Profile("face and arm of one side", 1, ("lower_face", "near_arm"), (20, 70), chances=_ONE_SIDE),
    Profile("a child's foot", 3, ("near_foot",), (3, 12), ("near_leg", "far_foot"), chances=_CHILDS_FOOT),
    Profile("an infant's neck", 1, ("neck",), (0, 0), ("trunk",)),
    Profile("an adult's leg", 3, ("near_foot",), (32, 72), ("near_leg",)),
    Profile("new medicine", 2, ("neck", "jaw_tongue"), (15, 45), ("upper_face",), chances=_NEW_MEDICINE),
    Profile("sudden", 2, ("near_hand",), (18, 60), ("near_foot", "neck"), chances=_SUDDEN),
    Profile("not sure where", 1, ("not-sure",), (30, 80)),
    Profile("nothing marked", 2, ("none",), (20, 80)),
)
