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


def _tablet(someone: Someone, instance: Path, **options: object) -> Person:
    app = create_app(from_environment({"SCREENER_INSTANCE": str(instance)}))
    code = use_cases(app).tablets.make("Waiting room", Actor("test", ""))
    use_cases(app).database.engine.dispose()
    person = someone("tablet", viewport={"width": 820, "height": 1180}, **options)
    person.page.goto(f"/?kiosk={code}")
    return person.sees_a_sound_page()


def test_the_emergency_page_sends_to_the_staff(someone: Someone, instance: Path) -> None:
    person = (
        _tablet(someone, instance).goes_to("/screen/emergency").sees("Tell the staff now for any of these")
    )
    expect(person.page.locator("a[href^='tel:'], a[href^='sms:']")).to_have_count(0)
    person.presses("One of these applies").sees("Tell the staff now")
