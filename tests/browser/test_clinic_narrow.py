"""No page of staff scrolls sideways on a small phone, nor anything on it, whoever looks and whatever stands there."""

from pathlib import Path

from playwright.sync_api import expect

from screener import create_app
from screener.settings import from_environment
from screener.web.clinic.access import ROUTES
from tests.browser.test_clinic import TODAY, Someone, comes_in, receives

NO_PAGE = {"clinic.stay", "clinic.arrived", "clinic.waiting_room_poster", "clinic.picture_of_key"}
"""Pictures, figures and files."""
LONG = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh Rodríguez"
WIDTH = 320


SIDEWAYS = """() => [document.documentElement, ...document.querySelectorAll("body *")]
  .filter((one) => one.scrollWidth > one.clientWidth + 1)
  .filter((one) => one === document.documentElement || ["auto", "scroll"].includes(getComputedStyle(one).overflowX))
  .filter((one) => one.tagName !== "TEXTAREA")
  .map((one) => `${one.ariaLabel ?? one.tagName} ${one.scrollWidth}`)"""


def _addresses(instance: Path) -> list[str]:
    app = create_app(from_environment({"SCREENER_INSTANCE": str(instance)}))
    return sorted(
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint in ROUTES and not rule.arguments and "GET" in (rule.methods or ())
        if rule.endpoint not in NO_PAGE
    )


def test_no_page_of_staff_scrolls_sideways_on_a_small_phone(
    someone: Someone, instance: Path, server: str
) -> None:
    assert server
    reference = receives(instance, LONG, **TODAY)
    receives(instance, LONG, **TODAY)
    nora = comes_in(someone, instance, "nora@clinic.example", "Nora Narrow")
    comes_in(someone, instance, "a.rather.long.address.of.somebody@clinic.example", LONG[:60])
    page = nora.page
    page.set_viewport_size({"width": WIDTH, "height": 700})
    addresses = _addresses(instance)
    assert {"/clinic/", "/clinic/overview", "/clinic/accounts", "/clinic/audit"} <= set(addresses)
    wide = {}
    for address in (
        *addresses,
        f"/clinic/submissions/{reference}",
        f"/clinic/submissions/{reference}/exam",
        "/clinic/overview?synthetic=yes",
        "/clinic/?pattern=hemidystonia",
    ):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        wide[address] = page.evaluate(SIDEWAYS)
    assert {address: found for address, found in wide.items() if found} == {}
    nora.goes_to("/clinic/accounts").page.get_by_text("Disable …").first.click()
    expect(page.get_by_text("cannot sign in until somebody enables").first).to_be_visible()
    nora.sees_a_sound_page()
