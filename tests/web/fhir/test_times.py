"""The times of a search are read as FHIR says: what is not written is a span."""

from datetime import UTC, datetime

import pytest

from screener.web.fhir.times import span


def _at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("written", "since", "until"),
    [
        (["2026"], _at(2026, 1, 1), _at(2027, 1, 1)),
        (["2026-12"], _at(2026, 12, 1), _at(2027, 1, 1)),
        (["eq2026-02-28"], _at(2026, 2, 28), _at(2026, 3, 1)),
        (["ge2026-02-28"], _at(2026, 2, 28), None),
        (["gt2026-02-28"], _at(2026, 3, 1), None),
        (["le2026-02-28"], None, _at(2026, 3, 1)),
        (["lt2026-02-28"], None, _at(2026, 2, 28)),
        (["ge2026-02-28T10:30Z", "lt2026-02-28T10:31Z"], _at(2026, 2, 28, 10, 30), _at(2026, 2, 28, 10, 31)),
        (["gt2026-02-28T10:30:05Z"], _at(2026, 2, 28, 10, 30, 6), None),
        (["gt2026-02-28T10:30:05.123Z"], _at(2026, 2, 28, 10, 30, 5, 124000), None),
        (["ge2026-02-28T10:30:05.123+02:00"], _at(2026, 2, 28, 8, 30, 5, 123000), None),
        (["ge2026-02-28T10:30:05"], _at(2026, 2, 28, 10, 30, 5), None),
        (["sa2026-02-28"], _at(2026, 3, 1), None),
        (["sa2026"], _at(2027, 1, 1), None),
        (["eb2026-02"], None, _at(2026, 2, 1)),
        (["sa2026-02-28T10:30:05Z"], _at(2026, 2, 28, 10, 30, 6), None),
        (["le2024-02-29"], None, _at(2024, 3, 1)),
        (["ge2026-01-01", "ge2026-02-01"], _at(2026, 2, 1), None),
        (["ge2026-01-01", "lt2027", "gt2026-02", "eb2026-12"], _at(2026, 3, 1), _at(2026, 12, 1)),
        (["lt2026-01-01", "lt2026-02-01"], None, _at(2026, 1, 1)),
        ([], None, None),
    ],
)
def test_a_time_is_a_span(written: list[str], since: datetime | None, until: datetime | None) -> None:
    assert span(written) == (since, until)


@pytest.mark.parametrize(
    "written",
    [
        [""], ["x"], ["ne2026"], ["2026-13"], ["2026-02-30"], ["0000"], ["9999-12-31"], ["ge2026-02-28 10:30"],
        ["ge2026-02-28T25:00Z"], ["2026-1-1"], ["\N{FULLWIDTH DIGIT TWO}026"], ["ap2026"], ["GE2026"], ["ge2026,lt2027"], ["ge"], ["ge2026", "x"],
    ],
)  # fmt: skip
def test_what_is_no_time_is_refused(written: list[str]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of whatever kind, it says what to mend
        span(written)
