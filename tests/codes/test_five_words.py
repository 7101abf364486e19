"""The words that open saved answers: enough of them, none like another, taken however they are typed."""

from itertools import combinations

import pytest

from screener.codes.five_words import LENGTH, NotACode, code_from, normalized
from screener.codes.word_lists import CODE_WORDS


def _a_letter_apart(one: str, other: str) -> bool:
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    start = next((place for place, letter in enumerate(one) if letter != other[place]), len(one))
    return one[start + (len(one) == len(other)) :] == other[start + 1 :]


@pytest.mark.parametrize("language", ["en", "es"])
def test_there_are_512_plain_words_and_no_two_are_a_letter_apart(language: str) -> None:
    words = CODE_WORDS[language]
    assert len(words) == len(set(words)) == 512
    assert list(words) == sorted(words)
    assert all(word.isascii() and word.isalpha() and word.islower() and 4 <= len(word) <= 9 for word in words)
    assert [pair for pair in combinations(words, 2) if _a_letter_apart(*pair)] == []


def test_a_code_is_five_words_of_the_language_and_each_number_gives_another() -> None:
    assert code_from(0, "en") == " ".join(["acorn"] * LENGTH)
    assert code_from(512**LENGTH - 1, "es") == " ".join(["zorro"] * LENGTH)
    assert code_from(512**LENGTH, "en") == code_from(0, "en")
    assert len({code_from(number, "es") for number in range(1024)}) == 1024


@pytest.mark.parametrize(
    "typed",
    [
        "robin-lemon-candle-tiger-apple",
        "r0bin 1emon cand1e t1ger app1e",
        "  ROBIN, Lemon;candle\ttiger\napple. ",
        "1. robin 2. lemon 3. candle 4. tiger 5. apple",
        "róbin lemòn candlé tiger äpple",
        "robbin lemmon candel tigger aple",
        "robin, lemon, candle, tiger, and apple",
        "robin lemon candle tiger y apple",
        "robinlemoncandletigerapple",
        "robin lemoncandle tiger apple",
        "robin lemon candle tiger apple robin lemon candle tiger apple",
    ],
)
def test_a_code_is_taken_in_any_case_and_spacing_and_with_small_mistakes(typed: str) -> None:
    assert normalized(typed) == "robin lemon candle tiger apple"


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_word_is_taken_for_itself(language: str) -> None:
    words = CODE_WORDS[language]
    for start in range(0, 510, LENGTH):
        code = " ".join(words[start : start + LENGTH])
        assert normalized(code) == code


@pytest.mark.parametrize(
    ("typed", "unknown"),
    [
        ("", None),
        ("robin lemon candle tiger", None),
        ("robinlemoncandletigerappleapple", None),
        ("robin lemon candle tiger apple apple", None),
        ("robin xylophonist candle tiger apple", 2),
        ("robin lemon candle tiger " + "apple" * 9, 5),
        ("robin lemon candle tiger apple" + "." * 500, None),  # nobody types so much
        ("苹果 lemon candle tiger apple", 1),
    ],
)
def test_what_can_be_no_code_is_refused_with_the_place_to_look_at(typed: str, unknown: int | None) -> None:
    with pytest.raises(NotACode) as refused:
        normalized(typed)
    assert refused.value.unknown == unknown
