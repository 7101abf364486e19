"""The three sentences to read out on the phone."""

import pytest

from screener.dystonia.calling import HOW_TO_FILM, to_say
from screener.dystonia.result import result_of
from tests.person import way


def test_the_parts_and_the_pattern_are_said_in_three_sentences() -> None:
    assert to_say(result_of(way()), str) == (
        "Hello. I would like a visit with a doctor who knows about movement.",
        "These parts move on their own: neck, left hand.",
        "The self-screen calls the pattern segmental. It is not a diagnosis.",
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"respondent": "parent"}, "Hello. I call for someone else. They need a visit"),
        (
            {"onset_when": "last-week", "onset_pace": "days"},
            "Hello. A self-screen told me to get help today.",
        ),
        (
            {"onset_when": "last-three-months", "onset_pace": "days"},
            "Hello. A self-screen told me to call this week.",
        ),
    ],
)
def test_the_first_sentence_says_for_whom_and_how_soon(changes: dict[str, str], said: str) -> None:
    assert to_say(result_of(way(**changes)), str)[0].startswith(said)


@pytest.mark.parametrize(
    ("chosen", "said"),
    [("none", "I have questions about my movements."), ("not-sure", "I am not sure which parts it is.")],
)
def test_without_a_pattern_there_is_still_something_to_say(chosen: str, said: str) -> None:
    sentences = to_say(result_of(way(body_parts=frozenset({chosen}))), str)
    assert sentences[1:] == (said, "The self-screen could not describe a pattern.")


def test_a_side_is_said_where_one_was_marked() -> None:
    marks = frozenset({"neck", "left_arm", "left_leg"})
    sentences = to_say(result_of(way(body_parts=marks, side_neck="left")), str)
    assert "own: neck (left side only), left arm, left leg." in sentences[1]


def test_parts_whose_words_have_a_comma_are_parted_by_more_than_that() -> None:
    sentences = to_say(result_of(way(body_parts=frozenset({"upper_face", "neck"}))), str)
    assert "own: eyes, eyelids or forehead; neck." in sentences[1]


@pytest.mark.parametrize(
    ("more", "ends"),
    [((), "left leg; left foot."), (("right_foot",), "left leg; and 2 more.")],
)
def test_of_many_parts_four_are_named_and_the_rest_are_counted(more: tuple[str, ...], ends: str) -> None:
    marks = frozenset({"upper_face", "left_arm", "left_hand", "left_leg", "left_foot", *more})
    sentences = to_say(result_of(way(body_parts=marks, spells="no")), str)
    assert sentences[1].endswith(ends)
    assert sentences[1].startswith("These parts move on their own: eyes, eyelids or forehead; left arm;")


def test_the_film_stays_with_the_person() -> None:
    assert HOW_TO_FILM[-1].you == "Bring the film on the phone. Do not send it by email."
