"""Every page with its errors is as sound as the page itself."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.answering import ANSWERS, CONTACT, FIRST
from tests.browser.answered import starts
from tests.browser.person import Person

PARTS = ["upper_face", "lower_face", "jaw_tongue", "neck", "trunk", "right_arm", "right_foot"]


def chooses(person: Person, page_id: str) -> None:
    """Answer a page by the values of its controls."""
    answers = ANSWERS[page_id] | ({"body-parts": PARTS} if page_id == "body-parts" else {})
    for name, given in answers.items():
        for value in given if isinstance(given, list) else [given]:
            choice = person.page.locator(f'input[name="{name}"][value="{value}"]')
            if choice.count():
                if choice.is_visible():  # a follow-up stands there once the answer is given that asks for it
                    choice.check()
            elif person.page.locator(f'input[name="{name}"]').count():
                person.page.locator(f'input[name="{name}"]').first.fill(value)


WORDS = {
    "": {
        "none": "None of these",
        "continue": "Continue",
        "error": "Error: ",
        "send": "Send to the clinic",
        "consent": "Tick the box if you want",
        "phone": "Phone number",
        "birth": "date of birth",
        "date": "Write the date of birth as month, day and year",
        "code": "Your 5 words",
        "open": "Open",
        "unknown": "Type all 5 words",
    },
    "/es": {
        "none": "Ninguna de estas opciones",
        "continue": "Continuar",
        "error": "Error: ",
        "send": "Enviar a la clínica",
        "consent": "Marque la casilla si quiere",
        "phone": "Número de teléfono",
        "birth": "fecha de nacimiento",
        "date": "Escriba la fecha de nacimiento",
        "code": "Sus 5 palabras",
        "open": "Abrir",
        "unknown": "Escriba las 5 palabras",
    },
}


@pytest.mark.parametrize("prefix", WORDS)
def test_every_page_with_its_errors_is_sound(someone: Callable[..., Person], prefix: str) -> None:
    words = WORDS[prefix]
    person = someone(f"mistakes{prefix.replace('/', '-')}").goes_to(f"{prefix}/screen/emergency")
    person.presses(words["none"])
    seen = []
    while not person.page.url.endswith("/result"):
        page_id = person.page.url.rpartition("/")[2]
        person.presses(words["continue"])
        expect(person.page.locator(".error-summary")).to_be_focused()
        assert person.page.title().startswith(words["error"])
        chooses(person, page_id)
        seen.append(page_id)
        person.presses(words["continue"])
    assert seen == [page_id for page_id in FIRST if page_id != "emergency"]
    person.goes_to(f"{prefix}/screen/share").presses(words["send"]).sees(words["consent"])
    person.writes(words["phone"], CONTACT["phone"]).writes(words["birth"], "x")
    person.presses(words["send"]).sees(words["date"])
    person.goes_to(f"{prefix}/screen/clear").goes_to(f"{prefix}/receipt")
    person.writes(words["code"], "2222").presses(words["open"]).sees(words["unknown"])


@pytest.mark.parametrize("language", ["", "/es"])
@pytest.mark.parametrize("size", [{"width": 320, "height": 568}, {"width": 1280, "height": 800}], ids=str)
def test_what_is_wrong_and_what_was_asked_stand_in_sight_where_an_error_leads_to(
    someone: Callable[..., Person], size: dict[str, int], language: str
) -> None:
    person = starts(someone(viewport=size)).goes_to(f"{language}/screen/body-parts")
    page = person.page
    in_sight = """([id, what]) => {
      const {top, bottom} = document.getElementById(id).closest(".field--error").querySelector(what).getBoundingClientRect()
      return top >= 0 && bottom <= innerHeight
    }"""
    for page_id in [each for each in FIRST if each not in {"emergency", "respondent"}]:
        person.is_on(f"{language}/screen/{page_id}")
        button = page.get_by_role("button", name=WORDS[language]["continue"], exact=True).last
        button.click()
        # Until then the page before it stands there, without a mistake.
        expect(page.locator(".error-summary")).to_be_focused()
        mistakes = page.locator(".error-summary a").all()
        assert mistakes
        for link in mistakes:
            link.click()
            field = (link.get_attribute("href") or "").removeprefix("#")
            expect(page.locator(f"#{field}")).to_be_focused()
            words = [".error-message"] if page_id == "body-parts" else [".error-message", "legend"]
            for what in words:
                assert page.evaluate(in_sight, [field, what]), f"{field}: {what}"
        if page_id == "body-parts":
            message = page.locator(".error-message")
            expect(message).to_contain_text("acalambran" if language else "twist, cramp, pull")
        chooses(person, page_id)
        button.click()
        expect(page).not_to_have_url(re.compile(f"/{page_id}"))
