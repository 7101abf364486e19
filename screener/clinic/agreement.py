"""How the marks fit the exam: figures about the questionnaire in this clinic, never about a person.

They are of those who came and were examined, so that they are neither the accuracy of the questionnaire nor anybody's
chance of having dystonia. Pure functions; every figure leaves here only as it may be shown (``small_cells``).
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from screener.body.anatomy import LIMB_REGION, MARKS, UNSIDED_MARKS, parse
from screener.clinic.exam import Exam
from screener.clinic.findings import ExamDistribution, Findings, Happened
from screener.clinic.intervals import Estimate, kappa, wilson
from screener.clinic.small_cells import Share, ShownTable, is_few, shown_groups, shown_part, shown_table
from screener.rules import classify
from screener.submissions.submission import Submission

WORDS: tuple[ExamDistribution, ...] = tuple(
    word for word in ExamDistribution if word is not ExamDistribution.NOT_DECIDED
)
"""The words that are compared, in the order of the table's rows and columns."""
NO_FLAG = ""
"""Stands for the submissions without a red flag, among which what was missed would be found."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One person's marks beside what the exam found."""

    marked: frozenset[str]
    marked_word: ExamDistribution
    findings: Findings
    blind: bool
    language: str
    respondent: str
    rules_version: str
    caveats: tuple[str, ...]
    flags: tuple[str, ...]


def compared(submission: Submission, parts: Collection[str], exam: Exam, findings: Findings) -> Compared:
    """Return the ``parts`` that were marked in a submission beside an exam of it."""
    return Compared(
        marked=unsided(parts),
        marked_word=word_of(submission.distribution, generalized=submission.generalized),
        findings=findings,
        blind=exam.blind,
        language=submission.language,
        respondent=submission.respondent,
        rules_version=submission.rules_version,
        caveats=submission.caveats,
        flags=submission.flags,
    )


def unsided(parts: Collection[str]) -> frozenset[str]:
    """Return marks as the sixteen of the body picture: a midline part without its side."""
    return frozenset(_unsided(part) for part in parts)


@lru_cache(maxsize=len(MARKS))
def _unsided(part: str) -> str:
    mark = parse(part)
    return str(mark) if mark.part in LIMB_REGION else mark.part.value


def word_of(distribution: str | None, *, generalized: bool) -> ExamDistribution:
    """Return the rule's answer in the words of an exam: generalized by its name, no pattern as none."""
    if generalized:
        return ExamDistribution.GENERALIZED
    return ExamDistribution(distribution) if distribution else ExamDistribution.NONE


@lru_cache(maxsize=4096)
def rule_on(parts: frozenset[str]) -> ExamDistribution:
    """Return what the rule says of parts that an exam saw."""
    found = classify(parts)
    return word_of(found.distribution, generalized=found.generalized)


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


def agreement(people: Sequence[Compared]) -> Agreement:
    """Return how the marks of people fit their exams."""
    decided = [one for one in people if one.findings.distribution is not ExamDistribution.NOT_DECIDED]
    undecided: int | None = len(people) - len(decided)
    if is_few(len(people) - len(decided)):
        people, undecided = decided, None
    return Agreement(
        examined=len(people),
        undecided=undecided,
        parts=tuple(_part(part, people) for part in UNSIDED_MARKS),
        described=_words(decided, lambda one: one.marked_word),
        rule=_words(decided, lambda one: rule_on(one.findings.parts)),
        groups=_groups(decided),
        flags=_flags(people),
    )


def interval(share: Share) -> Estimate:
    """Return the share from 0 to 1 with its 95 % interval (Wilson)."""
    return wilson(share.number, share.of)


def _part(part: str, people: Sequence[Compared]) -> PartAgreement:
    place = parse(part).part
    examined = [one for one in people if place not in one.findings.not_examined]
    found = Counter((part in one.marked, part in _seen(one)) for one in examined)
    both, marked_alone, seen_alone = found[True, True], found[True, False], found[False, True]
    seen, marked = Share(both, both + seen_alone), Share(both, both + marked_alone)
    return PartAgreement(part, seen if seen.shown else None, marked if marked.shown else None)


def _seen(one: Compared) -> frozenset[str]:
    return unsided(one.findings.parts)


def _words(people: Sequence[Compared], word: Callable[[Compared], ExamDistribution]) -> WordAgreement:
    found = Counter((word(one), one.findings.distribution) for one in people)
    counts = [[found[row, column] for column in WORDS] for row in WORDS]
    table = shown_table(counts)
    return WordAgreement(table, kappa(counts) if table.agreed else None)


def _agrees(one: Compared) -> bool:
    return one.marked_word is one.findings.distribution


def _groups(people: Sequence[Compared]) -> dict[str, dict[str, Share | None]]:
    whole = Share(sum(map(_agrees, people)), len(people))
    apart: dict[str, Callable[[Compared], str]] = {
        "language": lambda one: one.language,
        "respondent": lambda one: one.respondent,
        "rules version": lambda one: one.rules_version,
    }
    overlapping: dict[str, Callable[[Compared], tuple[str, ...]]] = {
        "caveat": lambda one: one.caveats,
        "flag": lambda one: one.flags,
    }
    shown: dict[str, dict[str, Share | None]] = {}
    for kind, name in apart.items():
        shares = _shares([((name(one),), _agrees(one)) for one in people])
        shown[kind] = shown_groups(shares)
    for kind, names in overlapping.items():
        shares = _shares([(names(one), _agrees(one)) for one in people])
        shown[kind] = {key: shown_part(share, whole) for key, share in shares.items()}
    return shown


def _flags(people: Sequence[Compared]) -> dict[str, Share | None]:
    known = [one for one in people if one.findings.urgent is not Happened.NOT_KNOWN]
    urgent = [((*one.flags,) or (NO_FLAG,), one.findings.urgent is Happened.YES) for one in known]
    whole = Share(sum(yes for _, yes in urgent), len(urgent))
    return {name: shown_part(share, whole) for name, share in _shares(urgent).items()}


def _shares(people: Sequence[tuple[tuple[str, ...], bool]]) -> dict[str, Share]:
    number, of = Counter[str](), Counter[str]()
    for names, counts in people:
        of.update(names)
        number.update(names if counts else ())
    return {name: Share(number[name], of[name]) for name in sorted(of)}
