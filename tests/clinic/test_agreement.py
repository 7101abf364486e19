from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from screener.body.anatomy import BodyPart
from screener.clinic.agreement import agreement, interval
from screener.clinic.exam import Exam
from screener.clinic.findings import Decision, ExamDistribution, Happened
from screener.clinic.intervals import wilson
from screener.clinic.small_cells import Share
from screener.clinic.tallies import NO_FLAG, WORDS, Compared, compared, rule_on, unsided, word_of
from tests.clinic.exams import findings
from tests.clinic.reviews import NOON, SENT


def person(marked: str = "neck", word: ExamDistribution = ExamDistribution.FOCAL, **exam: Any) -> Compared:
    about = {
        name: exam.pop(name)
        for name in ("language", "respondent", "rules_version", "caveats", "flags", "year")
        if name in exam
    }
    plain: dict[str, Any] = {
        "language": "en",
        "respondent": "self",
        "rules_version": "2.0.0",
        "caveats": (),
        "flags": (),
        "year": 2026,
    }
    return Compared(frozenset(marked.split()), word, findings(**exam), blind=True, **(plain | about))


SEGMENTAL: dict[str, Any] = {
    "parts": frozenset({"neck", "left_arm"}),
    "distribution": ExamDistribution.SEGMENTAL,
}


def test_marks_and_exam_of_a_submission_stand_beside_each_other() -> None:
    exam = Exam("exam-1", 1, "staff-1", NOON, blind=True, findings=None)
    found = compared(SENT, ("right_neck", "left_hand"), exam, findings(), 2026)
    assert (found.marked, found.marked_word) == (frozenset({"neck", "left_hand"}), ExamDistribution.FOCAL)
    assert (found.findings, found.blind, found.language, found.rules_version) == (
        findings(),
        True,
        "es",
        "1.0.0",
    )


@pytest.mark.parametrize(
    ("distribution", "generalized", "word"),
    [("multifocal", True, "generalized"), ("multifocal", False, "multifocal"), (None, False, "none")],
)
def test_the_rules_answer_in_the_words_of_an_exam(
    distribution: str | None, *, generalized: bool, word: str
) -> None:
    assert word_of(distribution, generalized=generalized) == word


def test_the_rule_is_asked_about_what_the_exam_saw() -> None:
    assert rule_on(frozenset({"neck", "left_arm"})) is ExamDistribution.SEGMENTAL
    assert rule_on(frozenset()) is ExamDistribution.NONE
    assert rule_on(frozenset({"trunk", "left_leg", "right_leg"})) is ExamDistribution.GENERALIZED


def test_a_side_of_a_midline_part_is_the_part() -> None:
    assert unsided(["left_neck", "right_hand", "larynx"]) == {"neck", "right_hand", "larynx"}


def _part(people: Sequence[Compared], name: str) -> tuple[Share | None, Share | None]:
    (found,) = [one for one in agreement(people).parts if one.part == name]
    return found.seen_marked, found.marked_seen


def test_parts_are_counted_both_ways_among_those_examined_there() -> None:
    people = [
        *[person("neck")] * 6,  # marked and seen
        *[person("larynx")] * 5,  # seen, not marked
        *[person("neck", parts=frozenset({"larynx"}))] * 7,  # marked, not seen
        *[person("neck", parts=frozenset({"larynx"}), not_examined=frozenset({BodyPart.NECK}))] * 9,
    ]
    assert _part(people, "neck") == (Share(6, 11), Share(6, 13))
    assert interval(Share(6, 11)) == wilson(6, 11)


def test_a_part_with_few_people_says_nothing() -> None:
    assert _part([*[person("neck")] * 6, *[person("larynx")] * 4], "neck") == (None, Share(6, 6))


def test_words_are_compared_in_a_table_with_kappa_and_undecided_ones_are_left_out() -> None:
    people = [
        *[person()] * 20,
        *[person("neck", **SEGMENTAL)] * 5,
        *[person("neck left_arm", ExamDistribution.SEGMENTAL)] * 10,
        *[person("neck left_arm", ExamDistribution.SEGMENTAL, **SEGMENTAL)] * 15,
        *[person(distribution=ExamDistribution.NOT_DECIDED)] * 5,
    ]
    found = agreement(people)
    assert (found.examined, found.undecided) == (55, 5)
    focal, segmental = WORDS.index(ExamDistribution.FOCAL), WORDS.index(ExamDistribution.SEGMENTAL)
    cells = found.described.table.cells
    assert [[cells[row][column] for column in (focal, segmental)] for row in (focal, segmental)] == [
        [20, 5],
        [10, 15],
    ]
    assert found.described.table.agreed == Share(35, 50)
    assert found.described.kappa is not None
    assert found.described.kappa.value == pytest.approx(0.4)
    assert found.rule.table.agreed == Share(50, 50)


