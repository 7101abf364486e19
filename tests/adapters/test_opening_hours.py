"""Hours and holidays as administrators type them."""

from datetime import date, time

import pytest

from screener.adapters.opening_hours import read_holiday, read_hours, written_holiday, written_hours
from screener.clinic.opening import Holiday, Hours

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
    ],
)
def test_what_could_mean_two_times_or_none_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_hours(typed)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("12/25/2026 Christmas / Navidad", {"en": "Christmas", "es": "Navidad"}),
        ("2026-12-25: Christmas", {"en": "Christmas"}),
        ("12/25/2026 / Navidad", {"es": "Navidad"}),
        (" 12/25/2026 ", {}),
    ],
)
def test_a_holiday_has_a_day_and_names_by_language(typed: str, names: dict[str, str]) -> None:
    read = read_holiday(typed, ("en", "es"))
    assert read == Holiday(date(2026, 12, 25), names)
    assert read_holiday(written_holiday(read, ("en", "es")), ("en", "es")) == read


@pytest.mark.parametrize(
    "typed",
    [
        "12/24/2026 to 1/1/2027 Winter break / Vacaciones",
        "12/24/2026-1/1/2027: Winter break / Vacaciones",
        "2026-12-24 – 2027-01-01 Winter break / Vacaciones",
        "12/24/2026 al 1/1/2027, Winter break / Vacaciones",
    ],
)
def test_a_holiday_may_be_several_days(typed: str) -> None:
    read = read_holiday(typed, ("en", "es"))
    assert read == Holiday(date(2026, 12, 24), {"en": "Winter break", "es": "Vacaciones"}, date(2027, 1, 1))
    assert read_holiday(written_holiday(read, ("en", "es")), ("en", "es")) == read
    assert read_holiday("1/1/2027 to 1/1/2027", ("en", "es")) == Holiday(date(2027, 1, 1), {})


@pytest.mark.parametrize(
    "typed",
    [
        "1/1/2027 to 12/24/2026",
        "12/24/2026 to",
        "12/24/2026 to Jan 1",
        "12/24/2026 - 1/1/27",
        "12/24/2026 to 1/1/2028",
        "Christmas",
        "13/25/2026 x",
        "2/30/2026",
        "12/25/26",
        "1/1/2026 a / b / c",
    ],
)
def test_a_line_without_a_day_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_holiday(typed, ("en", "es"))
