"""A tablet of the clinic without a line: the person's answers go from the screen, and the page comes back by itself."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.person import Person
from tests.browser.test_journeys import starts

Someone = Callable[..., Person]


def _on_a_tablet(person: Person) -> Person:
    starts(person)
    address = person.page.url.partition("/screen")[0]
    person.page.context.add_cookies([{"name": "screener-kiosk", "value": "any", "url": address}])
    person.page.clock.install()
    return person.goes_to("/screen/body-parts").marks("Neck")


def test_offline_at_the_end_of_its_minutes_it_shows_a_page_of_its_own_and_recovers(someone: Someone) -> None:
    person = _on_a_tablet(someone("tablet-offline"))
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


def test_keeping_the_answers_on_a_tablet_keeps_them(someone: Someone) -> None:
    person = _on_a_tablet(someone())
    person.page.clock.fast_forward("02:35")
    warning = person.page.get_by_role("alertdialog", name="Are you still there?")
    expect(warning).to_be_visible()
    warning.get_by_role("button", name="Keep my answers").click()
    expect(warning).to_be_hidden()
    assert person.faults == []
    expect(person.page.get_by_label("Neck", exact=True)).to_be_checked()
