"""Dates and times have one style on every page of staff: Nov 23, 2026, and 5:34 PM."""

import re
from pathlib import Path

import pytest
from flask import Flask

import screener
from screener.web.clinic.endpoints import ROUTES
from tests.strict import Page
from tests.web.clinic.staff import administrator
from tests.web.clinic.test_work import sends, takes

FOLDER = Path(screener.__file__).parent / "templates"
OTHER_FILTERS = re.compile(
    r"\|\s*(date_and_time|long_day|iso_day|dateformat|strftime)|\.strftime\(|\.isoformat\(\) *}}"
)
MONTHS = "January|February|March|April|June|July|August|September|October|November|December"
OTHER_STYLES = re.compile(
    rf"\b(\d{{4}}-\d{{2}}-\d{{2}}"  # ISO
    rf"|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}"  # figures, which Spanish speakers read the other way round
    rf"|\d{{1,2}}\.? [A-Z][a-z]{{2,8}} \d{{4}}"  # the day first
    rf"|({MONTHS}) \d{{1,2}}"  # long
    rf"|\d{{1,2}}:\d{{2}}:\d{{2}})"  # to the second
)
NO_PAGES = {"clinic.waiting_room_poster", "clinic.stay", "clinic.arrived", "clinic.picture_of_key"}
TYPED = {"clinic.change_facts"}
"""Pages that say how a date is typed."""


@pytest.mark.parametrize("folder", ["clinic", "phone"])
def test_no_template_of_staff_writes_a_date_in_another_style(folder: str) -> None:
    written = {
        file.name: found
        for file in sorted((FOLDER / folder).glob("*.html"))
        if (found := OTHER_FILTERS.findall(file.read_text(encoding="utf-8")))
    }
    assert written == {}


@pytest.mark.parametrize(
    "written", ["2026-11-23", "23 Nov 2026", "11/23/2026", "November 23, 2026", "5:34:26 PM"]
)
def test_another_style_would_be_seen(written: str) -> None:
    assert OTHER_STYLES.search(f"until {written} at the latest")
    assert not OTHER_STYLES.search("until Nov 23, 2026, 5:34 PM, in May 2026")


def test_no_page_of_staff_shows_a_date_in_another_style(app: Flask) -> None:
    root = administrator(app)
    reference = sends(app)
    takes(
        root,
        reference,
        "work",
        {"outcome": "no_answer", "note": "Called", "call_back_at": "2026-12-01T09:30"},
    )
    token = root.browser.page("/clinic/accounts").token
    invited = {"csrf_token": token, "email": "new@clinic.example", "roles": ["clinician"]}
    root.browser.post("/clinic/accounts", data=invited)
    pages = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint in ROUTES and not rule.arguments and "GET" in (rule.methods or ())
        if rule.endpoint not in NO_PAGES | TYPED
    ]
    asked = (
        "/clinic/?tab=all&received_from=2026-01-02&received_to=2026-12-03",
        f"/clinic/submissions/{reference}",
    )
    seen = {}
    for address in (
        *pages,
        *asked,
        "/clinic/overview?synthetic=yes",
        f"/clinic/audit/report?submission={reference}",
    ):
        answered = root.browser.get(address)
        if answered.status_code == 200 and answered.mimetype == "text/html":
            (_, text), *_ = Page(answered.text).all("main")
            seen[address] = [found[0] for found in OTHER_STYLES.findall(text)]
    assert len(seen) > 15
    assert {address: found for address, found in seen.items() if found} == {}
