"""Flags by their ids, as a receipt tells them again."""

from screener.dystonia.red_flags import EVERY_FLAG, FORMER_FLAGS, RED_FLAGS, told


def test_flags_are_told_most_urgent_first_whatever_the_order_of_their_ids() -> None:
    assert told(["liver", "swallowing"]) == tuple(f for f in RED_FLAGS if f.id in {"liver", "swallowing"})
    assert told(flag.id for flag in EVERY_FLAG) == RED_FLAGS


def test_what_has_no_words_for_a_patient_is_left_out() -> None:
    assert told([*(flag.id for flag in FORMER_FLAGS), "of_rules_to_come"]) == ()
