"""How the marks fit the exams, as a table for a paper: a row for each figure that may be shown, its meaning beside it."""

import csv
import io
from collections.abc import Iterator

from screener.clinic.agreement import Agreement, WordAgreement, interval
from screener.clinic.intervals import Estimate
from screener.clinic.small_cells import FEWEST, Share
from screener.clinic.tallies import NO_FLAG, WORDS

HEADER = ("figure", "of", "number", "total", "value", "low", "high", "meaning")
MEANING = {
    "sent": "submissions of the time and rules that were asked for, without those that were closed as duplicates; nothing is hidden of this figure",
    "examined": "those of them with an exam; they are people who came, not all who answered; blind is an exam that was saved while the marks beside it were folded away, also by somebody who had read the submission before",
    "undecided": "exams without a word for the distribution; they count for parts and flags alone, and where they are 1 to 4, for nothing",
    "seen, had marked it": "of those in whom the exam saw the part, how many had marked it",
    "marked, was seen": "of those who had marked the part, in how many the exam saw it",
    "same word": "the person's pattern by the rule is the clinician's word",
    "rule on what the exam saw": "the rule's pattern of the parts that the exam saw is the clinician's word",
    "kappa": "Cohen's kappa, low and high its 95 % interval (Fleiss, Cohen and Everitt 1969)",
    "marked as, said": "people by the rule's pattern of their marks, then the clinician's word",
    "same word within": "the same word, among the people of one group",
    "urgent": "an emergency room visit or an urgent diagnosis within 30 days, where it is known",
}
"""What each figure means; the codebook of the table."""
_HIDDEN = f"hidden: it, its rest or another that follows from it is under {FEWEST}"


def table(sent: int, figures: Agreement) -> str:
    """Return the table as CSV. A share has its 95 % interval (Wilson) in ``low`` and ``high``, from 0 to 1."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(HEADER)
    for figure, of, numbers in _rows(sent, figures):
        writer.writerow((figure, of, *numbers, MEANING[figure]))
    return written.getvalue()


_Numbers = tuple[object, object, object, object, object]


def _rows(sent: int, figures: Agreement) -> Iterator[tuple[str, str, _Numbers]]:
    yield "sent", "", _count(sent)
    yield "examined", "", _count(figures.examined)
    yield "undecided", "", _count(_HIDDEN if figures.undecided is None else figures.undecided)
    for part in figures.parts:
        yield "seen, had marked it", part.part, _share(part.seen_marked)
        yield "marked, was seen", part.part, _share(part.marked_seen)
    yield "same word", "", _share(figures.described.table.agreed)
    yield "kappa", "same word", _estimate(figures.described.kappa)
    yield "rule on what the exam saw", "", _share(figures.rule.table.agreed)
    yield "kappa", "rule on what the exam saw", _estimate(figures.rule.kappa)
    yield from _cells(figures.described)
    for kind, groups in figures.groups.items():
        for name, share in groups.items():
            yield "same word within", f"{kind}: {name}", _share(share)
    for name, share in figures.flags.items():
        yield "urgent", "no red flag" if name == NO_FLAG else f"flag: {name}", _share(share)


def _cells(described: WordAgreement) -> Iterator[tuple[str, str, _Numbers]]:
    for row, counts in zip(WORDS, described.table.cells, strict=True):
        for column, count in zip(WORDS, counts, strict=True):
            yield "marked as, said", f"{row}, {column}", _count(_HIDDEN if count is None else count)


def _count(number: object) -> _Numbers:
    return number, "", "", "", ""


def _share(share: Share | None) -> _Numbers:
    if share is None:
        return _count(_HIDDEN)
    found = interval(share)
    return share.number, share.of, *_rounded(found)


def _estimate(estimate: Estimate | None) -> _Numbers:
    return _count(_HIDDEN) if estimate is None else ("", "", *_rounded(estimate, 2))


def _rounded(estimate: Estimate, digits: int = 4) -> tuple[str, str, str]:
    value, low, high = (f"{each:.{digits}f}" for each in (estimate.value, estimate.low, estimate.high))
    return value, low, high
