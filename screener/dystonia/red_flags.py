"""Every red flag: whom a doctor should see today, and whom the clinic should see this week."""

from collections.abc import Iterable

from screener.dystonia.this_week import THIS_WEEK
from screener.dystonia.thresholds import OURS
from screener.dystonia.today import TODAY
from screener.dystonia.urgency import RedFlag, Urgency
from screener.questionnaire.conditions import ALWAYS, Not
from screener.questionnaire.wording import Wording

RED_FLAGS: tuple[RedFlag, ...] = (*TODAY, *THIS_WEEK)
"""Most urgent first. Nothing here is a diagnosis: each row says who should be seen, and how soon."""

_NEVER = Not(ALWAYS)

FORMER_FLAGS: tuple[RedFlag, ...] = (
    RedFlag(
        "sudden_start",
        Urgency.TODAY,
        _NEVER,
        Wording(""),
        "Began within minutes to hours, in the last 7 days, without the emergency signs.",
        OURS,
    ),
    RedFlag(
        "child_foot",
        Urgency.SOON,
        _NEVER,
        Wording(""),
        "First signs under 18, foot turning or toe walking, worse later in the day: consider dopa-responsive dystonia.",
        "dopa-responsive dystonia is treatable",
    ),
)
"""Flags of rules 1.0.0 that nothing raises any more: submissions that were stored with them still say what they mean."""

EVERY_FLAG = (*RED_FLAGS, *FORMER_FLAGS)
"""Every flag that a stored submission can have."""

_TOLD = {flag.id: flag for flag in RED_FLAGS}


def told(ids: Iterable[str]) -> tuple[RedFlag, ...]:
    """Return the flags with these ids that a patient can be told of, most urgent first."""
    known = frozenset(ids)
    return tuple(flag for name, flag in _TOLD.items() if name in known)
