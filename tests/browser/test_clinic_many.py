"""A nurse's day with 2,000 submissions, by keyboard alone: in, a call, a search, the next page, many at once, the table, out."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from screener import create_app
from screener.accounts.staff import FIRST
from screener.audit import Actor
from screener.settings import from_environment
from screener.web.use_cases import use_cases
from tests.authenticator_app import code_of
from tests.browser.many import copied
from tests.browser.test_clinic import TODAY, Someone, receives
from tests.web.clinic.staff import PASSWORD

MANY = 2000
FURTHEST = 40
"""So many presses at most lead to anything, from the start of a page or from its end."""


def _reaches(page: Page, wanted: Locator, *, back: bool = False) -> None:
    """Go to a control as a keyboard does."""
    for _ in range(FURTHEST):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"no way to {wanted}")


def _types(page: Page, label: str, text: str) -> None:
    _reaches(page, page.get_by_label(label, exact=True))
    page.keyboard.type(text)


def _enters(page: Page, wanted: Locator | None = None, *, back: bool = False) -> None:
    """Press Enter, on a control or where one is, and wait for the page it leads to."""
    if wanted is not None:
        _reaches(page, wanted, back=back)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _comes_in(page: Page, instance: Path) -> None:
    app = create_app(from_environment({"SCREENER_INSTANCE": str(instance)}))
    token = use_cases(app).invitations.invite("key@clinic.example", FIRST, Actor("test", ""))
    use_cases(app).database.engine.dispose()
    page.goto(f"/clinic/invitation/{token}")
    _types(page, "Your name", "Kit Keys")
    _types(page, "New password", PASSWORD)
    _enters(page)
    _types(page, "Email address", "key@clinic.example")
    _types(page, "Password", PASSWORD)
    _enters(page)
    _types(page, "Code", code_of(page.locator("main code").first.inner_text()))
    _enters(page)
    _enters(page, page.get_by_role("link", name="I have them: go on"))


def test_a_day_with_two_thousand_by_keyboard_alone(someone: Someone, instance: Path, server: str) -> None:
    assert server
    copied(instance, receives(instance, "Ursula Urgent", **TODAY), MANY)
    kit = someone("", viewport={"width": 1280, "height": 800})
    page, key = kit.page, kit.page.keyboard
    _comes_in(page, instance)
    assert page.url.endswith("/clinic/")
    kit.sees_a_sound_page()
    expect(page.get_by_role("link", name="All open")).to_contain_text(str(MANY + 1))
    rows = page.locator(".worklist tbody tr")
    in_sight = rows.evaluate_all(
        "all => all.filter(one => one.getBoundingClientRect().bottom <= innerHeight)"
    )
    assert len(in_sight) >= 12

    key.press("j")
    expect(page.get_by_role("link", name="Ursula Urgent")).to_be_focused()
    with page.expect_navigation():
        key.press("c")
    for _ in range(3):
        key.press("ArrowRight")
    expect(page.get_by_role("radio", name="No answer")).to_be_checked()
    _types(page, "Note", "Try again at noon.")
    _enters(page, page.get_by_role("button", name="Save", exact=True))
    kit.sees("Saved.").sees("Try again at noon.")
    page.locator("h1").evaluate("one => { one.tabIndex = -1; one.focus(); }")
    with page.expect_navigation():
        key.press("u")
    expect(page.get_by_role("link", name="Ursula Urgent")).to_be_focused()

    key.press("/")
    key.type("person1234")
    _enters(page)
    expect(rows).to_have_count(1)
    key.press("j")
    _enters(page)
    kit.sees("Copy Person1234").sees("1 of 1 on the page")
    _enters(page, page.get_by_role("link", name="Back to the list"))
    expect(rows).to_have_count(1)
    _enters(page, page.get_by_role("link", name="End the search"), back=True)

    _enters(page, page.get_by_role("link", name="Next page"), back=True)
    _enters(page, page.get_by_role("link", name="Choose all on this page"), back=True)
    expect(page.locator(".row__box :checked")).to_have_count(50)
    _reaches(page, page.get_by_label("Assign to"), back=True)
    key.type("Kit")
    _enters(page, page.get_by_role("button", name="Change the chosen"))
    kit.sees("50 changed.")
    expect(page.get_by_role("link", name="My queue")).to_contain_text("50")
    _enters(page, page.get_by_role("button", name="Undo what was just done"))
    expect(page.get_by_role("link", name="My queue")).to_contain_text("0")

    _reaches(page, page.get_by_role("button", name=re.compile("as a table")), back=True)
    with page.expect_download() as download:
        key.press("Enter")
    assert download.value.path().read_text(encoding="utf-8-sig").count("Copy Person") >= MANY
    _enters(page, page.get_by_role("button", name="Sign out"))
    expect(page.get_by_label("Email address")).to_be_visible()
