"""The languages of the pages: each is a folder of ``translations``, with its words and a file that says what it is.

Patients are offered those that somebody reviewed. The others are there to be worked on: no address leads to them.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from babel.core import Locale, UnknownLocaleError
from babel.dates import get_date_format

from screener.adapters.catalogue import FOLDER
from screener.codes.word_lists import CODE_WORDS
from screener.questionnaire.wording import ENGLISH, LANGUAGE_CODE

FILE = "language.toml"
_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = "ltr", "rtl"
_ISOLATE, _END_OF_ISOLATE = "\u2066", "\u2069"
_KEYS = {"name", "english_name", "direction", "locale", "code_words", "reading", "review"}
_SECTIONS = {
    "reading": {"measure", "at_most", "at_least", "none"},
    "review": {"by", "on", "awaits"},
}


class BadLanguage(ValueError):
    """The file of a language cannot be used; the message names the file and what to mend."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How it is measured that sentences are easy to read; ``none`` says why that cannot be, and what is done in its place.

    ``measure`` is a function of textstat, of which a sentence may reach ``at_most``, or has to reach ``at_least``.
    """

    measure: str = ""
    at_most: float | None = None
    at_least: float | None = None
    none: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """Who read every word as a patient would, and when; ``awaits`` is who has not yet, empty where nobody is waited for."""

    by: str
    on: date
    awaits: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language: as it calls itself, as staff read it, and how it is written.

    Dates and times are written as in ``locale``. ``code_words`` is the list that its codes of five words are made of.
    """

    code: str
    name: str
    english_name: str
    direction: str
    locale: str
    code_words: str
    reading: Reading
    review: Review | None

    @property
    def right_to_left(self) -> bool:
        """Whether its pages are mirrored; the body's left and right never are."""
        return self.direction == _RIGHT_TO_LEFT

    @property
    def day_first(self) -> bool:
        """Whether a date in figures has the day before the month."""
        pattern = str(get_date_format("short", locale=self.locale).pattern)
        return pattern.index("d") < pattern.index("M")

    def isolated(self, text: str) -> str:
        """Return a phone number or an address so that it is read from left to right within a sentence of this language."""
        return f"{_ISOLATE}{text}{_END_OF_ISOLATE}" if text and self.right_to_left else text


def languages_in(folder: Path) -> Mapping[str, Language]:
    """Return the languages by their codes: English, which the words of the code are in, and then by the alphabet.

    Raises ``BadLanguage`` where one says too little, or what nobody can follow.
    """
    files = sorted(folder.glob(f"*/{FILE}"), key=lambda file: (file.parent.name != ENGLISH, file))
    return {file.parent.name: _language(file) for file in files}


def _language(file: Path) -> Language:
    try:
        return _read(file.parent.name, tomllib.loads(file.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError) as fault:
        words = f"{fault.args[0]} is missing" if isinstance(fault, KeyError) else fault
        raise BadLanguage(f"{file.parent.name}/{FILE}: {words}") from None


def _read(code: str, said: Mapping[str, Any]) -> Language:
    _refuse_others(said, _KEYS)
    language = Language(
        code=code,
        name=_text(said, "name"),
        english_name=_text(said, "english_name"),
        direction=said.get("direction", _LEFT_TO_RIGHT),
        locale=said.get("locale", "en_US" if code == ENGLISH else code),
        code_words=said.get("code_words", ENGLISH),
        reading=_reading(_section(said, "reading")),
        review=_review(_section(said, "review")) if "review" in said else None,
    )
    if not LANGUAGE_CODE.fullmatch(code):
        raise ValueError("the folder has to be named by a code of two or three small letters")
    if language.direction not in {_LEFT_TO_RIGHT, _RIGHT_TO_LEFT}:
        raise ValueError(f"direction has to be {_LEFT_TO_RIGHT} or {_RIGHT_TO_LEFT}")
    if language.code_words not in CODE_WORDS:
        raise ValueError(f"code_words has to be one of {', '.join(CODE_WORDS)}")
    try:
        Locale.parse(language.locale)
    except (UnknownLocaleError, ValueError):
        raise ValueError("locale has to be one that dates are known of, such as es_US") from None
    return language


def _reading(said: Mapping[str, Any]) -> Reading:
    reading = Reading(**said)
    bounds = (reading.at_most is not None) + (reading.at_least is not None)
    if (bool(reading.measure), bounds, bool(reading.none)) not in {(True, 1, False), (False, 0, True)}:
        raise ValueError("reading has to state a measure with at_most or at_least, or none with the reason")
    return reading


def _review(said: Mapping[str, Any]) -> Review:
    review = Review(_text(said, "by"), said["on"], said.get("awaits", ""))
    if type(review.on) is not date:
        raise ValueError("review.on has to be a day such as 2026-11-28")
    return review


def _text(said: Mapping[str, Any], key: str) -> str:
    if not isinstance(said[key], str) or not said[key].strip():
        raise ValueError(f"{key} has to be words")
    return str(said[key])


def _section(said: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    _refuse_others(said[name], _SECTIONS[name])
    return dict(said[name])


def _refuse_others(said: Mapping[str, Any], known: set[str]) -> None:
    if others := sorted(set(said) - known):
        raise ValueError(f"{', '.join(others)} is not known here")


KNOWN = languages_in(FOLDER)
"""Every language there is a folder of, by its code."""
OFFERED = {code: language for code, language in KNOWN.items() if language.review}
"""Those that a person can choose."""


def offered(code: str) -> Language:
    """Return a language that is offered, or English for one that is not, or not any more."""
    return OFFERED.get(code, OFFERED[ENGLISH])


def code_words_of(code: str) -> str:
    """Return the list of words that codes are made of for whoever reads this language."""
    return KNOWN[code].code_words if code in KNOWN else ENGLISH
