"""Intervals against what defines them and against examples in print, not against another way to write the same formula."""

from collections.abc import Sequence
from itertools import product
from math import sqrt
from statistics import NormalDist

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from screener.clinic.intervals import Estimate, kappa, wilson

Z = NormalDist().inv_cdf(0.975)
STEP = 1e-5


@given(st.integers(1, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
@example((0, 1))
@example((1, 1))
@example((5000, 5000))
def test_wilsons_interval_ends_where_the_share_is_just_as_far_off_as_its_spread_allows(
    pair: tuple[int, int],
) -> None:
    # Wilson's own definition: of all true shares, those from which the one that was found is at most Z deviations away.
    number, of = pair
    found = wilson(number, of)
    for end, is_none in ((found.low, number == 0), (found.high, number == of)):
        if is_none:
            assert end == number / of
        else:
            assert abs(end - number / of) == pytest.approx(Z * sqrt(end * (1 - end) / of), rel=1e-6)
    assert found.low <= found.value == number / of <= found.high
    assert 0 <= found.low < found.high <= 1


@pytest.mark.parametrize(
    ("number", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_interval_of_the_examples_in_print(number: int, of: int, low: float, high: float) -> None:
    """Newcombe 1998, Stat Med 17:857-872, table I, method 3."""
    found = wilson(number, of)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def _of_shares(shares: Sequence[Sequence[float]]) -> float:
    """Return kappa as Cohen defines it: how much of what chance leaves open is agreed."""
    places = range(len(shares))
    total = sum(map(sum, shares))
    agreed = sum(shares[place][place] for place in places) / total
    chance = sum(sum(shares[place]) * sum(row[place] for row in shares) for place in places) / total**2
    return (agreed - chance) / (1 - chance)


def _spread(table: Sequence[Sequence[int]]) -> float:
    """Return the standard error of kappa by the delta method, whatever its formula: from how it moves with each cell."""
    total = sum(map(sum, table))
    shares = [[count / total for count in row] for row in table]
    moves = []
    for row, column in product(range(len(table)), repeat=2):
        ends = []
        for step in (STEP, -STEP):
            other = [list(each) for each in shares]
            other[row][column] += step
            ends.append(_of_shares(other))
        moves.append((shares[row][column], (ends[0] - ends[1]) / (2 * STEP)))
    mean = sum(share * move for share, move in moves)
    return sqrt(max(0.0, sum(share * move**2 for share, move in moves) - mean**2) / total)


def _tables(size: int) -> st.SearchStrategy[list[list[int]]]:
    return st.lists(st.lists(st.integers(0, 200), min_size=size, max_size=size), min_size=size, max_size=size)


@given(st.integers(2, 6).flatmap(_tables))
@example([[1, 1], [0, 1]])
def test_kappa_is_that_of_its_definition_with_the_interval_of_the_delta_method(
    table: list[list[int]],
) -> None:
    found = kappa(table)
    assume(found is not None)
    assert found is not None
    assert found.value == pytest.approx(_of_shares(table), abs=1e-9)
    reach = Z * _spread(table)
    assert (found.low, found.high) == pytest.approx((found.value - reach, found.value + reach), abs=1e-4)


def test_kappa_of_an_example_in_print() -> None:
    """Two pathologists on 118 slides (Landis and Koch 1977): 0.493 with a standard error of 0.057 (Agresti 2013, section 11.5)."""
    found = kappa([[22, 2, 2, 0], [5, 7, 14, 0], [0, 2, 36, 0], [0, 1, 17, 10]])
    assert found is not None
    assert round(found.value, 3) == 0.493
    assert round((found.high - found.value) / Z, 3) == 0.057


@pytest.mark.parametrize("table", [[[0, 0], [0, 0]], [[7, 0], [0, 0]], [[0, 0], [1, 2]], [[0, 9], [0, 1]]])
def test_without_people_or_where_one_of_two_always_said_the_same_there_is_no_kappa(
    table: list[list[int]],
) -> None:
    assert kappa(table) is None


def test_kappa_of_an_example_worked_by_hand() -> None:
    # 20 + 15 of 50 agree; by chance (25 * 30 + 25 * 20) / 2500 = 0.5 would.
    found = kappa([[20, 5], [10, 15]])
    assert isinstance(found, Estimate)
    assert found.value == pytest.approx((0.7 - 0.5) / (1 - 0.5))
