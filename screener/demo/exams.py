"""What an exam might have found of a synthetic person: mostly what was marked, and believably not always."""

from random import Random

from screener.body.anatomy import UNSIDED_MARKS
from screener.clinic.findings import Company, Decision, ExamDistribution, Findings, Happened
from screener.clinic.tallies import rule_on

_EXAMINED, _MISSED, _ADDED, _OTHER_WORD, _NO_DYSTONIA = 0.85, 0.2, 0.15, 0.1, 0.08
"""How often an exam is written down; a mark was not seen; a part more was; the word is another; it is no dystonia."""
_URGENT, _URGENT_WITHOUT_FLAG, _KNOWN = 0.35, 0.02, 0.8


def exam_of(parts: tuple[str, ...], *, flagged: bool, random: Random) -> Findings | None:
    """Return the findings of a visit of somebody who marked ``parts``, ``None`` where nobody wrote them down."""
    if random.random() > _EXAMINED:
        return None
    happened = _after(flagged=flagged, random=random)
    seen = frozenset(part for part in parts if random.random() > _MISSED)
    if random.random() < _ADDED:
        seen |= {random.choice(UNSIDED_MARKS)}
    if not seen or random.random() < _NO_DYSTONIA:
        return Findings(
            frozenset(),
            frozenset(),
            Decision.NO,
            ExamDistribution.NONE,
            Company.NOT_DECIDED,
            emergency_room=happened,
            urgent_diagnosis=happened,
        )
    word = rule_on(seen)
    if random.random() < _OTHER_WORD:
        word = random.choice(
            [ExamDistribution.SEGMENTAL, ExamDistribution.MULTIFOCAL, ExamDistribution.NOT_DECIDED]
        )
    return Findings(
        seen,
        frozenset(),
        Decision.YES,
        word,
        random.choice([Company.ISOLATED, Company.ISOLATED, Company.COMBINED]),
        emergency_room=happened,
        urgent_diagnosis=happened,
    )


def _after(*, flagged: bool, random: Random) -> Happened:
    if random.random() > _KNOWN:
        return Happened.NOT_KNOWN
    return Happened.YES if random.random() < (_URGENT if flagged else _URGENT_WITHOUT_FLAG) else Happened.NO
