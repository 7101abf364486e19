"""Hours as administrators type them."""

from datetime import time

import pytest

from screener.adapters.opening_hours import read_hours, written_hours
from screener.clinic.opening import Hours

WHOLE = (Hours(time(8), time(17)),)
HALVES = (Hours(time(8), time(12)), Hours(time(13), time(17)))


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("", ()),
        (" Closed ", ()),
        ("8 am to 5 pm", WHOLE),
        ("8am-5pm", WHOLE),
        ("8:00 A.M. – 5:00 P.M.", WHOLE),
        ("08:00-17:00", WHOLE),
        ("8 a. m. a 5 p. m.", WHOLE),
        ("1 pm to 5 pm, 8 am to 12 pm", HALVES),
        ("8:00-12:00, 13:00-17:00", HALVES),
        ("8:00-17:00", WHOLE),
        ("01:00-05:00", (Hours(time(1), time(5)),)),
        ("12:00-17:00", (Hours(time(12), time(17)),)),
        ("20:00-2:00", (Hours(time(20), time(2)),)),
        ("6:00-14:00", (Hours(time(6), time(14)),)),
        ("12:30 to 1:00 pm", (Hours(time(12, 30), time(13)),)),
        ("8 am to 12 pm and 1 pm to 5 pm", HALVES),
        ("12 am to 12 pm", (Hours(time(0), time(12)),)),
        ("8 pm to 2 am", (Hours(time(20), time(2)),)),
        ("noon to midnight", (Hours(time(12), time(0)),)),
        ("18:00-24:00", (Hours(time(18), time(0)),)),
        ("mediodía a medianoche", (Hours(time(12), time(0)),)),
        ("24 hours", (Hours(time(0), time(0)),)),
        ("All day", (Hours(time(0), time(0)),)),
        ("00:00-24:00", (Hours(time(0), time(0)),)),
    ],
)
def test_hours_are_read_as_people_write_them(typed: str, hours: tuple[Hours, ...]) -> None:
    assert read_hours(typed) == hours
    assert read_hours(written_hours(hours)) == hours


@pytest.mark.parametrize(
    "typed",
    [
        "8 to 5",
        "24:30-25:00",
        "8 am to 5 am",
        "24 to 24",
        "5 pm to 8 am",
        "13 pm to 2 pm",
        "0 am to 2 am",
        "25:00-26:00",
        "8 am to",
        "8 am",
        "8:00-12:00, 1:00-5:00",
        "1:00-5:00",
        "12:00-5:00",
        "1:00 to 5:00 pm",
        "8:00 pm to 2:00",
    ],
)
def test_what_could_mean_two_times_or_none_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_hours(typed)
