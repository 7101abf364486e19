"""Each text that speaks to "you" has its other voice, for whoever answers for somebody else."""

import re
from collections.abc import Iterator

import pytest

from screener.adapters.catalogue import catalogue
from screener.adapters.languages import OFFERED
from screener.dystonia import DYSTONIA, SHARE, advice, visit
from screener.dystonia.red_flags import RED_FLAGS
from screener.dystonia.safety import EMERGENCIES
from screener.questionnaire.wording import ENGLISH, PERSON, WHOSE, Voice, Wording

YOURS = re.compile(r"\b(your|yours|yourself)\b", re.IGNORECASE)
YOU = re.compile(r"\b(you|your|yours|yourself)\b", re.IGNORECASE)

TO_WHOEVER_ANSWERS = {
    "Who are you answering for?",
    "If you help someone else, answer for that person.",
    "You are a parent or guardian.",
    "The clinic can then read them and contact you. Give a phone number or an email address.",
    "This is not read right away. If you need help now, call 911. If you think about suicide, call or text 988.",
    "Do you agree?",
    "Anything else you noticed there?",
    "How many units was it, if you know?",
    "Your own name, so that we know whom to ask for",
}
"""These speak to the person at the screen, whoever has the movements."""

EITHER_PERSON = {"Phone number we may call (yours or theirs)", "Email address (yours or theirs)"}
"""The clinic may reach whoever answers in place of the person."""


THEY = re.compile(r"\b(they|their(?! own)|theirs|them|themselves)\b", re.IGNORECASE)


def _asked() -> Iterator[Wording]:
    for page in (*DYSTONIA.every_page, SHARE):
        yield from filter(None, (page.title, page.lead, page.conflict and page.conflict.words))
        for question in page.questions:
            yield from filter(None, (question.words, question.hint))
            for choice in question.choices:
                yield from filter(None, (choice.label, choice.hint))


def _texts() -> Iterator[Wording]:
    yield from _asked()
    yield from (flag.for_patient for flag in RED_FLAGS)
    yield from (sign.for_patient for sign in EMERGENCIES)
    yield from (advice.NO_MOVEMENT, advice.NOT_SURE_WHERE, *advice.THE_VISIT, *advice.FEELING_LOW)
    yield from (visit.TITLE, visit.MADE_FROM, visit.ANSWERS, *visit.QUESTIONS)


def test_every_text_that_speaks_to_you_has_words_for_somebody_else() -> None:
    assert {text.you for text in _asked() if YOU.search(text.you) and not text.they} == TO_WHOEVER_ANSWERS


def test_words_for_somebody_else_never_say_your() -> None:
    """Whoever answers may have noticed something ("you"), but never in a body of their own."""
    assert {text.they for text in _asked() if text.they and YOURS.search(text.they)} == EITHER_PERSON


def test_words_for_somebody_else_call_the_person_what_they_are_and_never_they() -> None:
    assert {text.they for text in _texts() if text.they and THEY.search(text.they)} == EITHER_PERSON


@pytest.mark.parametrize("language", OFFERED)
@pytest.mark.parametrize("voice", Voice)
def test_no_text_is_left_with_a_place_for_a_person_in_it(language: str, voice: Voice) -> None:
    translate = str if language == ENGLISH else catalogue(language).gettext
    assert [told for text in _texts() if "%" in (told := text.said(voice, translate))] == []


def test_in_spanish_no_name_for_a_person_begins_with_an_article_that_would_have_to_be_joined() -> None:
    spanish = catalogue("es").gettext
    assert not [name for name in PERSON.values() if spanish(name).startswith("el ")]
    assert all(spanish(WHOSE[voice]).startswith("de ") for voice in WHOSE)


def test_words_for_somebody_else_are_given_only_where_they_differ() -> None:
    assert [text for text in _texts() if text.they == text.you] == []


def test_no_text_is_empty_and_none_has_spaces_around_it() -> None:
    for text in _texts():
        for words in filter(None, (text.you, text.they)):
            assert words == words.strip()
        assert text.you
        assert text.they != ""


def test_sections_and_groups_have_a_title() -> None:
    assert all(page.section for page in DYSTONIA.pages)
    assert all(group.title for question in DYSTONIA.questions.values() for group in question.groups)
