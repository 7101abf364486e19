"""Figures for research as a file: two tables, and what each of their columns and values means. No word of a person is in it."""

import csv
import io
import zipfile
from collections.abc import Iterable

from screener.clinic.research import (
    ANYTHING,
    BANDS,
    COLUMNS,
    NO_ANSWER,
    Figures,
)
from screener.clinic.small_cells import FEWEST
from screener.dystonia import DYSTONIA
from screener.dystonia.red_flags import EVERY_FLAG

_NEW_YEAR_1980 = (1980, 1, 1, 0, 0, 0)
_HIDDEN = f"under {FEWEST}, or everybody or nearly everybody, or the most of a question with such a choice: empty; the most are about what the others leave of everybody"
_ABOUT = (
    (
        "people.csv",
        "number",
        "",
        f"people who are alike in the whole row, rounded to a multiple of {FEWEST}; each once, by their newest answers, where name, date of birth, phone or email let them be known again",
    ),
    ("people.csv", "any", ANYTHING, f"any value: fewer than {FEWEST} would be alike with it"),
    (
        "people.csv",
        "age_now",
        "",
        f"age in years when the answers were sent: {', '.join(b for _, b in BANDS)}",
    ),
    ("people.csv", "sex", "", "as answered"),
    ("people.csv", "respondent", "", "who answered"),
    ("people.csv", "language", "", "language of the pages"),
    ("people.csv", "month", "", "month in which the answers were sent, at the clinic"),
    (
        "counts.csv",
        "number",
        "",
        f"people, of all who were counted, rounded to a multiple of {FEWEST}; {_HIDDEN}",
    ),
    ("counts.csv", "any", NO_ANSWER, "not asked, skipped, or a choice that is asked no more"),
    (
        "counts.csv",
        "pattern",
        "",
        "what the rule of the program made of the marked parts; nobody's diagnosis",
    ),
    ("counts.csv", "flags", "", "what made the program say that somebody should be seen soon"),
)


def archive(figures: Figures) -> bytes:
    """Return the tables and their codebook as a ZIP file; the same figures give the same bytes."""
    written = io.BytesIO()
    files = {
        "people.csv": _table(
            (*COLUMNS, "number"), ((*row, number) for row, number in figures.people.items())
        ),
        "counts.csv": _table(("question", "choice", "number"), _counts(figures)),
        "codebook.csv": _table(("file", "name", "value", "meaning"), _codebook(figures)),
    }
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(zipfile.ZipInfo(name, _NEW_YEAR_1980), text)
    return written.getvalue()


def _counts(figures: Figures) -> Iterable[tuple[object, ...]]:
    yield "everybody", "", figures.total
    for counts in figures.counts:
        for choice, number in counts.numbers.items():
            yield counts.question, choice, "" if number is None else number


def _codebook(figures: Figures) -> Iterable[tuple[object, ...]]:
    yield from _ABOUT
    for counts in figures.counts:
        question = DYSTONIA.questions.get(counts.question)
        if question is None:
            continue
        yield "counts.csv", question.id, "", question.words.you
        for choice in question.choices:
            yield "counts.csv", question.id, choice.id, choice.label.you
    for flag in EVERY_FLAG:
        yield "counts.csv", "flags", flag.id, flag.for_clinician


def _table(header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(header)
    writer.writerows(rows)
    return written.getvalue()
