"""What a person may wish for a visit, in words."""

from screener.dystonia.share import WISHES, wishes_in_words


def test_wishes_are_said_in_the_order_of_their_question() -> None:
    assert wishes_in_words("by-video monday gone") == ("Monday", "A visit by phone or video")
    assert wishes_in_words("") == ()


def test_every_wish_stands_under_a_heading() -> None:
    assert {choice for group in WISHES.groups for choice in group.choices} == WISHES.choice_ids
