import pytest

from screener.questionnaire.wording import N_, PERSON, WHOSE, Voice, Wording, said

OTHERS = [voice for voice in Voice if voice is not Voice.SELF]


def test_marking_a_text_for_translation_leaves_it_as_it_is() -> None:
    assert N_("Your neck") == "Your neck"


def test_a_text_in_both_voices_speaks_to_each() -> None:
    words = Wording("Your neck", "The neck of %(person)s")
    assert words.to(Voice.SELF) == "Your neck"
    assert words.to(Voice.OTHER) == words.to(Voice.CHILD) == "The neck of %(person)s"


@pytest.mark.parametrize("voice", Voice)
def test_a_text_in_one_voice_speaks_to_all(voice: Voice) -> None:
    assert Wording("Neck").to(voice) == Wording("Neck").said(voice, str) == "Neck"


def test_an_empty_text_for_others_is_a_text() -> None:
    assert Wording("Your own", "").to(Voice.OTHER) == ""


@pytest.mark.parametrize(
    ("voice", "text"),
    [
        (Voice.SELF, "Do you hold your neck?"),
        (Voice.CHILD, "Does your child hold your child’s neck?"),
        (Voice.PARTNER, "Does your partner hold your partner’s neck?"),
        (Voice.RELATIVE, "Does your relative hold your relative’s neck?"),
        (Voice.CARED_FOR, "Does the person you care for hold the person’s neck?"),
        (Voice.OTHER, "Does the person hold the person’s neck?"),
    ],
)
def test_the_person_is_called_what_they_are_to_whoever_answers(voice: Voice, text: str) -> None:
    assert Wording("Do you hold your neck?", "Does %(person)s hold %(whose)s neck?").said(voice, str) == text


@pytest.mark.parametrize("voice", OTHERS)
def test_the_words_for_the_person_are_translated_and_put_into_the_translation(voice: Voice) -> None:
    told = said("%(person)s", voice, lambda text: f"<{text}>")
    assert told == f"<<{PERSON[voice]}>>"
    assert (
        said("%(whose)s", voice, lambda text: text.upper().replace("(WHOSE)S", "(whose)s"))
        == WHOSE[voice].upper()
    )


def test_a_sign_of_percent_in_other_words_is_left_as_it_is() -> None:
    assert said("100 % (about)", Voice.SELF, str) == "100 % (about)"


def test_there_are_words_for_everybody_but_the_person_at_the_screen() -> None:
    assert list(PERSON) == list(WHOSE) == OTHERS
