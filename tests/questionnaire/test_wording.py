from screener.questionnaire.wording import N_, Voice, Wording


def test_marking_a_text_for_translation_leaves_it_as_it_is() -> None:
    assert N_("Your neck") == "Your neck"


def test_a_text_in_both_voices_speaks_to_each() -> None:
    words = Wording("Your neck", "Their neck")
    assert words.to(Voice.SELF) == "Your neck"
    assert words.to(Voice.OTHER) == "Their neck"


def test_a_text_in_one_voice_speaks_to_both() -> None:
    assert Wording("Neck").to(Voice.SELF) == Wording("Neck").to(Voice.OTHER) == "Neck"


def test_an_empty_text_for_others_is_a_text() -> None:
    assert Wording("Your own", "").to(Voice.OTHER) == ""
