"""A language is a folder with a file that says what it is; what cannot be followed is refused with what to mend."""

from datetime import date
from pathlib import Path

import pytest

from screener.adapters.languages import (
    KNOWN,
    OFFERED,
    BadLanguage,
    code_words_of,
    languages_in,
    offered,
)
from screener.web.clinic import words
from tests.pseudo_language import CODE, DRAFT, LANGUAGE_FILE, REVIEW, install


def _written(folder: Path, text: str, code: str = CODE) -> Path:
    (folder / code).mkdir()
    (folder / code / "language.toml").write_text(text, encoding="utf-8")
    return folder


def test_english_comes_first_and_what_was_reviewed_is_offered(tmp_path: Path) -> None:
    found = languages_in(install(tmp_path) / "screener" / "translations")
    assert list(found) == ["en", "es", DRAFT, CODE]
    assert [code for code, language in found.items() if language.review] == ["en", "es", CODE]
    review = found[CODE].review
    assert review
    assert (review.by, review.on, review.awaits) == ("the tests", date(2026, 11, 28), "")
    assert list(OFFERED) == ["en", "es"]
    assert all(language.reading.measure for language in OFFERED.values())


def test_it_says_how_it_is_written(tmp_path: Path) -> None:
    hebrew = languages_in(_written(tmp_path, LANGUAGE_FILE))[CODE]
    assert hebrew.right_to_left
    assert hebrew.day_first
    assert hebrew.isolated("913-588-1227") == "\u2066913-588-1227\u2069"
    assert hebrew.isolated("") == ""
    assert hebrew.code_words == "en"
    assert KNOWN["es"].isolated("913-588-1227") == "913-588-1227"
    assert [KNOWN[code].day_first for code in ("en", "es")] == [False, True]


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("name = ", "Invalid value"),
        (LANGUAGE_FILE.replace("english_name", "called"), "called is not known"),
        (LANGUAGE_FILE.replace('english_name = "Pseudo"', ""), "english_name is missing"),
        (LANGUAGE_FILE.replace('"Pseudo"', '" "'), "english_name has to be words"),
        (LANGUAGE_FILE.replace('"rtl"', '"down"'), "direction has to be"),
        (LANGUAGE_FILE.replace("[reading]", 'locale = "qqq"\n[reading]'), "locale has to be"),
        (LANGUAGE_FILE.replace("[reading]", 'code_words = "he"\n[reading]'), "code_words has to be"),
        (LANGUAGE_FILE.replace('none = "it is no language"', ""), "reading has to state"),
        (LANGUAGE_FILE.replace("none =", "measure ="), "reading has to state"),
        (
            LANGUAGE_FILE.replace('none = "it is no language"', "none = true\nmeasure = 1"),
            "reading has to state",
        ),
        (LANGUAGE_FILE.partition("[reading]")[0], "reading is missing"),
        (LANGUAGE_FILE + REVIEW.replace("2026-11-28", '"today"'), "review.on has to be a day"),
        (LANGUAGE_FILE + '[review]\nby = "the tests"', "on is missing"),
    ],
)
def test_what_cannot_be_followed_is_refused_with_what_to_mend(tmp_path: Path, text: str, mend: str) -> None:
    with pytest.raises(BadLanguage, match=f"he/language.toml: .*{mend}"):
        languages_in(_written(tmp_path, text))


def test_a_folder_is_named_by_a_code(tmp_path: Path) -> None:
    with pytest.raises(BadLanguage, match="two or three small letters"):
        languages_in(_written(tmp_path, LANGUAGE_FILE, "Hebrew"))


def test_what_is_stored_in_a_language_that_is_gone_still_opens() -> None:
    assert offered("he").code == "en"
    assert (words.LANGUAGE["he"], words.LANGUAGE["es"]) == ("he", "Spanish")
    assert (code_words_of("he"), code_words_of("es")) == ("en", "es")
