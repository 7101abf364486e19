"""Every page with its errors is as sound as the page itself."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.answering import ANSWERS, CONTACT
from tests.browser.person import Person

PARTS = ["upper_face", "lower_face", "jaw_tongue", "larynx", "neck", "trunk", "right_arm", "left_foot"]


def chooses(person: Person, page_id: str) -> None:
    """Answer a page by the values of its controls."""
    answers = ANSWERS[page_id] | ({"body-parts": PARTS} if page_id == "body-parts" else {})
    for name, given in answers.items():
        for value in given if isinstance(given, list) else [given]:
            choice = person.page.locator(f'input[name="{name}"][value="{value}"]')
            if choice.count():
                choice.check()
            else:
                person.page.locator(f'input[name="{name}"]').first.fill(value)


def test_every_page_with_its_errors_is_sound(someone: Callable[..., Person]) -> None:
    person = someone("mistakes").goes_to("/screen/emergency").presses("None of these apply right now")
    seen = []
    while not person.page.url.endswith("/check"):
        page_id = person.page.url.rpartition("/")[2]
        person.continues()
        expect(person.page.locator(".error-summary")).to_be_focused()
        assert person.page.title().startswith("Error: ")
        chooses(person, page_id)
        seen.append(page_id)
        person.continues()
    assert [*seen, "emergency"] == [*[page_id for page_id in ANSWERS if page_id != "emergency"], "emergency"]
    person.goes_to("/screen/share").presses("Send to the clinic").sees("Tick the box if you want")
    person.writes("Phone number", CONTACT["phone"]).writes("date of birth", "yesterday")
    person.presses("Send to the clinic").sees("Write the date of birth as month, day and year")
    person.goes_to("/screen/clear").goes_to("/receipt").writes("Receipt code", "2222").presses("Open")
    person.sees("We do not know this code.")
