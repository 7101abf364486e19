"""Two looks at the figures, or more, are taken from one another: nobody few may be left."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations
from random import Random

import pytest

from screener.clinic.agreement import Agreement, agreement
from screener.clinic.findings import ExamDistribution, Happened
from screener.clinic.looks import steps
from screener.clinic.small_cells import Share, is_few
from screener.clinic.tallies import Compared
from tests.clinic.test_agreement import SEGMENTAL, person

YEARS, RULES = (2025, 2026), ("1.0.0", "2.0.0")
Look = tuple[bool, int | None, str]
ALL_LOOKS: list[Look] = [
    (blind, year, rules) for blind in (True, False) for year in (None, *YEARS) for rules in ("", *RULES)
]


def _look(first: Mapping[str, Compared], newest: Mapping[str, Compared], look: Look) -> Agreement:
    blind, year, rules = look
    people = [
        one
        for one in (first if blind else newest).values()
        if year in {None, one.year} and rules in {"", one.rules_version}
    ]
    return agreement(people, steps(first, newest, blind=blind, narrowed=bool(year or rules)))


def _shares(found: Agreement) -> dict[tuple[str, str], Share]:
    shares = {("described", ""): found.described.table.agreed, ("rule", ""): found.rule.table.agreed}
    for one in found.parts:
        shares |= {("seen", one.part): one.seen_marked, ("marked", one.part): one.marked_seen}
    for kind, groups in found.groups.items():
        shares |= {(kind, name): share for name, share in groups.items()}
    shares |= {("urgent", name): share for name, share in found.flags.items()}
    shown = {name: share for name, share in shares.items() if share}
    for row, counts in enumerate(found.described.table.cells):
        cells = {column: count for column, count in enumerate(counts) if count is not None}
        shown |= {("cell", f"{row} {column}"): Share(count, count) for column, count in cells.items()}
    # What is hidden of a group may follow from the others and the whole.
    if (whole := shown.get(("described", ""))) is not None:
        for kind in ("language", "respondent", "rules version"):
            hidden = [name for name, share in found.groups[kind].items() if share is None]
            known = [share for share in found.groups[kind].values() if share]
            if len(hidden) == 1:
                number, of = sum(one.number for one in known), sum(one.of for one in known)
                shown[kind, hidden[0]] = Share(whole.number - number, whole.of - of)
        for kind in ("caveat", "flag"):
            for name, share in found.groups[kind].items():
                if share:
                    shown[f"not {kind}", name] = Share(whole.number - share.number, whole.of - share.of)
    return shown


def _few(one: Share, other: Share) -> bool:
    number, of = abs(one.number - other.number), abs(one.of - other.of)
    rest = abs((one.of - one.number) - (other.of - other.number))
    return is_few(number) or is_few(of) or is_few(rest)


def _people(seed: int) -> dict[str, Compared]:
    draw = Random(seed)  # noqa: S311 - no secret
    made = {}
    for number in range(150):
        exam = SEGMENTAL if draw.random() < 0.4 else {}
        if draw.random() < 0.06:
            exam = exam | {"distribution": ExamDistribution.NOT_DECIDED}
        made[f"s{number}"] = person(
            draw.choice(["neck", "neck", "larynx"]),
            draw.choice([ExamDistribution.FOCAL, ExamDistribution.FOCAL, ExamDistribution.SEGMENTAL]),
            **exam,
            emergency_room=draw.choice(list(Happened)),
            urgent_diagnosis=Happened.NO,
            language="es" if draw.random() < 0.15 else "en",
            respondent="parent" if draw.random() < 0.2 else "self",
            flags=("swallowing",) if draw.random() < 0.2 else (),
            caveats=("neck_and_larynx",) if draw.random() < 0.3 else (),
            year=draw.choice(YEARS),
            rules_version=draw.choice(RULES),
        )
    return made


@pytest.mark.parametrize("seed", range(12))
def test_no_two_looks_differ_by_a_few_people(seed: int) -> None:
    newest = _people(seed)
    draw = Random(seed)  # noqa: S311 - no secret
    first = {
        name: one if draw.random() < 0.9 else replace(one, findings=person(**SEGMENTAL).findings)
        for name, one in newest.items()
        if draw.random() < 0.95
    }
    shown = {look: _shares(_look(first, newest, look)) for look in ALL_LOOKS}
    for one, other in combinations(ALL_LOOKS, 2):
        nested = one[0] == other[0] and all(
            mine in {None, "", theirs} for mine, theirs in zip(one[1:], other[1:], strict=True)
        )
        if nested:
            both = shown[one].keys() & shown[other].keys()
            assert [name for name in both if _few(shown[one][name], shown[other][name])] == []
    for blind in (True, False):
        for rules in ("", *RULES):
            whole, *parts = (shown[blind, year, rules] for year in (None, *YEARS))
            for name in whole.keys() & parts[0].keys():
                left = Share(whole[name].number - parts[0][name].number, whole[name].of - parts[0][name].of)
                assert not _few(left, Share(0, 0)), name


def test_who_looked_first_does_not_follow_from_all_and_blind() -> None:
    first = {f"s{number}": person() for number in range(20)}
    newest = first | {"s20": person("larynx", **SEGMENTAL)}  # 1 looked first
    assert _look(first, newest, (True, None, "")).described.table.agreed == Share(20, 20)
    assert _look(first, newest, (False, None, "")).described.table.agreed is None
    newest |= {f"s{number}": person("larynx", **SEGMENTAL) for number in range(20, 27)}
    assert _look(first, newest, (False, None, "")).described.table.agreed == Share(20, 27)


def test_a_year_of_many_is_shown_beside_all_years() -> None:
    first = {f"s{number}": person(year=YEARS[number % 2]) for number in range(40)}
    assert _look(first, first, (True, 2025, "")).described.table.agreed == Share(20, 20)
    assert _look(first, first, (True, None, "")).described.table.agreed == Share(40, 40)


def test_a_year_with_a_few_others_is_told_of_no_year_alone() -> None:
    first = {f"s{number}": person(year=2025 if number < 3 else 2026) for number in range(40)}
    assert _look(first, first, (True, None, "")).described.table.agreed == Share(40, 40)
    for year in YEARS:
        assert _look(first, first, (True, year, "")).described.table.agreed is None


def test_the_few_of_a_year_without_a_caveat_do_not_follow_from_those_with_it() -> None:
    first = {
        f"s{number}": person(
            year=2025 if number < 20 else 2026, caveats=() if number % 20 < 2 or number > 40 else ("one_leg",)
        )
        for number in range(60)
    }
    assert _look(first, first, (True, None, "")).groups["caveat"] == {"one_leg": Share(36, 36)}
    assert _look(first, first, (True, 2026, "")).groups["caveat"] == {"one_leg": None}


def test_a_look_without_a_table_does_not_tell_which_of_its_cells_are_few() -> None:
    first = {f"s{number}": person(year=YEARS[number % 2]) for number in range(20)}
    first |= {f"m{number}": person(year=YEARS[number % 2], **SEGMENTAL) for number in range(8)}
    assert (
        8 in _look(first, first, (True, None, "")).described.table.cells[0]
    )  # 4 each year, if both said "<5"
    table = _look(first, first, (True, 2026, "")).described.table
    assert {count for row in table.cells for count in row} == {None}
    assert len(table.held_back) == len(table.cells) ** 2
