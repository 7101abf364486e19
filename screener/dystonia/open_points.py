"""What no source decides, as it is today: points that a neurologist has to settle, beside the rows of the tables."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A point: what happens today, why so, and an example of whom it touches."""

    id: str
    today: str
    why: str
    example: str


OPEN_POINTS: tuple[OpenPoint, ...] = (
    OpenPoint(
        "sudden_worsening",
        "What began long ago and got worse within days raises no flag, unless there is a stimulator or a pump.",
        "The first part does not ask for it; the card asks for very strong spasms that do not stop.",
        "A neck for ten years, much worse since Sunday, no device.",
    ),
    OpenPoint(
        "medicine_not_sure",
        "Not sure of the listed medicines raises a flag only with onset in the last 7 days.",
        "A late reaction is named for a medicine that was taken. The call line says that it is not sure.",
        "A mouth that moves for half a year, not sure of the medicines.",
    ),
    OpenPoint(
        "medicine_and_limbs",
        "A listed medicine with an arm or a leg alone raises no flag of its own.",
        "The sources name jaw, tongue, neck, eyes and back.",
        "A hand for half a year, a medicine raised last week.",
    ),
    OpenPoint(
        "blocker_at_unknown_time",
        "A listed medicine, with the face or neck, raises no flag where it is not known how long ago it began.",
        "The threshold is begun within 12 months.",
        "A jaw, metoclopramide before, not sure when it began.",
    ),
    OpenPoint(
        "bladder_and_arms",
        "Trouble holding water or bowels is asked where a leg or the trunk is marked: not with the neck and arms alone, nor where it is not sure where.",
        "The line is about the spinal cord; the neck part of it can show in the arms first.",
        "Both arms and the neck for two months, cannot hold water.",
    ),
    OpenPoint(
        "child_at_unknown_time",
        "A child's hand, face or neck raises no flag where it is not known how long ago it began, unless it began fast or spreads.",
        "The threshold is begun within a year; a child's hand that is old and steady raises none.",
        "A parent, a hand of a girl of nine, not sure when it began.",
    ),
    OpenPoint(
        "unknown_age",
        "Where neither the age at onset nor the age now is known, the person counts as an adult.",
        "A flag for children that anybody raises would say nothing. Whoever answers for a child mostly knows its age.",
        "A parent who is not sure of the age, a hand for half a year.",
    ),
    OpenPoint(
        "device_not_sure",
        "A stimulator or a pump, and not sure whether it got worse within days, is this week and not today.",
        "Yes is today. Whoever has a device has a doctor who looks after it.",
        "A neck, a stimulator, not sure whether it got worse.",
    ),
    OpenPoint(
        "fast_at_unknown_time",
        "What began within minutes to days at a time that is not known is this week and not today.",
        "It may be new. The card comes first for whatever happened in the last few days.",
        "A hand, all at once, not sure when.",
    ),
    OpenPoint(
        "spells_not_sure_or_not_known_when",
        "Spells of the face and an arm of one side raise no flag of their own where it is not sure that there are spells, or not known when they began. With an arm and a leg it is this week.",
        "Spells within three months are today. The card asks for one side that twists, even if it comes and goes.",
        "A mouth and a left hand in spells, not sure when it began.",
    ),
    OpenPoint(
        "spells_elsewhere",
        "Spells of the face and a leg, or of one arm or one leg alone, raise no flag of their own.",
        "The line is about an arm and a leg, or the face and an arm. Nobody else is asked for spells before the result.",
        "A left hand in spells for a month, at seventy.",
    ),
    OpenPoint(
        "late_reaction_elsewhere",
        "A listed medicine now or before, with the voice alone or not sure where, raises no flag where it began more than 7 days ago.",
        "For a late reaction the face, jaw, neck and trunk are named; voice and not sure where are of the fast one.",
        "A voice for half a year, metoclopramide before.",
    ),
    OpenPoint(
        "device_told_later",
        "Brain surgery that is told after the result alone raises no flag: whether it got worse within days is asked with the first part.",
        "The first part asks everybody for a stimulator or a pump.",
        "A neck that gets worse, no device ticked at first, brain surgery among the treatments.",
    ),
    OpenPoint(
        "botulinum_told_later",
        "A Botox shot of the last 4 weeks that is told after the result alone is today with new trouble swallowing or breathing; speech is not asked about then.",
        "Whether it is harder to speak since the shot is asked with the first part, which asks everybody for such a shot.",
        "A neck, not sure what happened at first, a shot two weeks ago among the treatments, a weaker voice.",
    ),
    OpenPoint(
        "both_legs_at_unknown_time",
        "Both legs raise no flag in an adult where it is not known how long ago it began, unless it began fast.",
        "The threshold is begun within 3 months.",
        "Both legs, not sure when and how it began.",
    ),
    OpenPoint(
        "infant_who_is_grown_up",
        "Whoever says that it began in the first year of life is told of the child's doctor and of this week, even a grown-up.",
        "The line does not ask for the age now; few tell it before the result.",
        "A woman of forty, the neck, since birth.",
    ),
    OpenPoint(
        "pregnancy",
        "May be pregnant stands in the call line and raises no flag.",
        "It changes what is given, not how soon somebody should be seen.",
        "A jaw for a year, may be pregnant.",
    ),
    OpenPoint(
        "emergency_taken_back",
        "Whoever chooses “One of these applies”, goes back and chooses “None of these” leaves no trace.",
        "Nobody watches answers live; the page has said to call 911.",
        "A card that was pressed by mistake, or not.",
    ),
)