@pytest.mark.parametrize("few", [1, 4])
def test_a_few_undecided_ones_are_in_no_figure_that_would_tell_how_many_they_are(few: int) -> None:
    undecided = person("jaw", distribution=ExamDistribution.NOT_DECIDED, emergency_room=Happened.YES)
    found = agreement([*[person()] * 20, *[undecided] * few])
    assert found.undecided is None
    assert found == replace(agreement([person()] * 20), undecided=None)


def test_where_the_share_is_hidden_kappa_is_too() -> None:
    assert agreement([person()] * 3).described.kappa is None


def test_exact_agreement_by_language_and_caveat_hides_small_groups_and_what_gives_them_away() -> None:
    people = [
        *[person(caveats=("neck_and_larynx",))] * 20,
        *[person("neck", **SEGMENTAL)] * 10,
        *[person(language="es")] * 2,
        *[person("neck", language="es", **SEGMENTAL)] * 7,
    ]
    groups = agreement(people).groups
    assert groups["language"] == {"en": None, "es": None}
    assert groups["respondent"] == {"self": Share(22, 39)}
    assert groups["caveat"] == {"neck_and_larynx": None}  # 2 of the rest agreed
    assert groups["flag"] == {}


HEMI: dict[str, Any] = {
    "parts": frozenset({"left_arm", "left_leg"}),
    "distribution": ExamDistribution.HEMIDYSTONIA,
}
MARKED_HEMI = ("left_arm left_leg", ExamDistribution.HEMIDYSTONIA)


def test_a_caveat_that_is_a_row_of_the_table_does_not_give_away_what_is_hidden_of_the_row() -> None:
    people = [
        *[person()] * 20,
        *[person("larynx", **SEGMENTAL)] * 9,
        *[person(*MARKED_HEMI, **HEMI, caveats=("early_spread",))] * 6,
        *[person(*MARKED_HEMI, caveats=("early_spread",))] * 5,
        *[person(*MARKED_HEMI, **SEGMENTAL, caveats=("early_spread",))] * 2,  # 13 - 6 - 5
    ]
    found = agreement(people)
    row = WORDS.index(ExamDistribution.HEMIDYSTONIA)
    assert found.described.table.totals[row] is None
    assert found.groups["caveat"] == {"early_spread": None}


def test_a_caveat_that_is_part_of_another_does_not_tell_of_a_few_others() -> None:
    both = ("hemi_or_generalized", "generalized_without_legs")
    people = [
        *[person()] * 20,
        *[person("larynx", **SEGMENTAL)] * 9,
        *[person(caveats=both)] * 8,
        *[person(**SEGMENTAL, caveats=both)] * 5,
        *[person(caveats=both[:1])] * 3,
    ]
    assert agreement(people).groups["caveat"] == {both[0]: Share(11, 16), both[1]: None}


def test_caveats_that_leave_a_few_of_a_word_when_they_are_taken_together_are_not_all_shown() -> None:
    marked = "neck left_arm", ExamDistribution.SEGMENTAL
    people = [
        *[person()] * 20,
        *[person("larynx", **SEGMENTAL)] * 9,
        *[person(*marked, **SEGMENTAL, caveats=("cranial",))] * 7,
        *[person(*marked, caveats=("cranial",))] * 5,
        *[person(*marked, **SEGMENTAL, caveats=("neck_and_larynx",))] * 9,
        *[person(*marked, caveats=("neck_and_larynx",))] * 5,
        *[person(*marked, **SEGMENTAL)] * 2,
    ]
    assert agreement(people).groups["caveat"] == {"cranial": None, "neck_and_larynx": Share(9, 14)}


def test_flags_tell_how_many_had_an_urgent_finding_and_so_do_those_without_a_flag() -> None:
    urgent: dict[str, Any]
    calm: dict[str, Any]
    urgent, calm = (
        {"emergency_room": Happened.YES},
        {"emergency_room": Happened.NO, "urgent_diagnosis": Happened.NO},
    )
    people = [
        *[person(flags=("swallowing",), **urgent)] * 6,
        *[person(flags=("swallowing",), **calm)] * 8,
        *[person(flags=("swallowing",))] * 5,
        *[person(**calm)] * 30,
    ]
    assert agreement(people).flags == {NO_FLAG: Share(0, 30), "swallowing": Share(6, 14)}


def test_nobody_examined_is_no_fault() -> None:
    found = agreement([])
    assert (found.examined, found.described.kappa, found.described.table.agreed) == (0, None, None)
    assert all(one.seen_marked is None and one.marked_seen is None for one in found.parts)


def test_no_dystonia_agrees_with_no_pattern() -> None:
    nothing = person(
        "", ExamDistribution.NONE, parts=frozenset(), dystonia=Decision.NO, distribution=ExamDistribution.NONE
    )
    assert agreement([nothing] * 9).described.table.agreed == Share(9, 9)
