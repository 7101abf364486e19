"""What staff take out of a page by one press: codes, a link and lines for the chart copied, a submission on paper."""

import io
from pathlib import Path

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.test_clinic import TODAY, Someone, comes_in, comes_in_by_the_pages, receives

INCH = "0.5in"


def _clipboard(page: Page) -> str:
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def _printed(page: Page, size: str) -> list[str]:
    margin = dict.fromkeys(("top", "bottom", "left", "right"), INCH)
    whole = PdfReader(io.BytesIO(page.pdf(format=size, margin=margin)))  # type: ignore[arg-type]
    return [sheet.extract_text() for sheet in whole.pages]


def test_what_is_copied_and_printed_is_what_stands_there(
    someone: Someone, instance: Path, server: str
) -> None:
    assert server
    reference = receives(instance, "Petra Paper", **TODAY)
    nora = comes_in_by_the_pages(someone, instance, "nora@clinic.example", "Nora Out")
    page = nora.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    codes = page.locator("#codes code").all_inner_texts()
    nora.presses("Copy").sees("Copied. Paste them where only you read them.")
    assert _clipboard(page).split() == codes
    expect(page.get_by_role("button", name="Print")).to_be_visible()

    nora.goes_to("/clinic/accounts").writes("Email address", "new@clinic.example")
    page.get_by_role("main").get_by_label("Clinician", exact=True).last.check()
    nora.presses("Make the link").presses("Copy the link").sees("Copied.").sees_a_sound_page()
    assert _clipboard(page) == page.locator("#made").inner_text()
    assert "/clinic/invitation/" in _clipboard(page)

    nora.goes_to(f"/clinic/submissions/{reference}")
    page.get_by_label("No answer").check()
    nora.writes("Note", "The line was busy.").presses("Save").sees("Saved.")
    page.get_by_text("Copy for the chart").click()
    nora.presses("Copy").sees("Copied.")
    assert _clipboard(page) == page.locator("#chart").input_value()
    assert len(_clipboard(page).splitlines()) <= 12
    assert "Name: Petra Paper" in _clipboard(page)
    page.context.clear_permissions()
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    nora.presses("Copy").sees("Press Ctrl and C to copy it.")
    assert page.evaluate("document.activeElement.id") == "chart"

    page.evaluate("addEventListener('beforeprint', () => { document.documentElement.id = 'went-to-print' })")
    nora.presses("Print")
    assert page.locator("#went-to-print").count() == 1, "last, because a browser without a head never ends it"


def test_a_submission_prints_on_two_sheets_without_its_buttons(
    someone: Someone, instance: Path, server: str
) -> None:
    assert server
    reference = receives(instance, "Petra Paper", **TODAY)
    receives(instance, "Petra Paper")
    page = comes_in(someone, instance, "paul@clinic.example", "Paul Print").page
    page.goto(f"/clinic/submissions/{reference}")
    expect(page.get_by_role("button", name="Same person").first).to_be_visible()
    for size in ("Letter", "A4"):
        sheets = _printed(page, size)
        assert len(sheets) == 2, [len(sheet.splitlines()) for sheet in sheets]
        assert "Every answer, as the person saw it" in sheets[1]
        assert all("Petra Paper · " in sheet for sheet in sheets)
        assert "this phone number" in sheets[0]
        assert "Same person" not in "".join(sheets)
