"""By whom the figures of two looks can differ, where one is of everybody and another of one year, of some rules or as corrected."""

from collections.abc import Collection, Mapping
from itertools import chain

from screener.clinic.tallies import Compared


def steps(
    first: Mapping[str, Compared], newest: Mapping[str, Compared], *, blind: bool, narrowed: bool
) -> list[list[Compared]]:
    """Return groups of people of which every such difference is made up, for ``agreement``; none for the widest look.

    ``first`` and ``newest`` are exams by submission: as saved blind, and as corrected. ``blind`` looks are at the first ones;
    a ``narrowed`` look is at one year or at some rules.
    """
    same = {name for name, one in first.items() if name in newest and newest[name].findings == one.findings}
    corrected = [_without(newest, same), _without(first, same)]
    if narrowed:
        kept = [first.values()] if blind else [[newest[name] for name in same], *corrected]
        return list(chain.from_iterable(map(_by_year_and_rules, kept)))
    return [] if blind else corrected


def _without(exams: Mapping[str, Compared], names: Collection[str]) -> list[Compared]:
    return [one for name, one in exams.items() if name not in names]


def _by_year_and_rules(people: Collection[Compared]) -> list[list[Compared]]:
    found: dict[tuple[int, str], list[Compared]] = {}
    for one in people:
        found.setdefault((one.year, one.rules_version), []).append(one)
    return list(found.values())
