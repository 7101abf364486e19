"""Each text that speaks to "you" has its other voice, for whoever answers for somebody else."""

import re
from collections.abc import Iterator

from screener.dystonia import DYSTONIA, SHARE
from screener.questionnaire.wording import Wording

YOURS = re.compile(r"\b(your|yours|yourself)\b", re.IGNORECASE)
YOU = re.compile(r"\b(you|your|yours|yourself)\b", re.IGNORECASE)

TO_WHOEVER_ANSWERS = {
    "Who are you answering for?",
    "If you help someone else, answer for that person.",
    "You are a parent or guardian.",
    "The clinic can then read them and contact you. Give a phone number or an email address.",
    "This is not read right away. If you need help now, call 911. If you think about suicide, call or text 988.",
    "Do you agree?",
    "Your own name, so that we know whom to ask for",
}
"""These speak to the person at the screen, whoever has the movements."""

EITHER_PERSON = {"Phone number we may call (yours or theirs)", "Email address (yours or theirs)"}
"""The clinic may reach whoever answers in place of the person."""


def _texts() -> Iterator[Wording]:
    for page in (*DYSTONIA.pages, SHARE):
        yield from filter(None, (page.title, page.lead))
        for question in page.questions:
            yield from filter(None, (question.words, question.hint))
            for choice in question.choices:
                yield from filter(None, (choice.label, choice.hint))


def test_every_text_that_speaks_to_you_has_words_for_somebody_else() -> None:
    assert {text.you for text in _texts() if YOU.search(text.you) and not text.they} == TO_WHOEVER_ANSWERS


def test_words_for_somebody_else_never_say_your() -> None:
    """Whoever answers may have noticed something ("you"), but never in a body of their own."""
    assert {text.they for text in _texts() if text.they and YOURS.search(text.they)} == EITHER_PERSON


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
