"""A tablet in the waiting room, in a real browser: whom it sends to."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from screener import create_app
from screener.audit import Actor
from screener.settings import from_environment
from screener.web.use_cases import use_cases
from tests.browser.person import Person

Someone = Callable[..., Person]


def tablet(someone: Someone, instance: Path, **options: object) -> Person:
    """Set up a tablet of the clinic on its start page."""
    app = create_app(from_environment({"SCREENER_INSTANCE": str(instance)}))
    code = use_cases(app).tablets.make("Waiting room", Actor("test", ""))
    use_cases(app).database.engine.dispose()
    person = someone("tablet", viewport={"width": 820, "height": 1180}, **options)
    person.page.goto(f"/?kiosk={code}")
    return person.sees_a_sound_page()


def test_the_emergency_page_sends_to_the_staff(someone: Someone, instance: Path) -> None:
    person = tablet(someone, instance).goes_to("/screen/emergency")
    person.sees("Tell the staff now for any of these")
    expect(person.page.locator("a[href^='tel:'], a[href^='sms:']")).to_have_count(0)
    with person.page.expect_navigation():  # a press of a tablet asks first whether it arrives
        person.page.get_by_role("button", name="One of these applies").click()
    person.sees_a_sound_page().sees("Tell the staff now")
