"""Axis I in derived words: what each answer comes to, and nothing where nothing was said."""

from typing import Any

import pytest

from screener.clinic.derived import AGE_BANDS, LATE_ADULTHOOD, NOT_KNOWN, age_band, derived
from screener.dystonia import DYSTONIA
from screener.questionnaire.answers import NOT_SURE


def _told(**answers: Any) -> dict[str, str]:
    given = {name.replace("_", "-"): value for name, value in answers.items()}
    return {finding.label: finding.text for finding in derived(given)}


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


def test_the_age_is_told_at_onset_and_now() -> None:
    assert _told(onset_age=43, age_now=44)["Age"] == "43 at onset (late adulthood, over 40), 44 now"
    assert _told(onset_age=7)["Age"] == "7 at onset (childhood, 3 to 12)"
    assert _told(onset_age=NOT_SURE, age_now=60)["Age"] == "not known at onset, 60 now"
    assert _told(age_now=NOT_SURE) == {}


COURSE = {
    "same": "static",
    "worse": "progressive, in the same parts",
    "spread": "progressive, with spread",
    "better": "improving",
    NOT_SURE: NOT_KNOWN,
}


@pytest.mark.parametrize(("answer", "words"), COURSE.items())
def test_the_course_is_static_or_progressive(answer: str, words: str) -> None:
    assert _told(course=answer) == {"Static or progressive": words}
    assert COURSE.keys() == DYSTONIA.questions["course"].choice_ids


@pytest.mark.parametrize(
    ("with_it", "words"),
    [
        (["none"], "isolated"),
        (["tremor"], "isolated, with tremor"),
        (["jerks"], "combined with jerks (myoclonus)"),
        (["slow-stiff", "tremor"], "combined with slowness (parkinsonism), tremor"),
        (["slow-stiff", "jerks"], "combined with jerks (myoclonus), slowness (parkinsonism)"),
        ([NOT_SURE], NOT_KNOWN),
    ],
)
def test_it_is_isolated_unless_something_but_tremor_comes_with_it(with_it: list[str], words: str) -> None:
    assert _told(with_it=with_it) == {"Isolated or combined": words}


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"through_day": ["always"]}, "persistent"),
        ({"through_day": ["one-task"], "rest_action": "action"}, "action-specific: one task; only in action"),
        (
            {"through_day": ["worse-later", "better-after-sleep"]},
            "diurnal: worse later in the day; diurnal: better after sleep",
        ),
        (
            {"through_day": ["worse-morning", "before-pill"]},
            "diurnal: worse in the morning; worse before the next dose",
        ),
        ({"through_day": ["attacks"], "spells": "yes"}, "paroxysmal"),
        ({"spells": "yes"}, "paroxysmal"),
        ({"spells": "no", "rest_action": "rest"}, "also at rest"),
        ({"through_day": [NOT_SURE], "rest_action": NOT_SURE}, NOT_KNOWN),
    ],
)
def test_it_varies_by_action_by_time_of_day_or_in_spells(answers: dict[str, Any], words: str) -> None:
    assert _told(**answers) == {"Variability": words}


def test_every_choice_has_its_words_and_what_was_not_answered_says_nothing() -> None:
    for choice in DYSTONIA.questions["through-day"].choice_ids:
        assert _told(through_day=[choice])["Variability"]
    for choice in DYSTONIA.questions["with-it"].choice_ids:
        assert _told(with_it=[choice])["Isolated or combined"]
    assert _told() == _told(course=None, with_it=None, through_day=None, rest_action=None) == {}
