"""People's marks beside their exams, counted: what the figures of agreement are made of, before any of it may be shown."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from screener.body.anatomy import LIMB_REGION, MARKS, UNSIDED_MARKS, BodyPart, parse
from screener.clinic.exam import Exam
from screener.clinic.findings import ExamDistribution, Findings, Happened
from screener.clinic.groups import Group
from screener.clinic.small_cells import Share
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
    year: int
    """The year in which the answers came, in the clinic's zone."""

    @property
    def is_decided(self) -> bool:
        """Whether the exam has a word for the distribution."""
        return self.findings.distribution is not ExamDistribution.NOT_DECIDED

    @property
    def agrees(self) -> bool:
        """Whether the rule's word for what was marked is the clinician's."""
        return self.marked_word is self.findings.distribution


def compared(
    submission: Submission, parts: Collection[str], exam: Exam, findings: Findings, year: int
) -> Compared:
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
        year=year,
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
class Overlapping:
    """Groups of which one person may be in several or in none, and everybody who could be in one."""

    groups: Mapping[str, Group]
    everybody: Group


@dataclass(frozen=True, slots=True)
class Tallies:
    """What is counted of some people.

    ``parts``: of those in whom a part was seen, how many had marked it, and back. ``described`` and ``rule`` are tables, a row
    for each word and ``WORDS`` across. ``apart`` and ``overlapping`` are the same word within groups, by kind; those of a kind
    in ``apart`` are everybody together. ``words`` are the rows of ``described``. ``urgent`` is, by flag and for ``NO_FLAG``, an urgent finding among those of whom it is
    known whether there was one.
    """

    parts: Mapping[str, tuple[Share, Share]]
    described: Sequence[Sequence[int]]
    rule: Sequence[Sequence[int]]
    apart: Mapping[str, Mapping[str, Share]]
    overlapping: Mapping[str, Overlapping]
    words: Overlapping
    urgent: Overlapping


def tallies(people: Sequence[Compared]) -> Tallies:
    """Return what is counted of people. Exams without a word for the distribution count for parts and urgent findings alone."""
    decided = [one for one in people if one.is_decided]
    apart: dict[str, Callable[[Compared], str]] = {
        "language": lambda one: one.language,
        "respondent": lambda one: one.respondent,
        "rules version": lambda one: one.rules_version,
    }
    overlapping: dict[str, Callable[[Compared], tuple[str, ...]]] = {
        "caveat": lambda one: one.caveats,
        "flag": lambda one: one.flags,
    }
    known = [one for one in people if one.findings.urgent is not Happened.NOT_KNOWN]
    return Tallies(
        parts=_parts(people),
        described=_table(decided, lambda one: one.marked_word),
        rule=_table(decided, lambda one: rule_on(one.findings.parts)),
        apart={
            kind: {
                key: group.share
                for key, group in _overlapping([((name(one),), one.agrees) for one in decided]).groups.items()
            }
            for kind, name in apart.items()
        },
        overlapping={
            kind: _overlapping([(names(one), one.agrees) for one in decided])
            for kind, names in overlapping.items()
        },
        words=_overlapping([((one.marked_word,), one.agrees) for one in decided]),
        urgent=_overlapping(
            [((*one.flags,) or (NO_FLAG,), one.findings.urgent is Happened.YES) for one in known]
        ),
    )


def on_the_diagonal(table: Sequence[Sequence[int]]) -> Share:
    """Return those of a table of whom both said the same, of all."""
    return Share(sum(row[place] for place, row in enumerate(table)), sum(map(sum, table)))


def _parts(people: Sequence[Compared]) -> dict[str, tuple[Share, Share]]:
    both, marked, seen = Counter[str](), Counter[str](), Counter[str]()
    for one in people:
        examined = _examined(one.findings.not_examined)
        marked_here, seen_here = one.marked & examined, unsided(one.findings.parts) & examined
        both.update(marked_here & seen_here)
        marked.update(marked_here)
        seen.update(seen_here)
    return {part: (Share(both[part], seen[part]), Share(both[part], marked[part])) for part in UNSIDED_MARKS}


@lru_cache(maxsize=4096)
def _examined(left_out: frozenset[BodyPart]) -> frozenset[str]:
    return frozenset(part for part in UNSIDED_MARKS if parse(part).part not in left_out)


def _table(people: Sequence[Compared], word: Callable[[Compared], ExamDistribution]) -> list[list[int]]:
    found = Counter((word(one), one.findings.distribution) for one in people)
    return [[found[row, column] for column in WORDS] for row in WORDS]


def _overlapping(people: Sequence[tuple[tuple[str, ...], bool]]) -> Overlapping:
    members: dict[str, set[int]] = {}
    for place, (names, _) in enumerate(people):
        for name in names:
            members.setdefault(name, set()).add(place)
    counting = frozenset(place for place, (_, counts) in enumerate(people) if counts)
    groups = {name: Group(frozenset(members[name]), counting & members[name]) for name in sorted(members)}
    return Overlapping(groups, Group(frozenset(range(len(people))), counting))
