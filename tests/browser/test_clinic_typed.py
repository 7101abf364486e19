"""What people type, in whatever letters and however long, stands whole and in order for staff; colors of the system hide no word."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from screener.submissions.content import Contact
from tests.browser.test_clinic import Someone, comes_in, receives_from
from tests.browser.test_clinic_narrow import SIDEWAYS, addresses_of_staff

FROM_RIGHT = "محمد علي الحسيني"
ANN = Contact(
    name="Ann Example",
    date_of_birth="1980-02-03",
    phone="+19135550123",
    email="ann@example.com",
    consent="Yes.",
)
LONG = "Wolfeschlegelsteinhausenbergerdorff" * 2
OUT_OF_ITS_COLUMN = """(sections) => sections.flatMap((section) => [...section.querySelectorAll("dd, dd a")]
  .filter((one) => one.getBoundingClientRect().right > section.getBoundingClientRect().right + 1)
  .map((one) => one.innerText))"""
HIDDEN_WORDS = """() => {
  const ground = document.body.appendChild(document.createElement("i"))
  ground.style.cssText = "forced-color-adjust: none; color: Canvas"
  const canvas = getComputedStyle(ground).color
  ground.remove()
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.checkVisibility() && [...one.childNodes].some((each) => each.data?.trim()))
    .filter((one) => getComputedStyle(one).forcedColorAdjust !== "none" && getComputedStyle(one).color === canvas)
    .map((one) => one.innerText)
}"""
"""Words in the color of the ground: where a system chooses the colors, the browser lays that ground under each line."""


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_long_address_stays_in_its_column(
    someone: Someone, instance: Path, server: str, width: int
) -> None:
    assert server
    long = replace(ANN, email=f"{LONG[:64]}@{LONG[:50]}.example.com", own_name=LONG)
    reference = receives_from(instance, long)
    page = comes_in(someone, instance, f"long{width}@clinic.example", f"Nora Long {width}").page
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"/clinic/submissions/{reference}")
    expect(page.get_by_role("link", name=long.email)).to_be_visible()
    assert page.evaluate(SIDEWAYS) == []
    assert page.locator("section[aria-labelledby='contact']").evaluate_all(OUT_OF_ITS_COLUMN) == []


def test_an_age_stands_behind_a_name_that_is_read_from_the_right(
    someone: Someone, instance: Path, server: str
) -> None:
    assert server
    reference = receives_from(instance, replace(ANN, name=FROM_RIGHT))
    page = comes_in(someone, instance, "right@clinic.example", "Nora Right").page
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto("/clinic/")
    age_is_behind = """(name) => {
      const age = document.createRange()
      age.selectNodeContents(name.nextSibling)
      return age.getBoundingClientRect().left >= name.getBoundingClientRect().right - 1
    }"""
    assert page.locator(f"#row-{reference}").evaluate(age_is_behind)


def test_a_long_name_that_is_read_from_the_right_is_cut_at_its_end(
    someone: Someone, instance: Path, server: str
) -> None:
    assert server
    reference = receives_from(instance, replace(ANN, name=f"{FROM_RIGHT} {FROM_RIGHT}"))
    page = comes_in(someone, instance, "begins@clinic.example", "Nora Begins").page
    page.goto("/clinic/")
    begins_in_sight = """(name) => {
      const words = document.createTreeWalker(name, NodeFilter.SHOW_TEXT).nextNode(), first = document.createRange()
      first.setStart(words, 0)
      first.setEnd(words, 1)
      const row = name.getBoundingClientRect(), letter = first.getBoundingClientRect()
      return [name.scrollWidth > name.clientWidth, letter.left >= row.left - 1 && letter.right <= row.right + 1]
    }"""
    assert page.locator(f"#row-{reference}").evaluate(begins_in_sight) == [True, True]


def test_colors_of_the_system_hide_no_word_of_staff(someone: Someone, instance: Path, server: str) -> None:
    assert server
    reference = receives_from(instance, ANN)
    page = comes_in(someone, instance, "forced@clinic.example", "Nora Forced").page
    addresses = addresses_of_staff(instance)
    assert {"/clinic/", "/clinic/overview", "/clinic/audit"} <= set(addresses)
    for scheme in ("light", "dark"):
        page.emulate_media(forced_colors="active", color_scheme=scheme)
        for address in (
            *addresses,
            f"/clinic/submissions/{reference}",
            f"/clinic/submissions/{reference}/exam",
        ):
            page.goto(address)
            assert page.evaluate(HIDDEN_WORDS) == [], (scheme, address)
