"""Red flags of today: whom a doctor should see before the clinic can. Where a row errs, it errs towards seeing.

Every threshold here needs the clinic's sign-off before real use.
"""

from screener.dystonia.limbs import leg
from screener.dystonia.thresholds import BELOW_ADULT, LAST_THREE_MONTHS, LAST_WEEK, OURS
from screener.dystonia.urgency import RedFlag, Urgency
from screener.questionnaire.answers import NOT_SURE
from screener.questionnaire.conditions import Not, all_of, any_of, chose
from screener.questionnaire.wording import N_, Wording

_REACTION_PARTS = ("jaw_tongue", "neck", "upper_face", "trunk", "lower_face", "larynx")
"""Jaw, tongue, neck, eyes, back; and the mouth and the voice, which people mark for a spasm of jaw, tongue or throat."""

TODAY: tuple[RedFlag, ...] = (
    RedFlag(
        "acute_reaction",
        Urgency.TODAY,
        all_of(
            chose("body-parts", *_REACTION_PARTS, NOT_SURE),
            any_of(chose("medicine", "new"), all_of(chose("medicine", "now", "past", NOT_SURE), LAST_WEEK)),
        ),
        Wording(
            N_(
                "Some pills and shots for mood, sleep, voices or nausea can bring on spasms. They can be treated fast. Go to an emergency room or call a doctor today. Bring the name of the medicine."
            )
        ),
        "Face, jaw, tongue, voice, neck, eyes or back, or not sure where, with an antiemetic or antipsychotic: new or raised within "
        "2 weeks, or taken (or not sure) and onset in the last 7 days. Possible acute dystonic reaction, also after depot shots.",
        "acute dystonic reaction within days of a dopamine blocker",
    ),
    RedFlag(
        "new_this_week",
        Urgency.TODAY,
        all_of(LAST_WEEK, Not(chose("onset-pace", "weeks-months", "years"))),
        Wording(
            N_(
                "It began fast, in the last 7 days. Go to an emergency room or call a doctor today. If the face, an arm or a "
                "leg is weak or numb, call 911 now."
            )
        ),
        "Began in the last 7 days, within minutes to days or not known how fast, without the emergency signs.",
        OURS,
    ),
    RedFlag(
        "spells_on_one_side",
        Urgency.TODAY,
        all_of(
            any_of(
                chose("spells", "yes"),
                all_of(chose("spells", "no", NOT_SURE), chose("through-day", "attacks")),
            ),
            LAST_THREE_MONTHS,
        ),
        Wording(
            N_(
                "Spells on one side of the body need a doctor today. Go to an emergency room or call a doctor."
            )
        ),
        "Arm and leg, or face and arm, of one side, in spells (told before the result or after it), begun within 3 months: also a tear or narrowing of a brain artery.",
        "Parkinsonism Relat Disord 2016;30:86; the threshold is ours",
    ),
    RedFlag(
        "noisy_breathing",
        Urgency.TODAY,
        chose("new-or-worse", "breathing"),
        Wording(
            N_(
                "Noisy breathing, or breath that is hard to get, needs a doctor today. Go to an emergency room or call a doctor. If it is so right now, call 911."
            )
        ),
        "New or worse noisy breathing, or hard to breathe in, at times.",
        OURS,
    ),
    RedFlag(
        "swallowing",
        Urgency.TODAY,
        chose("new-or-worse", "swallowing", "coughing"),
        Wording(N_("Eating or drinking got harder. Go to an emergency room or call a doctor today.")),
        "New or worse trouble swallowing, or coughing with food.",
        OURS,
    ),
    RedFlag(
        "after_botulinum",
        Urgency.TODAY,
        all_of(
            any_of(chose("happened", "botulinum-recent"), chose("botulinum-when", "last-month")),
            any_of(
                chose("new-or-worse", "swallowing", "coughing", "breathing"),
                chose("speech-after-shot", "yes"),
            ),
        ),
        Wording(
            N_(
                "It is hard to swallow, breathe or speak after a Botox shot. See a doctor today. Go to an emergency room or call the doctor who gave the shot. If it is hard to breathe, call 911."
            )
        ),
        "Botulinum toxin in the last 4 weeks, and new trouble swallowing, breathing or speaking: possible spread of the toxin, hours to weeks after.",
        "boxed warning of the US label",
    ),
    RedFlag(
        "device",
        Urgency.TODAY,
        chose("worse-within-days", "yes"),
        Wording(
            N_(
                "It got worse within days, with a stimulator or a pump. Call the doctor who looks after it today. Or go to an emergency room. If it gets worse fast, call 911."
            )
        ),
        "A stimulator or pump, and worse within days.",
        OURS,
    ),
    RedFlag(
        "bladder_or_numbness",
        Urgency.TODAY,
        all_of(
            chose("new-or-worse", "bladder-numbness"),
            any_of(leg("left"), leg("right"), chose("body-parts", "trunk")),
        ),
        Wording(
            N_(
                "See a doctor today for numb legs, or if it is hard to hold water or bowels. Go to an emergency room or call a doctor."
            )
        ),
        "Legs or trunk marked, and new trouble holding water or bowels, or numb legs: spinal cord.",
        OURS,
    ),
    RedFlag(
        "child_neck",
        Urgency.TODAY,
        all_of(BELOW_ADULT, chose("body-parts", "neck"), LAST_WEEK),
        Wording(
            N_(
                "Did a young person’s neck begin to twist or pull in the last 7 days? A doctor should see it today. Go to "
                "an emergency room or call a doctor."
            )
        ),
        "First signs under 18, the neck, last 7 days, however it began: a displaced first vertebra, an abscess behind the throat.",
        OURS,
    ),
)
