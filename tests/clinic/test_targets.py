"""Who was reached in the time that the clinic set itself, who later, and who waits over it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.clinic.targets import AgainstTarget, against_targets
from screener.dystonia.urgency import Urgency
from tests.clinic.waited import ByUrgency
from tests.drawing import steadily

HOUR = timedelta(hours=1)
TARGETS = {Urgency.TODAY: HOUR, Urgency.SOON: 48 * HOUR}
MOMENT = timedelta(microseconds=1)


def test_a_wait_as_long_as_the_target_is_in_time_and_one_moment_more_is_not() -> None:
    reached = ByUrgency({Urgency.TODAY: [HOUR, HOUR + MOMENT, 2 * HOUR]})
    waiting = ByUrgency({Urgency.TODAY: [HOUR, HOUR + MOMENT]})
    today, soon, others = against_targets(reached, waiting, TARGETS)
    assert today == AgainstTarget(Urgency.TODAY, HOUR, 1, 2, 1, 1)
    assert (today.number, today.decided) == (5, 4)
    assert soon == AgainstTarget(Urgency.SOON, 48 * HOUR, 0, 0, 0, 0)
    assert others == AgainstTarget(None, None, 0, 0, 0, 0)


def test_each_urgency_has_its_own_target_and_without_a_flag_nobody_is_late() -> None:
    reached = ByUrgency({urgency: [47 * HOUR] for urgency in (*Urgency, None)})
    lines = against_targets(reached, ByUrgency({None: [9000 * HOUR]}), TARGETS)
    assert [(line.reached_in_time, line.reached_late) for line in lines] == [(0, 1), (1, 0), (1, 0)]
    assert (lines[2].waiting_in_time, lines[2].waiting_late) == (1, 0)


def test_a_time_that_is_no_whole_hours_is_refused_because_nothing_is_counted_by_it() -> None:
    targets = TARGETS | {Urgency.SOON: timedelta(minutes=90)}
    with pytest.raises(ValueError, match="whole hours"):
        against_targets(ByUrgency(), ByUrgency(), targets)


MANY = st.dictionaries(
    st.sampled_from([*Urgency, None]), st.lists(st.timedeltas(timedelta(), timedelta(days=9)))
)


@given(MANY, MANY)
@steadily(100)
def test_everybody_is_counted_once(
    reached: dict[Urgency | None, list[timedelta]], waiting: dict[Urgency | None, list[timedelta]]
) -> None:
    lines = against_targets(ByUrgency(reached), ByUrgency(waiting), TARGETS)
    everybody = sum(len(waits) for some in (reached, waiting) for waits in some.values())
    assert sum(line.number for line in lines) == everybody
