"""The page about dystonia in a real browser, narrow and wide, light and dark."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person


@pytest.mark.parametrize(("width", "colours"), [(320, "dark"), (1280, "light")])
def test_the_page_about_dystonia_is_sound(someone: Callable[..., Person], width: int, colours: str) -> None:
    person = someone(
        f"about-{width}-{colours}", viewport={"width": width, "height": 800}, color_scheme=colours
    )
    person.goes_to("/").presses("Read about dystonia").is_on("/about")
    pictures = person.page.locator(".pattern .body-picture")
    expect(pictures).to_have_count(4)
    marked = pictures.first.locator(".part.is-marked").first
    unmarked = pictures.first.locator(".part:not(.is-marked)").first
    fill = "part => getComputedStyle(part).fill"
    assert marked.evaluate(fill) != unmarked.evaluate(fill)
    person.presses("Back to the start").is_on("/")
