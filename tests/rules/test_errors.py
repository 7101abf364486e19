import pytest

from screener.body.anatomy import MARKS, BodyPart, MarkedPart, Side, parse
from screener.rules import classify

UNKNOWN = (
    "",
    " ",
    "Neck",
    "neck ",
    "elbow",
    "left",
    "left_",
    "_hand",
    "left_elbow",
    "up_hand",
    "left-hand",
    "left_left_hand",
    "left_left_larynx",
    "none",
    "not-sure",
)


@pytest.mark.parametrize("word", UNKNOWN)
def test_an_unknown_word_is_refused_by_name(word: str) -> None:
    with pytest.raises(ValueError, match="is not a part of the body that can be marked") as refused:
        classify(["neck", word, "left_hand"])
    assert repr(word) in str(refused.value)


@pytest.mark.parametrize("limb", ["shoulder", "arm", "hand", "leg", "foot"])
def test_a_limb_without_a_side_is_refused_with_the_two_words_that_would_do(limb: str) -> None:
    with pytest.raises(ValueError, match=f"^'{limb}' needs a side: left_{limb} or right_{limb}$"):
        classify([limb])


@pytest.mark.parametrize("word", ["left_larynx", "right_larynx"])
def test_the_larynx_has_no_side(word: str) -> None:
    with pytest.raises(ValueError, match=f"^'{word}': the larynx has no side$"):
        classify(["larynx", word])


def test_the_error_shows_no_trace_of_the_table_that_was_looked_into() -> None:
    with pytest.raises(ValueError, match="elbow") as refused:
        parse("elbow")
    assert refused.value.__suppress_context__


@pytest.mark.parametrize("written", sorted(MARKS))
def test_every_written_mark_is_read_back_as_itself(written: str) -> None:
    assert str(parse(written)) == written


def test_a_mark_knows_its_part_and_its_side() -> None:
    assert parse("right_lower_face") == MarkedPart(BodyPart.LOWER_FACE, Side.RIGHT)
    assert parse("neck") == MarkedPart(BodyPart.NECK, None)
