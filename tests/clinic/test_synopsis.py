from typing import Any

import pytest

from screener.clinic import synopsis as module
from screener.clinic.synopsis import synopsis
from screener.dystonia import DYSTONIA
from screener.questionnaire.answers import NOT_SURE
from screener.submissions.content import Contact, Content, Seen


def _of(parts: tuple[str, ...] = (), **answers: Any) -> str:
    given = {name.replace("_", "-"): value for name, value in answers.items()}
    return synopsis(Content(Contact(), given, parts, Seen((), ())))


def test_a_reaction_is_told_in_one_line() -> None:
    assert _of(
        ("jaw_tongue", "neck"),
        age_now=24,
        onset_age=24,
        onset_when="last-week",
        onset_pace="minutes-hours",
        medicine="new",
        medicine_name="Haldol since Monday",
        pain="a-lot",
        new_or_worse=["swallowing", "breathing"],
        happened=["none"],
    ) == (
        "24 y, began less than 7 days ago, suddenly: jaw or tongue, neck. Dopamine blocker, new or raised within 2 weeks "
        "(Haldol since Monday). Hurts a lot. New or worse: swallowing, noisy breathing. No stroke, head injury, botulinum "
        "toxin or device."
    )


def test_what_was_not_answered_is_not_said() -> None:
    assert _of() == ""
    assert _of(("left_upper_face",)) == "Eyes, eyelids or forehead (left only)."
    assert _of(onset_age=NOT_SURE, onset_when=NOT_SURE, onset_pace=NOT_SURE) == ""
    assert (
        _of(onset_age=7, onset_when="over-a-year", spells="yes")
        == "Began more than a year ago, at 7, in spells."
    )
    assert _of(new_or_worse=["none"], pain="none", medicine="no") == "No dopamine blocker."


def test_what_a_nurse_has_to_know_before_a_treatment_is_told_where_it_is_so() -> None:
    assert _of(blood_thinner="yes", pregnant="yes") == "Blood thinner, may be pregnant."
    assert _of(blood_thinner="no", pregnant="no") == ""


def test_what_somebody_is_not_sure_of_is_never_left_out_as_if_it_were_not_so() -> None:
    assert _of(
        medicine=NOT_SURE,
        new_or_worse=[NOT_SURE],
        happened=[NOT_SURE],
        speech_after_shot=NOT_SURE,
        blood_thinner=NOT_SURE,
        pregnant=NOT_SURE,
    ) == (
        "Not sure of dopamine blockers. Not sure of: what is new or worse; stroke, head injury, botulinum toxin or device; "
        "whether harder to speak since the shot; a blood thinner; whether pregnant."
    )
    told = {*module._IF_YES, "new-or-worse", "happened"}  # noqa: SLF001
    assert module._UNSURE.keys() == told  # noqa: SLF001


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"happened": ["device"], "worse_within_days": "yes"}, "Stimulator or pump. Worse within days."),
        (
            {"happened": ["device"], "worse_within_days": NOT_SURE},
            "Stimulator or pump. Not sure whether worse within days.",
        ),
        ({"happened": ["device"], "worse_within_days": "no"}, "Stimulator or pump."),
        (
            {"happened": ["botulinum-recent"], "speech_after_shot": "yes"},
            "Botulinum toxin within 4 weeks. Harder to speak since the shot.",
        ),
    ],
)
def test_what_followed_a_device_or_a_shot_is_told(answers: dict[str, Any], said: str) -> None:
    assert _of(**answers) == said


def test_every_answer_that_decides_how_soon_has_its_words() -> None:
    ids = {name: question.choice_ids for name, question in DYSTONIA.questions.items()}
    assert module._WHEN.keys() == ids["onset-when"] - {NOT_SURE}  # noqa: SLF001
    assert module._PACE.keys() == ids["onset-pace"] - {NOT_SURE}  # noqa: SLF001
    assert module._MEDICINE.keys() == ids["medicine"]  # noqa: SLF001
    assert module._HAPPENED.keys() == ids["happened"] - {NOT_SURE}  # noqa: SLF001
    assert module._NEW.keys() == ids["new-or-worse"] - {"none", NOT_SURE}  # noqa: SLF001
