"""The clock of a desk's machine is set back: the record is not left in sight for as long, and typing is still use."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.test_clinic import Someone, at_a_desk, receives, with_an_account

_SET_BACK = "{ const now = Date.now; Date.now = () => now() - 3 * 3600e3 }"


def test_a_clock_that_is_set_back_leaves_no_record_in_sight(
    someone: Someone, instance: Path, server: str
) -> None:
    assert server
    reference = receives(instance, "Clara Clock")
    kim = at_a_desk(someone, with_an_account(instance, "kim@clinic.example", "Kim Keys"))
    kim.page.clock.install()
    kim.goes_to(f"/clinic/submissions/{reference}").page.evaluate(_SET_BACK)
    warning, note = kim.page.locator("[data-idle]"), kim.page.get_by_label("Note", exact=True)
    with kim.page.expect_request("**/stay.svg*"):
        note.press_sequentially("Mornings.")
    kim.page.evaluate(_SET_BACK)
    kim.page.clock.fast_forward("00:02")
    kim.page.clock.fast_forward("13:01")
    expect(warning).to_be_visible()
