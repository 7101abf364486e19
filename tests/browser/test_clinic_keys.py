"""The list by few presses and by single keys, a word when new ones came, and back to where one was, with a real browser."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.person import Person
from tests.browser.test_clinic import TODAY, Someone, comes_in, receives


def test_a_list_is_worked_through_by_single_keys_and_says_quietly_what_came(
    someone: Someone, instance: Path, server: str
) -> None:
    assert server
    for name in ("Cas Third", "Ben Second", "Ann First"):
        receives(instance, name, **TODAY)
    kay = comes_in(someone, instance, "kay@clinic.example", "Kay Keys")
    page, key = kay.page, kay.page.keyboard
    page.clock.install()
    kay.goes_to("/clinic/")
    key.press("j")
    expect(page.get_by_role("link", name="Ann First")).to_be_focused()
    for pressed, name in (("j", "Ben Second"), ("j", "Cas Third"), ("j", "Cas Third"), ("k", "Ben Second")):
        key.press(pressed)
        expect(page.get_by_role("link", name=name)).to_be_focused()
    receives(instance, "Dora Later", **TODAY)
    page.clock.fast_forward("01:01")
    came = page.get_by_role("status").get_by_role("link")
    expect(came).to_have_text("1 new came: show it")
    expect(page.get_by_role("link", name="Ben Second")).to_be_focused()
    kay.sees_a_sound_page()
    key.press("x")
    expect(page.locator(".row__box :checked")).to_have_count(1)
    key.press("a")
    expect(page.get_by_label("Assign to")).to_be_focused()
    key.type("jk")
    expect(page.get_by_label("Assign to")).to_be_focused()
    page.get_by_label("reference, phone").or_(page.get_by_role("searchbox")).first.click()
    key.type("jxn/?")
    expect(page.get_by_role("searchbox")).to_have_value("jxn/?")
    page.get_by_role("link", name="Ben Second").focus()
    with page.expect_navigation():
        key.press("n")
    note = page.get_by_label("Note", exact=True)
    expect(note).to_be_focused()
    key.type("j is a letter here")
    expect(note).to_have_value("j is a letter here")
    _goes_through_submissions(kay)


def _goes_through_submissions(kay: Person) -> None:
    page, key = kay.page, kay.page.keyboard
    page.get_by_role("heading", level=1).click()
    key.press("c")
    expect(page.get_by_role("radio", name="None")).to_be_focused()
    key.press("?")
    kay.sees("Write down a call").sees_a_sound_page()
    with page.expect_navigation():
        key.press("j")
    kay.sees("Cas Third")
    with page.expect_navigation():
        key.press("u")
    expect(page.get_by_role("link", name="Cas Third")).to_be_focused()
    with page.expect_navigation():
        page.get_by_role("link", name="Dora Later").click()
    kay.sees("Dora Later")
    key.press("?")
    page.get_by_label("Keys are on").uncheck()
    key.press("n")
    expect(page.get_by_label("Keys are on")).to_be_focused()
    kay.goes_to("/clinic/")
    key.press("j")
    expect(page.locator("body")).to_be_focused()


def test_back_from_what_a_search_found_is_the_list_of_hits(
    someone: Someone, instance: Path, server: str
) -> None:
    assert server
    for name in ("Hank Hit", "Hilda Hit"):
        receives(instance, name)
    sue = comes_in(someone, instance, "sue@clinic.example", "Sue Searcher").goes_to("/clinic/")
    sue.page.get_by_role("searchbox").fill("hit")
    sue.presses("Search").presses("Hilda Hit")
    sue.page.go_back()
    sue.sees("Hank Hit").sees_a_sound_page().presses("Hank Hit").presses("Back to the list").sees("Hilda Hit")
    sue.presses("End the search").is_on("/clinic/")


_COUNTS = """addEventListener("pointerdown", () => {
  sessionStorage.presses = Number(sessionStorage.presses ?? 0) + 1
}, true)"""
MOST_PRESSES = 6


def test_a_call_is_written_down_from_the_list_and_back_in_six_presses(
    someone: Someone, instance: Path, server: str
) -> None:
    assert server
    receives(instance, "Rita Ringing", **TODAY)
    nell = comes_in(someone, instance, "nell@clinic.example", "Nell Nurse")
    page = nell.page
    page.set_viewport_size({"width": 1280, "height": 800})
    page.add_init_script(_COUNTS)
    page.reload()
    page.get_by_role("link", name="Rita Ringing").click()
    work = page.get_by_role("complementary", name="Work")
    work.get_by_label("No answer").click()
    work.get_by_label("Note", exact=True).click()
    page.keyboard.type("Rang twice.")
    work.get_by_label("In 4 hours").click()
    work.get_by_label("In review").click()
    with page.expect_navigation():
        work.get_by_role("button", name="Save, list").click()
    assert page.evaluate("Number(sessionStorage.presses)") == MOST_PRESSES
    nell.sees("was saved.")
    row = page.locator("tr", has_text="Rita Ringing")
    for said in ("No answer", "1 call", "In review"):
        expect(row).to_contain_text(said)
    expect(row.locator("td").nth(5)).not_to_be_empty()
    page.set_viewport_size({"width": 390, "height": 800})
    page.get_by_role("link", name="Rita Ringing").click()
    nell.sees("Rang twice.")
    flags, form = (page.locator(name).bounding_box() for name in (".flags", "#call"))
    assert flags
    assert form
    assert form["y"] - flags["y"] - flags["height"] <= 800


def test_where_a_browser_keeps_nothing_the_keys_work_and_the_end_is_told(
    someone: Someone, instance: Path, server: str
) -> None:
    assert server
    receives(instance, "Eve Kept-Nowhere", **TODAY)
    person = comes_in(someone, instance, "no.store@clinic.example", "Nell Store")
    page = person.page
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    page.clock.install()
    person.goes_to("/clinic/")
    page.keyboard.press("j")
    expect(page.locator(".worklist th[scope=row] a").first).to_be_focused()
    page.clock.fast_forward("13:30")
    expect(page.locator("[data-idle]")).to_be_visible()
    assert person.faults == []
