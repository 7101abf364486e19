"""No page of staff scrolls sideways on a small phone, whoever looks at it and whatever stands on it."""

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
        wide[address] = page.evaluate("document.documentElement.scrollWidth")
    assert {address: width for address, width in wide.items() if width > WIDTH} == {}
    nora.goes_to("/clinic/accounts").page.get_by_text("Disable …").first.click()
    expect(page.get_by_text("cannot sign in until somebody enables").first).to_be_visible()
    nora.sees_a_sound_page()
