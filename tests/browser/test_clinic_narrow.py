"""No page of staff scrolls sideways on a small phone, nor anything on it, whoever looks and whatever stands there."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import expect
from sqlalchemy import update

from screener import create_app
from screener.settings import from_environment
from screener.storage.tables.submission import submission
from screener.web.clinic.endpoints import ROUTES
from screener.web.use_cases import use_cases
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


def addresses_of_staff(instance: Path) -> list[str]:
    """Return the address of every page of staff that has one address."""
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
    addresses = addresses_of_staff(instance)
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


NEVER_CUT = ("td:nth-child(3) time", "td:nth-child(6)", "td:nth-child(7)", "td:nth-child(7) .row__second")
"""The wait, the last try, when to call back and that it is time: what a nurse goes by."""
CUT = """(rows, [inside]) => rows.flatMap((row) => [...row.querySelectorAll(inside)])
  .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth)
  .map((one) => one.innerText)"""
WIDTHS = (641, 768, 1023, 1024, 1280)
FEWEST_LETTERS = 80
"""Pixels: a dozen letters of a name."""


def test_no_width_cuts_what_a_nurse_goes_by_out_of_a_row_or_leaves_it_beside_the_screen(
    someone: Someone, instance: Path, server: str
) -> None:
    assert server
    receives(instance, "Rowena Wide", **TODAY)
    reference = receives(instance, "Rolanda Wider", **TODAY)
    nora = comes_in(someone, instance, "width@clinic.example", "Wendy Width")
    app = create_app(from_environment({"SCREENER_INSTANCE": str(instance)}))
    past = datetime.now(UTC) - timedelta(minutes=29)
    with use_cases(app).database.writing() as connection:
        called = {
            "attempts": 1,
            "last_attempt_at": past,
            "last_attempt_by": "x",
            "last_outcome": "wrong_number",
        }
        mine = submission.c.reference == reference
        noon = past.replace(hour=18, minute=8) - timedelta(days=1)
        connection.execute(update(submission).values(received_at=past))
        connection.execute(update(submission).where(mine).values(call_back_at=noon, **called))
    use_cases(app).database.engine.dispose()
    rows = nora.page.locator(".worklist tbody tr")
    found = {}
    for width in WIDTHS:
        nora.page.set_viewport_size({"width": width, "height": 800})
        nora.goes_to("/clinic/")
        beside = nora.page.evaluate(SIDEWAYS)
        cut = [text for inside in NEVER_CUT for text in rows.evaluate_all(CUT, [inside])]
        names = nora.page.locator(".worklist tbody th a").evaluate_all(
            "all => all.map((one) => one.clientWidth)"
        )
        assert min(names) >= FEWEST_LETTERS or min(names) == 0, (width, names)
        found[width] = [*beside, *cut]
    assert found == {width: [] for width in WIDTHS}
    for width in WIDTHS:
        nora.page.set_viewport_size({"width": width, "height": 800})
        nora.goes_to("/clinic/overview?synthetic=yes")
        found[width] = nora.page.evaluate(SIDEWAYS)
    assert found == {width: [] for width in WIDTHS}


def test_no_page_of_staff_scrolls_sideways_on_a_tablet(someone: Someone, instance: Path, server: str) -> None:
    assert server
    reference = receives(instance, LONG, **TODAY)
    nora = comes_in(someone, instance, "nora.at.a.tablet@clinic.example", "Nora Tablet")
    comes_in(someone, instance, "benjamin.lee@clinic.example", "Benjamin Lee")
    wide = {}
    for width in (641, 768, 1023, 1024):
        nora.page.set_viewport_size({"width": width, "height": 800})
        for address in (*addresses_of_staff(instance), f"/clinic/submissions/{reference}"):
            nora.page.goto(address)
            wide[width, address] = nora.page.evaluate(SIDEWAYS)
    assert {where: found for where, found in wide.items() if found} == {}
