"""A marked part in the words of who reads it."""

import pytest

from screener.dystonia.parts import part_for_staff, part_in_words


@pytest.mark.parametrize(
    ("written", "staff", "person"),
    [
        ("neck", "Neck", "<Neck>"),
        ("left_hand", "Left hand", "<Left hand>"),
        ("right_jaw_tongue", "Jaw or tongue (right side)", "<Jaw or tongue> (<right side only>)"),
    ],
)
def test_the_side_stands_behind_a_part_that_has_one(written: str, staff: str, person: str) -> None:
    assert part_for_staff(written) == staff
    assert part_in_words(written, "<{}>".format) == person
