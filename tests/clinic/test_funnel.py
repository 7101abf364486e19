"""How far people come, and when that is a reason to look."""

from datetime import date, timedelta

import pytest

from screener.clinic.funnel import BEFORE, RECENT, SENT, STARTED, Seen, funnel

TODAY = date(2026, 4, 28)
PAGES = (STARTED, "body-parts", SENT)


def _seen(
    page: str, days_ago: int, number: int, language: str = "en", *, tablet: bool = False
) -> tuple[Seen, int]:
    return Seen(TODAY - timedelta(days_ago), page, language, tablet), number


def test_each_page_is_counted_by_language_and_device_and_small_numbers_are_not_shown() -> None:
    found = funnel(
        [
            _seen(STARTED, 0, 3),
            _seen(STARTED, 1, 4),
            _seen(STARTED, 0, 4, "es"),
            _seen(STARTED, 0, 8, "es", tablet=True),
            _seen(STARTED, BEFORE.days, 99),
            _seen(STARTED, -1, 99),
            _seen("no longer asked", 0, 99),
        ],
        PAGES,
        TODAY,
    )
    assert found.pages[STARTED] == {("en", False): 7, ("es", False): None, ("es", True): 8}
    assert set(found.pages[SENT].values()) == {None}
    assert [*found.pages] == [*PAGES]
    assert (found.recent, found.before, found.collapsed) == (None, None, False)


@pytest.mark.parametrize(
    ("sent_now", "sent_before", "collapsed"),
    [(10, 40, False), (9, 40, True), (0, 40, True), (0, 0, False), (20, 40, False)],
)
def test_a_collapse_is_less_than_half_of_what_is_sent_per_start(
    sent_now: int,
    sent_before: int,
    collapsed: bool,  # noqa: FBT001 - a row of a table
) -> None:
    days_ago = RECENT.days
    found = funnel(
        [
            _seen(STARTED, 0, 50),
            _seen(SENT, days_ago - 1, sent_now),
            _seen(STARTED, days_ago, 100),
            _seen(SENT, days_ago, sent_before),
        ],
        PAGES,
        TODAY,
    )
    assert (found.recent, found.before) == (2 * sent_now, sent_before)
    assert found.collapsed is collapsed


def test_a_few_starts_are_no_reason_to_warn() -> None:
    counts = [_seen(STARTED, 0, 19), _seen(STARTED, 9, 100), _seen(SENT, 9, 90)]
    assert not funnel(counts, PAGES, TODAY).collapsed
    assert not funnel([_seen(STARTED, 0, 100)], PAGES, TODAY).collapsed
