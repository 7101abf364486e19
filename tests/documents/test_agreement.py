"""The table for a paper: every figure with its meaning, and none about a small group."""

import csv
import io

from screener.clinic.agreement import agreement
from screener.clinic.findings import ExamDistribution
from screener.documents.agreement import HEADER, MEANING, table
from tests.clinic.test_agreement import SEGMENTAL, person


def _rows(number: int) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table(number, agreement([person()] * number)))))


def test_every_row_has_its_meaning_and_every_meaning_its_row() -> None:
    rows = _rows(7)
    assert tuple(rows[0]) == HEADER
    assert {(row["figure"], row["meaning"]) for row in rows} == set(MEANING.items()) - {
        ("urgent", MEANING["urgent"])
    }


def test_a_share_has_its_interval_and_a_small_one_is_hidden() -> None:
    shown = {(row["figure"], row["of"]): row for row in _rows(7)}
    assert list(shown["same word", ""].values())[2:7] == ["7", "7", "1.0000", "0.6457", "1.0000"]
    assert shown["seen, had marked it", "larynx"]["number"].startswith("hidden")
    hidden = {(row["figure"], row["of"]): row["number"] for row in _rows(4)}
    assert hidden["same word", ""].startswith("hidden")
    assert hidden["examined", ""] == "4"


def test_kappa_has_no_more_digits_than_nobody_follows_from() -> None:
    people = (
        [person()] * 20
        + [person(**SEGMENTAL)] * 5
        + [person("jaw", ExamDistribution.SEGMENTAL, **SEGMENTAL)] * 15
    )
    rows = csv.DictReader(io.StringIO(table(40, agreement(people))))
    (found,) = (row for row in rows if (row["figure"], row["of"]) == ("kappa", "same word"))
    assert (found["value"], found["low"], found["high"]) == ("0.75", "0.55", "0.95")
