import warnings

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.proportion import proportion_confint

from screener.clinic.intervals import Estimate, kappa, wilson


@given(st.integers(1, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_wilsons_interval_is_that_of_statsmodels(pair: tuple[int, int]) -> None:
    number, of = pair
    found = wilson(number, of)
    low, high = proportion_confint(number, of, method="wilson")
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-12)
    assert found.low <= found.value == number / of <= found.high


def _tables(size: int) -> st.SearchStrategy[list[list[int]]]:
    return st.lists(st.lists(st.integers(0, 200), min_size=size, max_size=size), min_size=size, max_size=size)


@given(st.integers(2, 6).flatmap(_tables))
@example([[0, 0], [1, 2]])
def test_kappa_is_that_of_statsmodels(table: list[list[int]]) -> None:
    found = kappa(table)
    if found is None:
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it divides by the weights of words that nobody used
        expected = cohens_kappa(table)
    assert found.value == pytest.approx(expected.kappa, abs=1e-9)
    assert (found.low, found.high) == pytest.approx((expected.kappa_low, expected.kappa_upp), abs=1e-6)


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
