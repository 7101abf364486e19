"""A tablet in the waiting room, in a real browser: what it does when its minutes end, with a connection and without."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from screener import create_app
from screener.audit import Actor
from screener.settings import from_environment
from screener.web.use_cases import use_cases
from tests.browser.person import Person
from tests.browser.test_journeys import starts

Someone = Callable[..., Person]


def _tablet(someone: Someone, instance: Path, **options: object) -> Person:
    app = create_app(from_environment({"SCREENER_INSTANCE": str(instance)}))
    code = use_cases(app).tablets.make("Waiting room", Actor("test", ""))
    use_cases(app).database.engine.dispose()
    person = someone("tablet", viewport={"width": 820, "height": 1180}, **options)
    person.page.goto(f"/?kiosk={code}")
    return person.sees_a_sound_page()


def test_without_a_connection_the_end_of_the_minutes_has_a_page_of_its_own_that_recovers(
    someone: Someone, instance: Path
) -> None:
    person = starts(_tablet(someone, instance)).marks("Neck")
    person.page.clock.install()
    person.page.reload()
    person.marks("Neck")
    person.page.context.set_offline(True)
    person.page.clock.run_for(181_000)
    away = person.page.get_by_text("This tablet has no connection just now.")
    expect(away).to_be_visible()
    expect(person.page.locator("input")).to_have_count(0)
    expect(person.page.get_by_text("913-588-1227")).to_be_visible()
    person.page.context.set_offline(False)
    person.page.clock.run_for(6_000)
    person.page.wait_for_url("**/")
    person.faults.clear()  # the browser writes a line for each time that it was asked in vain
    person.sees("Start the questions").goes_to("/screen/body-parts").is_on("/screen/emergency")


def test_on_the_start_page_a_press_without_a_connection_waits_for_it(
    someone: Someone, instance: Path
) -> None:
    person = _tablet(someone, instance)
    person.page.context.set_offline(True)
    person.page.get_by_role("link", name="Start the questions").click()
    expect(person.page.get_by_text("This tablet has no connection just now.")).to_be_visible()
    person.page.context.set_offline(False)
    expect(person.page.get_by_role("link", name="Start the questions")).to_be_visible(timeout=15_000)


def test_the_emergency_page_sends_to_the_staff(someone: Someone, instance: Path) -> None:
    person = (
        _tablet(someone, instance).goes_to("/screen/emergency").sees("Tell the staff now for any of these")
    )
    expect(person.page.locator("a[href^='tel:'], a[href^='sms:']")).to_have_count(0)
    person.presses("One of these applies").sees("Tell the staff now")
