"""One example for every row of every table: what is marked or answered, and what must come out of it."""

from collections.abc import Mapping

from screener.questionnaire.answers import Value

FOCAL, SEGMENTAL, MULTIFOCAL, HEMI = "focal", "segmental", "multifocal", "hemidystonia"

MARKED_REGION: tuple[tuple[str, str], ...] = (
    ("upper_face", "upper_cranial"),
    ("left_upper_face", "upper_cranial"),
    ("lower_face", "lower_cranial"),
    ("right_lower_face", "lower_cranial"),
    ("jaw_tongue", "lower_cranial"),
    ("left_jaw_tongue", "lower_cranial"),
    ("larynx", "larynx"),
    ("neck", "cervical"),
    ("right_neck", "cervical"),
    ("trunk", "trunk"),
    ("left_trunk", "trunk"),
    ("left_shoulder", "left_upper_limb"),
    ("right_shoulder", "right_upper_limb"),
    ("left_arm", "left_upper_limb"),
    ("right_arm", "right_upper_limb"),
    ("left_hand", "left_upper_limb"),
    ("right_hand", "right_upper_limb"),
    ("left_leg", "left_lower_limb"),
    ("right_leg", "right_lower_limb"),
    ("left_foot", "left_lower_limb"),
    ("right_foot", "right_lower_limb"),
)
"""A mark alone, and the region it lies in."""

NEXT_TO_EACH_OTHER: tuple[tuple[str, str], ...] = (
    ("upper_face", "lower_face"),
    ("left_hand", "right_hand"),
    ("neck", "left_hand"),
    ("neck", "right_hand"),
    ("neck", "trunk"),
    ("lower_face", "neck"),
    ("upper_face", "neck"),
    ("lower_face", "larynx"),
    ("larynx", "neck"),
    ("trunk", "left_hand"),
    ("trunk", "right_hand"),
    ("trunk", "left_foot"),
    ("trunk", "right_foot"),
    ("left_foot", "right_foot"),
)
"""Two marks whose regions are next to each other: segmental, in the order of the table."""

SORTED: tuple[tuple[str, str | None, bool, str], ...] = (
    ("", None, False, "nothing_marked"),
    ("neck", FOCAL, False, "one_region"),
    ("left_hand left_foot", HEMI, False, "one_side_only"),
    ("neck trunk left_hand", MULTIFOCAL, True, "trunk_and_two_others"),
    ("neck larynx", SEGMENTAL, False, "all_connected"),
    ("upper_face right_hand", MULTIFOCAL, False, "not_all_connected"),
)
"""Marks, the distribution, whether it is generalized, and the pattern that held, in the order of the table."""

WITH_CAVEAT: tuple[tuple[str, str], ...] = (
    ("hemi_or_generalized", "trunk left_arm left_leg"),
    ("hemi_with_midline", "neck left_arm left_leg"),
    ("one_sided_midline", "left_neck left_arm left_leg"),
    ("early_spread", "right_hand right_leg"),
    ("wide_without_trunk", "left_leg right_leg right_arm"),
    ("generalized_without_legs", "neck trunk left_arm"),
    ("trunk_and_one_limb", "trunk left_foot"),
    ("trunk_and_both_legs", "trunk left_leg right_leg"),
    ("symmetric_limbs", "left_leg right_foot"),
    ("neck_and_upper_arm", "neck right_arm"),
    ("three_or_more_neighbours", "neck larynx left_arm"),
    ("cranial", "upper_face lower_face"),
    ("neck_and_larynx", "neck larynx"),
    ("eyes_and_neck", "upper_face neck"),
    ("one_sided_face_and_arm", "left_lower_face left_hand"),
    ("one_sided_face", "right_upper_face"),
    ("one_leg", "left_leg left_foot"),
)
"""A caveat and marks that have it, in the order of the table."""

FLAGGED: tuple[tuple[str, str, Mapping[str, Value]], ...] = (
    ("acute_reaction", "today", {"medicine": "new", "body-parts": frozenset({"neck"})}),
    ("new_this_week", "today", {"onset-pace": "days", "onset-when": "last-week"}),
    ("spells_on_one_side", "today", {"spells": "yes", "onset-when": "last-three-months"}),
    ("noisy_breathing", "today", {"new-or-worse": frozenset({"breathing"})}),
    ("swallowing", "today", {"new-or-worse": frozenset({"coughing"})}),
    (
        "after_botulinum",
        "today",
        {"happened": frozenset({"botulinum-recent"}), "new-or-worse": frozenset({"swallowing"})},
    ),
    ("device", "today", {"worse-within-days": "yes"}),
    (
        "bladder_or_numbness",
        "today",
        {"new-or-worse": frozenset({"bladder-numbness"}), "body-parts": frozenset({"trunk"})},
    ),
    (
        "child_neck",
        "today",
        {"onset-age": 6, "onset-when": "last-week", "body-parts": frozenset({"neck"})},
    ),
    ("new_and_fast", "soon", {"onset-when": "last-three-months", "onset-pace": "days"}),
    ("fast_at_unknown_time", "soon", {"onset-when": "not-sure", "onset-pace": "minutes-hours"}),
    ("child", "soon", {"onset-age": 8, "body-parts": frozenset({"left_foot"})}),
    ("infant", "soon", {"onset-age": 0, "body-parts": frozenset({"trunk"})}),
    ("adult_one_leg", "soon", {"onset-age": 45, "body-parts": frozenset({"left_leg", "left_foot"})}),
    ("arm_and_leg_of_one_side", "soon", {"body-parts": frozenset({"right_hand", "right_foot"})}),
    (
        "both_legs",
        "soon",
        {"onset-when": "last-three-months", "body-parts": frozenset({"left_leg", "right_leg"})},
    ),
    ("eyes_rolling", "soon", {"new-or-worse": frozenset({"eyes-rolling"})}),
    (
        "after_blocker",
        "soon",
        {"medicine": "past", "onset-when": "last-year", "body-parts": frozenset({"jaw_tongue"})},
    ),
    (
        "device_unsure",
        "soon",
        {"happened": frozenset({"device"}), "worse-within-days": "not-sure"},
    ),
    (
        "recent_stroke_or_injury",
        "soon",
        {
            "happened": frozenset({"stroke-recent"}),
            "onset-when": "last-year",
            "body-parts": frozenset({"left_hand"}),
        },
    ),
    ("thinking", "soon", {"new-or-worse": frozenset({"thinking"})}),
    ("liver", "soon", {"onset-age": 49, "liver": "yes"}),
    ("weight", "soon", {"new-or-worse": frozenset({"weight"})}),
)
"""A red flag, its urgency and answers that raise it, in the order of the table."""
