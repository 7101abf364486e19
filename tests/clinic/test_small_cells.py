from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from screener.clinic.small_cells import (
    FEWEST,
    Share,
    ShownTable,
    possible,
    shown_groups,
    shown_part,
    shown_table,
)

Table = list[list[int]]
COUNTS = st.one_of(st.integers(0, 6), st.sampled_from([1, 4, 5, 12]))


def _squares(size: int) -> st.SearchStrategy[Table]:
    return st.lists(st.lists(COUNTS, min_size=size, max_size=size), min_size=size, max_size=size)


TABLES = st.one_of(_squares(2), _squares(3))


@pytest.mark.parametrize(
    ("number", "of", "shown"),
    [(5, 10, True), (0, 5, True), (5, 5, True), (4, 10, False), (1, 9, False), (6, 10, False), (0, 4, False)],
)
def test_a_share_is_shown_unless_it_or_its_rest_is_one_to_four(number: int, of: int, *, shown: bool) -> None:
    assert Share(number, of).shown is shown


def test_a_single_hidden_group_takes_the_smallest_other_with_it() -> None:
    groups = {"en": Share(60, 90), "es": Share(3, 20), "fr": Share(20, 40)}
    assert shown_groups(groups) == {"en": Share(60, 90), "es": None, "fr": None}


def test_two_hidden_groups_take_another_with_them_while_both_together_are_few() -> None:
    groups = {"a": Share(1, 10), "b": Share(2, 12), "c": Share(10, 20), "d": Share(20, 50)}
    assert shown_groups(groups) == {"a": None, "b": None, "c": None, "d": Share(20, 50)}


def test_without_a_small_group_all_are_shown() -> None:
    groups = {"a": Share(10, 20), "b": Share(0, 12)}
    assert shown_groups(groups) == groups


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=6))
def test_what_is_hidden_of_groups_may_be_shown_together_or_nothing_is_shown(
    pairs: list[tuple[int, int]],
) -> None:
    groups = {place: Share(number, number + rest) for place, (number, rest) in enumerate(pairs)}
    shown = shown_groups(groups)
    hidden = [groups[key] for key, share in shown.items() if share is None]
    if hidden and len(hidden) < len(groups):
        assert len(hidden) > 1
        assert Share(sum(one.number for one in hidden), sum(one.of for one in hidden)).shown
    assert all(share is None or share.shown for share in shown.values())


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        (Share(40, 60), Share(40, 60)),
        (Share(70, 100), Share(70, 100)),  # everybody is in the group
        (Share(67, 80), None),  # 3 of the rest
        (Share(3, 50), None),
    ],
)
def test_a_group_whose_rest_is_few_is_hidden_too(part: Share, shown: Share | None) -> None:
    assert shown_part(part, Share(70, 100)) == shown


def test_a_table_shows_what_is_five_and_more_and_totals_that_give_nothing_away() -> None:
    shown = shown_table([[58, 6, 3], [9, 27, 4], [2, 3, 5]])
    assert shown.cells == ((58, 6, None), (9, 27, None), (None, None, 5))
    assert (shown.totals, shown.agreed, shown.total) == ((None, None, 10), Share(90, 117), 117)
    assert not shown.held_back


def test_the_one_small_count_on_the_diagonal_is_kept_by_holding_its_neighbour_back() -> None:
    shown = shown_table([[58, 6, 3], [9, 27, 4], [2, 4, 4]])
    assert shown.agreed == Share(89, 117)
    assert shown.held_back == {(1, 1)}


@given(TABLES)
@example([[4, 4], [4, 4]])
@example([[0, 0], [0, 0]])
@example([[7, 1], [9, 12]])
@example([[0, 0, 5], [0, 1, 0], [0, 1, 4]])
def test_no_small_count_can_be_worked_out(table: Table) -> None:
    shown = shown_table(table)
    for row, counts in enumerate(table):
        for column, count in enumerate(counts):
            if 0 < count < FEWEST:
                assert shown.cells[row][column] is None
                assert _could_differ(shown, table, (row, column))


@given(TABLES)
def test_what_is_shown_is_so(table: Table) -> None:
    shown = shown_table(table)
    for counts, cells, total in zip(table, shown.cells, shown.totals, strict=True):
        assert all(cell in {None, count} for cell, count in zip(cells, counts, strict=True))
        assert total in {None, sum(counts)}
    assert shown.total in {None, sum(map(sum, table))}
    assert all(
        shown.cells[row][column] is None and table[row][column] >= FEWEST for row, column in shown.held_back
    )
    if shown.agreed:
        assert shown.agreed == Share(
            sum(table[place][place] for place in range(len(table))), shown.total or 0
        )


def _could_differ(shown: ShownTable, table: Table, place: tuple[int, int]) -> bool:
    """Whether another table with another count at ``place`` would be shown alike: every table is tried, row by row."""
    here = table[place[0]][place[1]]
    return any(_exists(shown, table, place, other) for other in range(FEWEST) if other != here)


def _exists(shown: ShownTable, table: Table, place: tuple[int, int], other: int) -> bool:
    most = sum(map(sum, table)) + FEWEST
    reached = {(0, 0)}  # of the rows so far: what is on the diagonal, and off it
    for row, counts in enumerate(shown.cells):
        choices = [
            [other]
            if (row, column) == place
            else [count]
            if count is not None
            else range(FEWEST, most)
            if (row, column) in shown.held_back
            else range(FEWEST)
            for column, count in enumerate(counts)
        ]
        total = shown.totals[row]
        rows = {(one[row], sum(one) - one[row]) for one in product(*choices) if total in {None, sum(one)}}
        reached = {(on + more_on, off + more_off) for on, off in reached for more_on, more_off in rows}
    return any(
        shown.total in {None, on + off} and (not shown.agreed or shown.agreed.number == on)
        for on, off in reached
    )


@given(TABLES)
def test_the_truth_is_always_possible(table: Table) -> None:
    shown = shown_table(table)
    for row, counts in enumerate(table):
        for column, count in enumerate(counts):
            if 0 < count < FEWEST:
                assert count in possible(shown, (row, column))
