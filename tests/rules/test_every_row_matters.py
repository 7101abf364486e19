# ruff: noqa: SLF001
"""Each row of each table is taken away in turn, and an example must fall with it.

Mutation testers skip tables of a module; this does their work.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import pytest

from screener import rules
from screener.body import anatomy, caveats, footprint, patterns
from screener.dystonia import safety
from screener.dystonia.red_flags import RED_FLAGS
from screener.questionnaire.answers import Answers, Value
from tests.examples import FLAGGED, MARKED_REGION, NEXT_TO_EACH_OTHER, SORTED, WITH_CAVEAT

Example = tuple[str, Callable[[], bool]]


def _lies_in(mark: str, region: str) -> bool:
    return rules.classify([mark]).regions == (region,)


def _is_segmental(pair: tuple[str, str]) -> bool:
    return rules.classify(pair).distribution == "segmental"


def _is_sorted(marks: str, expected: tuple[object, ...]) -> bool:
    return _sorted(marks) == expected


def _has_caveat(caveat: str, marks: str) -> bool:
    return caveat in rules.classify(marks.split()).caveats


def _raises(flag: str, answers: Mapping[str, Value]) -> bool:
    return flag in [raised.id for raised in safety.red_flags(Answers(answers))]


def _examples() -> Iterator[Example]:
    """Yield each example with a name, as something that can be asked whether it still holds."""
    for mark, region in MARKED_REGION:
        yield mark, partial(_lies_in, mark, region)
    for pair in NEXT_TO_EACH_OTHER:
        yield " ".join(pair), partial(_is_segmental, pair)
    for marks, *expected in SORTED:
        yield (
            f"pattern of {marks}",
            partial(_is_sorted, marks, tuple(expected)),
        )
    for caveat, marks in WITH_CAVEAT:
        yield caveat, partial(_has_caveat, caveat, marks)
    for flag, _, answers in FLAGGED:
        yield (
            flag,
            partial(_raises, flag, answers),
        )


def _sorted(marks: str) -> tuple[str | None, bool, str]:
    result = rules.classify(marks.split())
    return result.distribution, result.generalized, result.reasons[0].id


def _fallen() -> set[str]:
    """Return the examples that no longer hold; an error is no answer either."""
    rules._classify.cache_clear()
    fallen = set()
    for name, holds in _examples():
        try:
            if not holds():
                fallen.add(name)
        except (KeyError, StopIteration, ValueError):
            fallen.add(name)
    return fallen


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Put every table back, and forget every answer that was made without a row."""
    yield monkeypatch
    monkeypatch.undo()
    rules._classify.cache_clear()


def _make_the_tables_of_marks_again(tables: pytest.MonkeyPatch) -> None:
    """Make again what anatomy and footprint make once, of the parts that still have a region."""
    marks = {
        str(mark): mark
        for mark in anatomy._every_mark()
        if mark.part in anatomy.MIDLINE_REGION or mark.part in anatomy.LIMB_REGION
    }
    tables.setattr(footprint, "MARKS", marks)
    touched = {written: footprint._touched_by(written) for written in marks}
    tables.setattr(footprint, "_TOUCHED", touched)
    beside = footprint._TOUCHED_BESIDE_THE_NECK
    tables.setattr(
        footprint,
        "_TOUCHED_BESIDE_THE_NECK",
        {
            written: beside[written] if written in footprint._SHOULDERS else touched[written]
            for written in touched
        },
    )


@pytest.mark.usefixtures("tables")
def test_with_every_row_in_place_every_example_holds() -> None:
    assert _fallen() == set()


def test_tables_that_are_made_again_with_every_row_are_the_same(tables: pytest.MonkeyPatch) -> None:
    before = footprint._TOUCHED, footprint._TOUCHED_BESIDE_THE_NECK
    _make_the_tables_of_marks_again(tables)
    assert before == (footprint._TOUCHED, footprint._TOUCHED_BESIDE_THE_NECK)


@pytest.mark.parametrize("index", range(len(anatomy.NEIGHBOURS)))
def test_without_a_pair_of_neighbours_its_two_regions_are_no_longer_segmental(
    tables: pytest.MonkeyPatch, index: int
) -> None:
    rows = anatomy.NEIGHBOURS
    tables.setattr(footprint, "NEIGHBOURS", rows[:index] + rows[index + 1 :])
    assert " ".join(NEXT_TO_EACH_OTHER[index]) in _fallen()


@pytest.mark.parametrize("index", range(len(patterns.PATTERNS)))
def test_without_a_pattern_its_example_is_sorted_otherwise(tables: pytest.MonkeyPatch, index: int) -> None:
    rows = patterns.PATTERNS
    tables.setattr(patterns, "PATTERNS", rows[:index] + rows[index + 1 :])
    assert f"pattern of {SORTED[index][0]}" in _fallen()


@pytest.mark.parametrize("index", range(len(caveats.CAVEATS)))
def test_without_a_caveat_its_example_goes_without_it(tables: pytest.MonkeyPatch, index: int) -> None:
    rows = caveats.CAVEATS
    tables.setattr(caveats, "CAVEATS", rows[:index] + rows[index + 1 :])
    assert _fallen() == {WITH_CAVEAT[index][0]}


@pytest.mark.parametrize("index", range(len(RED_FLAGS)))
def test_without_a_red_flag_its_example_is_not_flagged(tables: pytest.MonkeyPatch, index: int) -> None:
    rows = RED_FLAGS
    tables.setattr(safety, "RED_FLAGS", rows[:index] + rows[index + 1 :])
    assert _fallen() == {FLAGGED[index][0]}


@pytest.mark.parametrize("part", list(anatomy.BodyPart))
def test_without_the_region_of_a_part_its_mark_has_none(
    tables: pytest.MonkeyPatch, part: anatomy.BodyPart
) -> None:
    tables.delitem(anatomy.LIMB_REGION if part in anatomy.LIMB_REGION else anatomy.MIDLINE_REGION, part)
    _make_the_tables_of_marks_again(tables)
    assert {mark for mark, _ in MARKED_REGION if mark.endswith(part)} <= _fallen()


def test_every_row_has_its_example_in_the_order_of_its_table() -> None:
    assert len(NEXT_TO_EACH_OTHER) == len(anatomy.NEIGHBOURS)
    assert [pattern for *_, pattern in SORTED] == [row.id for row in patterns.PATTERNS]
    assert [caveat for caveat, _ in WITH_CAVEAT] == [row.id for row in caveats.CAVEATS]
    assert [flag for flag, *_ in FLAGGED] == [row.id for row in RED_FLAGS]
    assert {*anatomy.MIDLINE_REGION, *anatomy.LIMB_REGION} == {*anatomy.BodyPart}
