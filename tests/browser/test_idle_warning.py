"""The question whether somebody is still there: it tells what is left by the clock, and gives the focus back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.answered import has_marked_one_hand, starts
from tests.browser.person import Person
from tests.browser.test_tablet import tablet

Someone = Callable[..., Person]
LEFT = {
    "": ("Are you still there?", "Minutes until your answers are cleared: "),
    "/es": ("¿Sigue ahí?", "Minutos hasta que se borren sus respuestas: "),
}


@pytest.mark.parametrize("prefix", LEFT)
def test_the_minutes_that_are_left_are_those_of_the_clock(someone: Someone, prefix: str) -> None:
    title, words = LEFT[prefix]
    person = starts(someone())
    person.page.clock.install()
    person.goes_to(f"{prefix}/screen/body-parts")
    warning = person.page.get_by_role("alertdialog", name=title)
    for moved, left in (("54:30", "5"), ("02:00", "3"), ("01:30", "1"), ("01:00", "0")):
        person.page.clock.fast_forward(moved)
        person.page.clock.run_for(10_000)
        expect(warning.locator("p").first).to_have_text(words + left)


def test_whoever_was_typing_goes_on_where_they_were(someone: Someone) -> None:
    person = has_marked_one_hand(someone())
    person.page.clock.install()
    person.goes_to("/screen/share").page.get_by_label("Your name").focus()
    person.types("Ann")
    person.page.clock.fast_forward("55:00")
    expect(person.page.get_by_role("button", name="Keep my answers")).to_be_focused()
    person.page.keyboard.press("Enter")
    expect(person.page.get_by_role("alertdialog")).to_be_hidden()
    expect(person.page.get_by_label("Your name")).to_be_focused()
    person.types("e").is_on("/screen/share")
    expect(person.page.get_by_label("Your name")).to_have_value("Anne")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_on_a_tablet_too(someone: Someone, instance: Path, key: str) -> None:
    person = has_marked_one_hand(tablet(someone, instance))
    person.page.clock.install()
    person.goes_to("/screen/share").page.get_by_label("Your name").focus()
    person.types("Ann")
    person.page.clock.fast_forward("02:35")
    warning = person.page.get_by_role("alertdialog", name="Are you still there?")
    expect(warning.get_by_role("button", name="Keep my answers")).to_be_focused()
    expect(warning).to_contain_text("Seconds until your answers are cleared: 25")
    person.page.clock.run_for(5_000)
    expect(warning).to_contain_text("Seconds until your answers are cleared: 20")
    assert person.findings() == []
    person.page.keyboard.press(key)
    expect(warning).to_be_hidden()
    person.types("e").is_on("/screen/share")
    expect(person.page.get_by_label("Your name")).to_have_value("Anne")
