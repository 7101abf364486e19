"""How the marks fit the exam: figures about the questionnaire in this clinic, never about a person.

They are of those who came and were examined, so that they are neither the accuracy of the questionnaire nor anybody's
chance of having dystonia. Pure functions; every figure leaves here only as it may be shown (``small_cells``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from screener.clinic.groups import Group, leaves_few, shown_within
from screener.clinic.intervals import Estimate, wilson
from screener.clinic.shown_kappa import shown_kappa, tells_of_step
from screener.clinic.small_cells import (
    Share,
    ShownTable,
    is_few,
    nothing_of,
    shown_groups,
    shown_part,
    shown_table,
)
from screener.clinic.tallies import WORDS, Compared, Overlapping, Tallies, on_the_diagonal, tallies


@dataclass(frozen=True, slots=True)
class PartAgreement:
    """Of those who were examined there: ``seen_marked`` of those in whom it was seen, how many had marked it; and back."""

    part: str
    seen_marked: Share | None
    marked_seen: Share | None


@dataclass(frozen=True, slots=True)
class WordAgreement:
    """Words beside the clinician's: the table (a row for each word, ``WORDS`` across), exact agreement, kappa."""

    table: ShownTable
    kappa: Estimate | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """The figures that may be shown. ``undecided`` exams have no word and are in ``parts`` and ``flags`` alone.

    Where they are few, ``undecided`` is ``None`` and they are in no figure: how many they are would follow from the others.

    ``groups`` are shares of exact agreement, by kind and name; ``flags`` are, for each flag and for ``NO_FLAG``, the people
    with an emergency room visit or an urgent diagnosis of those about whom this is known.
    """

    examined: int
    undecided: int | None
    parts: tuple[PartAgreement, ...]
    described: WordAgreement
    rule: WordAgreement
    groups: Mapping[str, Mapping[str, Share | None]]
    flags: Mapping[str, Share | None]


def agreement(people: Sequence[Compared], steps: Sequence[Sequence[Compared]] = ()) -> Agreement:
    """Return how the marks of people fit their exams.

    Where other figures can be asked for that are of more people or of fewer, ``steps`` are those by whom one can differ from
    another, each by itself. A figure is shown if it may be shown of each step: then it may be of any that are taken together,
    and subtracting one figure from another leaves nobody who is few.
    """
    undecided: int | None = sum(not one.is_decided for one in people)
    if is_few(undecided or 0) or any(is_few(sum(not one.is_decided for one in step)) for step in steps):
        people, undecided = [one for one in people if one.is_decided], None
    counted = tallies(people)
    described = _words(counted.described)
    figures = Agreement(
        examined=len(people),
        undecided=undecided,
        parts=tuple(
            PartAgreement(part, seen if seen.shown else None, marked if marked.shown else None)
            for part, (seen, marked) in counted.parts.items()
        ),
        described=described,
        rule=_words(counted.rule),
        groups=_groups(counted, described.table),
        flags=_shown_overlapping(counted.urgent),
    )
    # Some figures are of the decided alone, so that either half of a step can be what two figures differ by.
    for step in steps:
        for decided in (True, False):
            figures = _beside(figures, counted, tallies([one for one in step if one.is_decided is decided]))
    return figures


def interval(share: Share) -> Estimate:
    """Return the share from 0 to 1 with its 95 % interval (Wilson)."""
    return wilson(share.number, share.of)


def _words(counts: Sequence[Sequence[int]]) -> WordAgreement:
    table = shown_table(counts)
    return WordAgreement(table, shown_kappa(counts, table))


def _groups(counted: Tallies, table: ShownTable) -> dict[str, dict[str, Share | None]]:
    shown: dict[str, dict[str, Share | None]] = {
        kind: shown_groups(shares) for kind, shares in counted.apart.items()
    }
    # A caveat follows from the marks, and so does the word: that of a row may be a part of it, or all of it.
    rows = [
        (row, table.totals[place] is not None and table.cells[place][place] is not None)
        for place, word in enumerate(WORDS)
        if (row := counted.words.groups.get(word))
    ]
    for kind, groups in counted.overlapping.items():
        shown[kind] = _shown_overlapping(groups, rows if kind == "caveat" else ())
    return shown


def _shown_overlapping(
    found: Overlapping, wholes: Sequence[tuple[Group, bool]] = ()
) -> dict[str, Share | None]:
    shares = {name: shown_part(group.share, found.everybody.share) for name, group in found.groups.items()}
    shown = [name for name, share in shares.items() if share]
    left = shown_within(found.groups, shown, [*wholes, (found.everybody, True)])
    return {name: share if name in left else None for name, share in shares.items()}


def _beside(figures: Agreement, counted: Tallies, step: Tallies) -> Agreement:
    """Return the figures without those of which a few people are in the step; all of them are as ``counted``."""
    return replace(
        figures,
        parts=tuple(
            PartAgreement(
                one.part,
                None if leaves_few(step.parts[one.part][0]) else one.seen_marked,
                None if leaves_few(step.parts[one.part][1]) else one.marked_seen,
            )
            for one in figures.parts
        ),
        described=_words_beside(figures.described, counted.described, step.described),
        rule=_words_beside(figures.rule, counted.rule, step.rule),
        groups={
            kind: _groups_beside(shares, step.apart[kind])
            if kind in step.apart
            else _overlapping_beside(shares, step.overlapping[kind])
            for kind, shares in figures.groups.items()
        },
        flags=_overlapping_beside(figures.flags, step.urgent),
    )


def _words_beside(
    words: WordAgreement, counts: Sequence[Sequence[int]], step: Sequence[Sequence[int]]
) -> WordAgreement:
    if leaves_few(on_the_diagonal(step)):
        return WordAgreement(_untold(words.table), None)
    if any(is_few(count) for row in step for count in row):
        table = replace(_untold(words.table), agreed=words.table.agreed)
        return WordAgreement(table, None if tells_of_step(counts, step) else words.kappa)
    return words


def _untold(table: ShownTable) -> ShownTable:
    # Which cells are few would narrow them down beside those of another look.
    places = range(len(table.cells))
    return replace(nothing_of(table), held_back=frozenset(product(places, places)))


def _groups_beside(shares: Mapping[str, Share | None], step: Mapping[str, Share]) -> dict[str, Share | None]:
    # One that is hidden alone would follow from the others and the whole.
    if any(leaves_few(share) for share in step.values()):
        return dict.fromkeys(shares)
    return dict(shares)


def _overlapping_beside(shares: Mapping[str, Share | None], step: Overlapping) -> dict[str, Share | None]:
    few = {
        name
        for name, group in step.groups.items()
        if leaves_few(group.share) or leaves_few(step.everybody.without([group]))
    }
    return {name: None if name in few else share for name, share in shares.items()}
