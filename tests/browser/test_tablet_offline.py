"""A tablet of the clinic without a line: the person's answers go from the screen, and the page comes back by itself."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person
from tests.browser.test_tablet import tablet

Someone = Callable[..., Person]


@pytest.fixture
def on_a_tablet(someone: Someone, instance: Path) -> Person:
    """Somebody at a tablet who has begun, with a clock that the test moves."""
    person = tablet(someone, instance)
    person.page.clock.install()
    person.goes_to("/screen/emergency")
    for button in ("None of these", "Continue"):
        if button == "Continue":
            person.marks("Myself")
        with person.page.expect_navigation():
            person.page.get_by_role("button", name=button, exact=True).click()
    return person.is_on("/screen/body-parts").marks("Neck")


def test_offline_at_the_end_of_its_minutes_it_shows_a_page_of_its_own_and_recovers(
    on_a_tablet: Person,
) -> None:
    person = on_a_tablet
    person.page.context.set_offline(True)
    person.page.clock.fast_forward("03:01")
    expect(person.page.get_by_role("heading", name="This tablet has no connection")).to_be_visible()
    assert person.page.get_by_label("Neck", exact=True).count() == 0
    assert person.findings() == []
    person.page.clock.fast_forward("00:10")
    expect(person.page.get_by_role("heading", name="This tablet has no connection")).to_be_visible()
    person.page.context.set_offline(False)
    person.page.clock.fast_forward("00:10")
    person.page.wait_for_url("**/")
    person.sees("Start the questions")


def test_the_start_page_too_ends_on_a_page_of_its_own_and_recovers(on_a_tablet: Person) -> None:
    person = on_a_tablet.goes_to("/es/")
    person.page.context.set_offline(True)
    person.page.clock.fast_forward("02:50")
    expect(person.page.get_by_role("alertdialog")).to_have_count(0)
    person.page.clock.fast_forward("00:11")
    title = person.page.get_by_role("heading", level=1)
    expect(title).to_have_text("Esta tableta no tiene conexión")
    person.page.context.set_offline(False)
    person.page.clock.fast_forward("00:10")
    person.page.wait_for_url("**/")
    person.sees("Start the questions")


@pytest.mark.parametrize(
    ("address", "pressed", "leads_to"),
    [("/", "Start the questions", "/screen/emergency"), ("/screen/body-parts", "Continue", "/screen/onset")],
)
def test_a_press_without_a_line_stays_on_the_page_until_it_arrives(
    on_a_tablet: Person, address: str, pressed: str, leads_to: str
) -> None:
    person = on_a_tablet
    if address == "/":
        person.goes_to(address)
    page = person.page
    # A line that is cut behind the router: the browser still says that it is connected.
    page.route("**/*", lambda route: route.abort())
    control = page.get_by_role("link", name=pressed).or_(page.get_by_role("button", name=pressed, exact=True))
    for _ in range(2):
        control.click()
        expect(page.locator(".offline")).to_be_visible()
    person.is_on(address)
    page.unroute("**/*")
    control.click()
    page.wait_for_url(f"**{leads_to}")


def test_keeping_the_answers_on_a_tablet_keeps_them(on_a_tablet: Person) -> None:
    person = on_a_tablet
    person.page.clock.fast_forward("02:35")
    warning = person.page.get_by_role("alertdialog", name="Are you still there?")
    expect(warning).to_be_visible()
    warning.get_by_role("button", name="Keep my answers").click()
    expect(warning).to_be_hidden()
    assert person.faults == []
    expect(person.page.get_by_label("Neck", exact=True)).to_be_checked()


def test_a_press_without_a_finger_keeps_the_answers_on_a_tablet_too(on_a_tablet: Person) -> None:
    page = on_a_tablet.page
    page.clock.fast_forward("02:35")
    warning = page.get_by_role("alertdialog", name="Are you still there?")
    expect(warning).to_be_visible()
    warning.get_by_role("button", name="Keep my answers").evaluate("button => button.click()")
    expect(warning).to_be_hidden()
    page.clock.fast_forward("00:40")
    expect(page.get_by_label("Neck", exact=True)).to_be_checked()


def test_a_tablet_whose_clock_is_set_back_forgets_the_answers_all_the_same(on_a_tablet: Person) -> None:
    page = on_a_tablet.page
    page.evaluate("{ const now = Date.now; Date.now = () => now() - 3 * 3600e3 }")
    page.clock.fast_forward("03:01")
    page.wait_for_url("**/")
    on_a_tablet.sees("Start the questions").goes_to("/screen/body-parts").is_on("/screen/emergency")


def test_a_line_that_answers_nothing_leaves_nobodys_answers_on_the_screen(on_a_tablet: Person) -> None:
    page = on_a_tablet.page
    page.route("**/*", lambda _: None)
    page.clock.fast_forward("03:01")
    page.clock.fast_forward("00:09")
    expect(page.get_by_role("heading", name="This tablet has no connection")).to_be_visible()
    assert page.get_by_label("Neck", exact=True).count() == 0
