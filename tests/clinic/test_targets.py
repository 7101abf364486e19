"""Who was reached in the time that the clinic set itself, who later, and who waits over it."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from screener.clinic.targets import AgainstTarget, Wait, against_targets
from screener.dystonia.urgency import Urgency
from tests.drawing import steadily

HOUR = timedelta(hours=1)
TARGETS = {Urgency.TODAY: HOUR, Urgency.SOON: 48 * HOUR}
MOMENT = timedelta(microseconds=1)


def test_a_wait_as_long_as_the_target_is_in_time_and_one_moment_more_is_not() -> None:
    waits = [
        Wait(length, reached, Urgency.TODAY)
        for reached, lengths in ((True, (HOUR, HOUR + MOMENT, 2 * HOUR)), (False, (HOUR, HOUR + MOMENT)))
        for length in lengths
    ]
    today, soon, others = against_targets(waits, TARGETS)
    assert today == AgainstTarget(Urgency.TODAY, HOUR, 1, 2, 1, 1)
    assert (today.number, today.decided) == (5, 4)
    assert soon == AgainstTarget(Urgency.SOON, 48 * HOUR, 0, 0, 0, 0)
    assert others == AgainstTarget(None, None, 0, 0, 0, 0)


def test_each_urgency_has_its_own_target_and_without_a_flag_nobody_is_late() -> None:
    waits = [Wait(47 * HOUR, reached=True, urgency=urgency) for urgency in (*Urgency, None)]
    lines = against_targets([*waits, Wait(9000 * HOUR, reached=False)], TARGETS)
    assert [(line.reached_in_time, line.reached_late) for line in lines] == [(0, 1), (1, 0), (1, 0)]
    assert (lines[2].waiting_in_time, lines[2].waiting_late) == (1, 0)


@given(
    st.lists(
        st.builds(
            Wait,
            st.timedeltas(timedelta(), timedelta(days=9)),
            reached=st.booleans(),
            urgency=st.sampled_from([*Urgency, None]),
        )
    )
)
@steadily(100)
def test_everybody_is_counted_once(waits: list[Wait]) -> None:
    assert sum(line.number for line in against_targets(waits, TARGETS)) == len(waits)
