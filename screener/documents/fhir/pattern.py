"""The rule as FHIRPath: what ``rules.classify`` answers for every footprint, tabulated once and looked up by renderers.

A footprint is written as a row of ones and zeros, one for each place (a region on a side) that marks can touch. Nothing of
the rule is written again here: the rows are asked of ``pattern_of``, so that a changed region, neighbour or pattern changes
the expressions.
"""

from collections import defaultdict
from functools import lru_cache
from itertools import product

from screener.body.anatomy import MARKS, BodyPart, Region, Side
from screener.body.footprint import Footprint, Places, Touched, touched
from screener.body.patterns import Distribution, pattern_of
from screener.documents.fhir.expressions import codes_of, either, literal
from screener.dystonia.sides import SIDE_QUESTIONS

Outcome = tuple[Distribution | None, bool]
Variables = dict[str, str]

_NECKS = frozenset(written for written, mark in MARKS.items() if mark.part is BodyPart.NECK)
_BOTH = frozenset(Side)


def _alone(mark: str) -> Places:
    return touched([mark]).places


def _beside_the_neck(mark: str) -> Places:
    # What the mark adds to a neck, over all sides that a neck can be marked on.
    return frozenset[tuple[Region, Side]]().union(
        *(touched([neck, mark]).places - touched([neck]).places for neck in _NECKS)
    )


_PLACES = tuple(
    (region, side)
    for region in Region
    for side in Side
    if any((region, side) in _alone(mark) | _beside_the_neck(mark) for mark in MARKS)
)


def _marks_at(place: tuple[Region, Side]) -> str:
    def any_of(marks: frozenset[str]) -> str:
        return f"%marks.intersect({either(marks)}).exists()"

    alone = frozenset(mark for mark in MARKS if place in _alone(mark))
    beside = frozenset(mark for mark in MARKS if place in _beside_the_neck(mark)) | (alone & _NECKS)
    if alone == beside:
        return f"iif({any_of(alone)}, '1', '0')"
    neck = any_of(_NECKS)
    return f"iif(iif({neck}, {any_of(beside)}, {any_of(alone)}), '1', '0')"


def _sides_of(region: Region) -> tuple[frozenset[Side], ...]:
    """Return the ways in which a region can be touched: not at all, and on which sides."""
    marks = [mark for mark in MARKS if any(where is region for where, _ in _alone(mark))]
    single = {frozenset(side for where, side in _alone(mark) if where is region) for mark in marks}
    ways = {frozenset[Side](), *single, frozenset[Side]().union(*single)}
    return tuple(sorted(ways, key=sorted))


@lru_cache(maxsize=1)
def _outcomes() -> tuple[dict[str, Outcome], dict[str, dict[str, Outcome]]]:
    """Return what every set of regions comes to, and the places for which their sides make it something else."""
    found: dict[str, dict[str, Outcome]] = defaultdict(dict)
    for ways in product(*(_sides_of(region) for region in Region)):
        touching = dict(zip(Region, ways, strict=True))
        places = frozenset((region, side) for region, sides in touching.items() for side in sides)
        pattern = pattern_of(Footprint.of(Touched(places, shoulder_with_neck=False, hand=False)))
        regions = "".join("1" if sides else "0" for sides in ways)
        row = "".join("1" if place in places else "0" for place in _PLACES)
        found[regions][row] = (pattern.distribution, pattern.generalized)
    usual: dict[str, Outcome] = {}
    unusual: dict[str, dict[str, Outcome]] = {}
    for regions, rows in found.items():
        outcomes = list(rows.values())
        most = max(sorted(set(outcomes), key=str), key=outcomes.count)
        usual[regions] = most
        unusual[regions] = {row: outcome for row, outcome in rows.items() if outcome != most}
    return usual, unusual


def _among(rows: list[str], variable: str) -> str:
    return f"{literal('|'.join(('', *sorted(rows), '')))}.contains('|' & {variable} & '|')"


def variables() -> Variables:
    """Return the SDC variables that the pattern is computed with, by name, each after those that it reads."""
    made: Variables = {}
    marked = "$this"
    for question, (part, _) in SIDE_QUESTIONS.items():
        name = f"mark{part.title().replace('_', '')}"  # a FHIR id has no underscore
        sided = f"{codes_of(question)}.intersect({either(_BOTH)})"
        made[name] = f"iif({sided}.exists(), {sided} & '_', '') & {literal(part)}"
        marked = f"iif($this = {literal(part)}, %{name}, {marked})"
    # What is chosen beside the marks, such as "not sure where", touches no place.
    made["marks"] = f"{codes_of('body-parts')}.select({marked})"
    made["places"] = " & ".join(_marks_at(place) for place in _PLACES)
    made["regions"] = " & ".join(_touched(region) for region in Region)
    return made


def _touched(region: Region) -> str:
    ones = (f"%places.substring({n}, 1) = '1'" for n, (where, _) in enumerate(_PLACES) if where is region)
    return f"iif({' or '.join(ones)}, '1', '0')"


def distribution() -> str:
    """Return the expression for the name of the distribution; empty where no part is marked."""
    usual, unusual = _outcomes()
    by_sides: dict[Distribution, list[str]] = defaultdict(list)
    by_regions: dict[Distribution, list[str]] = defaultdict(list)
    for regions, (name, _) in usual.items():
        if name is not None:
            by_regions[name].append(regions)
        for row, (other, _) in unusual[regions].items():
            if other is not None:
                by_sides[other].append(row)
    said = "{}"
    for table, variable in ((by_regions, "%regions"), (by_sides, "%places")):
        for name, rows in table.items():
            said = f"iif({_among(rows, variable)}, {literal(name)}, {said})"
    return said


def generalized() -> str:
    """Return the expression that tells whether the pattern is one that doctors also call generalized."""
    usual, unusual = _outcomes()
    regions = [row for row, (_, wide) in usual.items() if wide]
    exceptions = [
        row for row_of, rows in unusual.items() for row, (_, wide) in rows.items() if wide != usual[row_of][1]
    ]
    if not exceptions:
        return _among(regions, "%regions")
    return f"({_among(regions, '%regions')} xor {_among(exceptions, '%places')})"
