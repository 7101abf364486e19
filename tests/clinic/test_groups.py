"""Groups within one another: nobody few is left when some are taken from another."""

import pytest

from screener.clinic.groups import Group, shown_within


def group(first: int, end: int) -> Group:
    """Return people from ``first`` up to ``end``, every second of whom counts."""
    return Group(frozenset(range(first, end)), frozenset(range(first, end, 2)))


WHOLE = group(0, 60)


@pytest.mark.parametrize(
    ("groups", "left"),
    [
        ({"a": group(0, 50)}, {"a"}),
        ({"a": group(0, 56)}, set()),  # 4 are not in it
        (
            {"a": group(0, 56), "b": group(40, 60)},
            {"b"},
        ),  # nor are they by themselves where others are in both
        ({"a": group(0, 20), "b": group(20, 36), "c": group(36, 56)}, {"a", "c"}),  # 4 are in none
        ({"a": group(0, 20), "b": group(20, 56)}, {"b"}),
        ({"a": group(0, 28), "b": group(28, 56), "c": group(30, 60)}, {"b", "c"}),  # 4 are in neither a nor b
        ({"a": group(0, 60)}, {"a"}),
        ({"a": group(0, 100), "b": group(0, 56)}, {"a"}),  # within another group, and within the whole
        ({"a": group(0, 20), "b": group(50, 70)}, {"a", "b"}),  # b is not within the whole
    ],
)
def test_of_a_whole_that_is_shown(groups: dict[str, Group], left: set[str]) -> None:
    assert shown_within(groups, groups, [(WHOLE, True)]) == left


@pytest.mark.parametrize(
    ("groups", "left"),
    [
        ({"a": group(0, 60)}, set()),
        ({"a": group(0, 20), "b": group(20, 60)}, {"b"}),
        ({"a": group(0, 20), "b": group(20, 40), "c": group(40, 60)}, {"b", "c"}),
        ({"a": group(0, 40)}, {"a"}),
    ],
)
def test_a_whole_that_is_hidden_does_not_become_the_sum_of_what_is_shown(
    groups: dict[str, Group], left: set[str]
) -> None:
    assert shown_within(groups, groups, [(WHOLE, False)]) == left


def test_who_counts_matters_as_much_as_who_is_in_it() -> None:
    part = Group(frozenset(range(40)), frozenset(range(0, 40, 2)))
    whole = Group(frozenset(range(60)), part.counting | {41, 43})
    assert shown_within({"a": part}, ["a"], [(whole, True)]) == set()
