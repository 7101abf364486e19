"""The history of a submission as a neurologist reads it."""

import pytest

from screener.clinic.axis_one import AGE_BANDS, LATE_ADULTHOOD, SIGN_GROUPS, age_band, axis_one
from screener.dystonia import DYSTONIA
from screener.dystonia.signs import SIGNS
from screener.questionnaire.answers import NOT_SURE, Value
from screener.submissions.record import record
from screener.submissions.submission import Contact, Content
from tests.dystonia.test_result import NOON
from tests.person import NOTE, way


def _history(**changes: Value) -> dict[str, str]:
    made = record(
        way(**changes),
        Contact(),
        submission_id="id-1",
        reference="2345BCDF",
        received_at=NOON,
        language="es",
        translate=str.upper,
    )
    assert isinstance(made.content, Content)
    return {finding.label: finding.text for finding in axis_one(made.content)}


@pytest.mark.parametrize(
    ("years", "band"),
    [
        (0, "infancy, 0 to 2"),
        (2, "infancy, 0 to 2"),
        (3, "childhood, 3 to 12"),
        (12, "childhood, 3 to 12"),
        (13, "adolescence, 13 to 20"),
        (20, "adolescence, 13 to 20"),
        (21, "early adulthood, 21 to 40"),
        (40, "early adulthood, 21 to 40"),
        (41, LATE_ADULTHOOD),
        (120, LATE_ADULTHOOD),
    ],
)
def test_the_age_bands_are_those_of_the_2013_consensus(years: int, band: str) -> None:
    assert age_band(years) == band
    assert [last for last, _ in AGE_BANDS] == [2, 12, 20, 40]


def test_the_history_is_told_in_english_whatever_the_person_read() -> None:
    assert _history() == {
        "Signs": "neck: Shaking. arm or hand: Shaking",
        "Age at onset": "43 (late adulthood, over 40)",
        "Onset": "Slowly, over years; 3 to 12 months ago",
        "First part": "Several at the same time",
        "Course": "It got worse in the same parts",
        "Through the day": f"Mostly with one task, such as writing; task: {NOTE}",
        "Worse with": "Stress",
        "Eased by touch or position": "Yes",
        "Associated": "None of these; pain: Some",
        "Swallowing and weight": "None of these",
        "Family": "None of these",
        "Background": "stroke: No; head injury: No; birth or cerebral palsy: No",
        "Dopamine blockers": "No",
        "Told before": "No",
        "Tried": "None so far",
        "Effect on daily life": "a lot: walking",
    }


def test_what_was_noticed_is_told_part_by_part_with_the_persons_own_words() -> None:
    told = _history(signs_neck=frozenset({"turns", "pain"}), signs_neck_other="clicks")
    assert told["Signs"] == "neck: Head turns to one side; Pain; clicks. arm or hand: Shaking"
    every_page = {page.id for page in DYSTONIA.pages if page.section == SIGNS}
    assert every_page == {f"signs-{group}" for group in SIGN_GROUPS}


def test_an_age_that_is_not_known_has_no_band() -> None:
    assert _history(onset_age=NOT_SURE)["Age at onset"] == "not sure"


def test_the_effect_is_told_by_how_much_it_is() -> None:
    told = _history(effect_hands="a-little", effect_sleep="a-lot", effect_mood="not-at-all")
    assert told["Effect on daily life"] == "a lot: walking, sleep; a little: hands"


def test_what_was_not_asked_is_left_out() -> None:
    told = _history(movements="no")
    assert "Age at onset" not in told
    assert "Course" not in told
    assert told["Family"] == "None of these"


def test_every_question_about_the_story_and_the_background_is_in_the_history() -> None:
    named = set(_history(task="x"))
    assert len(named) == 16
    asked = {
        question.id
        for page in DYSTONIA.pages
        if page.id in {"onset", "course", "features", "background", "so-far", "effect"}
        for question in page.questions
    }
    told = _history(**{name.replace("-", "_"): "Quixotesecret" for name in asked if name.endswith("-name")})
    assert "Quixotesecret" in told["Dopamine blockers"]
    assert "Quixotesecret" in told["Told before"]
