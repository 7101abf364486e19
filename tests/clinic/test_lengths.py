"""A length tells of a wait all that is ever shown of it, or compared with it."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from screener.clinic.lengths import HALF_STEP, exactly, length_of, ranked, wait_of
from screener.web.clinic.overview import in_words
from tests.clinic.waited import Waited
from tests.drawing import steadily

MOMENT = timedelta(microseconds=1)
EDGES = st.builds(
    lambda number, by: number * HALF_STEP + by * MOMENT, st.integers(0, 200_000), st.sampled_from([-1, 0, 1])
)
WAITS = st.one_of(st.timedeltas(timedelta(), timedelta(days=400)), EDGES)


@given(WAITS)
@steadily(500)
def test_a_wait_is_shown_as_any_other_of_its_length(wait: timedelta) -> None:
    assert in_words(wait) == in_words(wait_of(length_of(wait)))


@given(WAITS, st.integers(0, 24 * 40).map(lambda hours: timedelta(hours=hours)))
@steadily(500)
def test_a_wait_is_longer_than_whole_hours_where_its_length_is(wait: timedelta, hours: timedelta) -> None:
    assert (length_of(wait) > length_of(hours)) == (wait > hours)


@given(WAITS, WAITS)
@steadily(200)
def test_who_waits_longer_has_no_smaller_length(one: timedelta, other: timedelta) -> None:
    assert (length_of(one) <= length_of(other)) or one > other


@given(st.lists(st.one_of(WAITS, st.timedeltas(timedelta(days=-40), timedelta())), min_size=1))
@steadily(200)
def test_each_rank_is_that_of_the_waits_in_order(waits: list[timedelta]) -> None:
    ordered = sorted(length_of(wait) for wait in waits)
    assert [ranked(Waited(waits), place) for place in range(1, len(waits) + 1)] == ordered
    for length in ordered:
        assert exactly(Waited(waits), length) == sum(each <= length for each in ordered)
