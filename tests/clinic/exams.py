"""Exams for tests: a neck that turns, and whatever else a test says."""

from typing import Any

from screener.clinic.findings import Company, Decision, ExamDistribution, Findings


def findings(**changes: Any) -> Findings:
    """Return the findings of an exam of the neck, changed as a test needs them."""
    found = {
        "parts": frozenset({"neck"}),
        "not_examined": frozenset(),
        "dystonia": Decision.YES,
        "distribution": ExamDistribution.FOCAL,
        "company": Company.ISOLATED,
    }
    return Findings(**(found | changes))
