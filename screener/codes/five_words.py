"""The code of saved answers: five words that a person writes down, and types again in whatever way they can.

Five words of 512 are 45 bits. It takes a slow hash to try one code (``storage.code_keys``), and tries are counted.
"""

import difflib
import re
from collections.abc import Iterator

from screener.codes.folding import folded
from screener.codes.word_lists import CODE_WORDS

LENGTH = 5
"""How many words a code has."""

LONGEST_TYPED = 500
"""Marks above letters are put in order one by one: those of a whole body would hold a processor for a second."""

_BETWEEN = frozenset({"and", "y", "e"})
"""What stands between words that are read out, and is none of ours."""
_LISTS = tuple(frozenset(words) for words in CODE_WORDS.values())
_LOOK_ALIKES = (str.maketrans("015", "ois"), str.maketrans("015", "ols"))
_IN_A_WORD = re.compile(r"(?<=[^\W\d_])[015]|[015](?=[^\W\d_])")
"""A figure beside a letter, as a hand wrote it; one that stands by itself numbers the words."""
_LONGEST = 2 + max(len(word) for words in CODE_WORDS.values() for word in words)
_CLOSE = 0.75
"""How alike a word that was typed must be to the one it is taken for: a letter or two may be wrong."""


class NotACode(ValueError):
    """What was typed can be no code; ``unknown`` is the place from 1 of the first word that is on no list, if any."""

    def __init__(self, unknown: int | None = None) -> None:
        super().__init__("not a code")
        self.unknown = unknown


def code_from(number: int, word_list: str) -> str:
    """Write ``number``, modulo the count of such codes, as five words of a list with spaces between them."""
    words, chosen = CODE_WORDS[word_list], []
    for _ in range(LENGTH):
        number, index = divmod(number, len(words))
        chosen.append(words[index])
    return " ".join(chosen)


def normalized(typed: str) -> str:
    """Return the code that was typed in any case, spacing and punctuation, with accents or a wrong letter or two.

    Raises ``NotACode`` when that cannot be one. It tells nothing of whether there are answers under it.
    """
    if len(typed) > LONGEST_TYPED:
        raise NotACode
    letters = folded(typed)
    refused = NotACode()
    for each in dict.fromkeys(
        [letters, *(_with_letters_for_figures(letters, table) for table in _LOOK_ALIKES)]
    ):
        try:
            return _read(each)
        except NotACode as fault:
            refused = fault
    raise refused


def _with_letters_for_figures(typed: str, look_alikes: dict[int, int]) -> str:
    return _IN_A_WORD.sub(lambda found: found[0].translate(look_alikes), typed)


def _read(letters: str) -> str:
    words = [word for word in re.findall(r"[^\W\d_]+", letters) if word not in _BETWEEN]
    if len(words) > LENGTH:
        words = _run_of_ours(words)
    elif len(words) < LENGTH:
        words = _taken_apart("".join(words))
    if len(words) != LENGTH:
        raise NotACode
    language = max(CODE_WORDS.values(), key=lambda known: len({*words} & {*known}))
    return " ".join(_known(word, language, place) for place, word in enumerate(words, start=1))


def _run_of_ours(words: list[str]) -> list[str]:
    """Return the only five words in a row that all stand on one list, as in a message that was copied whole; else none."""
    if words == words[:LENGTH] * 2:
        return words[:LENGTH]  # pasted twice
    runs = [words[start : start + LENGTH] for start in range(len(words) - LENGTH + 1)]
    ours = [run for run in runs if any(known.issuperset(run) for known in _LISTS)]
    return ours[0] if len(ours) == 1 else []


def _taken_apart(letters: str) -> list[str]:
    """Return the five words of one list that ran together, as where a line of a mail ended; none where two ways fit."""
    ways = [way for known in CODE_WORDS.values() for way in _ways(letters, LENGTH, known)]
    return ways[0] if len(ways) == 1 else []


def _ways(letters: str, count: int, known: tuple[str, ...]) -> Iterator[list[str]]:
    if count == 0:
        if not letters:
            yield []
        return
    for word in known:
        if letters.startswith(word):
            for rest in _ways(letters[len(word) :], count - 1, known):
                yield [word, *rest]


def _known(word: str, language: tuple[str, ...], place: int) -> str:
    if word in language:
        return word
    # Hands shake and letters are misread, but hardly the first one.
    alike = [known for known in language if known[0] == word[0]] if len(word) <= _LONGEST else []
    close = difflib.get_close_matches(word, alike, 1, _CLOSE)
    if not close:
        raise NotACode(place)
    return close[0]
