import csv
from pathlib import Path

import pytest

from screener.rules import classify

VIGNETTES = tuple(
    csv.DictReader(Path(__file__).with_name("vignettes.csv").read_text(encoding="utf-8").splitlines())
)


def test_no_vignette_stands_there_twice() -> None:
    assert len(VIGNETTES) == len({row["id"] for row in VIGNETTES}) > 0


@pytest.mark.parametrize("row", VIGNETTES, ids=[row["id"] for row in VIGNETTES])
def test_each_vignette_gives_its_pattern_and_its_caveat(row: dict[str, str]) -> None:
    result = classify(row["parts"].split(";"))
    assert (result.distribution, result.generalized) == (row["distribution"], row["generalized"] == "true")
    assert not row["caveat"] or row["caveat"] in result.caveats


@pytest.mark.parametrize(
    "row", [row for row in VIGNETTES if row["agrees"] == "false"], ids=lambda row: str(row["id"])
)
def test_where_the_rule_differs_from_its_source_a_caveat_says_so(row: dict[str, str]) -> None:
    assert row["caveat"] in classify(row["parts"].split(";")).caveats


@pytest.mark.parametrize(
    "row", [row for row in VIGNETTES if row["agrees"] == "true"], ids=lambda row: str(row["id"])
)
def test_where_the_rule_agrees_with_its_source_the_two_words_are_the_same(row: dict[str, str]) -> None:
    result = classify(row["parts"].split(";"))
    assert row["source_class"] == ("generalized" if result.generalized else result.distribution)
