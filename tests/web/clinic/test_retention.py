"""Holds and purges on the pages: who may do what, and what is left of a submission."""

import re
from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlalchemy import update

from screener.storage.tables.submission import submission as table
from screener.web.use_cases import use_cases
from tests.strict import Page
from tests.web.clinic.staff import Person, administrator
from tests.web.clinic.test_work import sends, takes


def _aged(app: Flask) -> None:
    with use_cases(app).database.writing() as connection:
        connection.execute(update(table).values(received_at=datetime.now(UTC) - timedelta(days=1100)))


def _press(person: Person, address: str, status: int = 303, fields: dict[str, str] | None = None) -> Page:
    token = person.browser.page("/clinic/account").token
    sent = person.browser.post(address, data={"csrf_token": token, **(fields or {})})
    assert sent.status_code == status, sent.status_code
    return person.browser.page(sent.location) if status == 303 else Page(sent.text)


def test_two_administrators_purge_what_is_old_and_not_on_hold(app: Flask) -> None:
    held, old = sends(app, "Hanna Held"), sends(app, "Otto Old")
    _aged(app)
    root, ben = administrator(app), Person(app, "ben@clinic.example", administrator=True).come_in()

    page = takes(root, held, "hold", {"hold": "complaint"})
    assert "On hold: complaint" in page.text
    assert "Put on hold: Complaint, by Root" in page.text
    takes(root, held, "hold", {"hold": ""}, 422)

    page = root.browser.page("/clinic/retention")
    assert "New 1095 1 1" in [text for _, text in page.all("tr")]
    for wrong in ("days-new=7", "days-new=", "days-new=soon", "days-new=999999"):
        assert "Write days from 30" in root.browser.page(f"/clinic/retention?{wrong}", 422).text
    assert "Nothing is due." in root.browser.page("/clinic/retention?days-closed=365").text
    _press(root, "/clinic/retention", 409, {"days-closed": "365"})
    _press(root, "/clinic/retention", 422)
    page = _press(root, "/clinic/retention", fields={"days-new": "1095"})
    assert "another administrator has to confirm" in page.text
    assert [old] == [
        text.partition(" ")[0].replace("-", "") for _, text in page.all("tr") if "Purged" in text
    ]
    (address,) = {
        attributes["action"].removesuffix("/cancel")
        for attributes, _ in page.all("form")
        if attributes["action"].endswith("/cancel")
    }
    assert "You proposed this purge" in _press(root, f"{address}/confirm", 409).text

    assert "Delete the content of 1 for good" in ben.browser.page(address).text
    page = _press(ben, f"{address}/confirm")
    assert "Purged: 1. Left as they are: 0." in page.text
    assert "Nothing was changed" in _press(ben, f"{address}/cancel", 409).text
    assert "Nothing was changed" in _press(ben, f"{address}/confirm", 409).text

    gone = ben.browser.page(f"/clinic/submissions/{old}")
    assert re.search(
        r"The clinic deleted the answers on .+ Only the reference and the dates are left", gone.text
    )
    assert "Purged, as Root proposed, by Ben" in gone.text
    for word in ("Otto", "555", "sister", "Segmental", "Marked", "Put on hold"):
        assert word not in gone.text, word
    assert "Hanna Held" in ben.browser.page(f"/clinic/submissions/{held}").text
    assert "Hold lifted: Complaint, by Ben" in takes(ben, held, "lift-hold", {}).text
    takes(ben, held, "lift-hold", {})

    _press(ben, "/clinic/retention", fields={"days-new": "30"})
    newest = ben.browser.page("/clinic/retention")
    waits = next(
        attributes["href"]
        for attributes, _ in newest.all("a")
        if attributes["href"].startswith("/clinic/retention/") and attributes["href"] != address
    )
    assert "Cancelled by Root" in _press(root, f"{waits}/cancel").text
    assert "Cancelled by Root" in root.browser.page("/clinic/retention").text


def test_a_proposal_that_is_not_there_is_not_found(app: Flask) -> None:
    root = administrator(app)
    root.browser.page("/clinic/retention/nothing", 404)
    for step in ("confirm", "cancel"):
        _press(root, f"/clinic/retention/nothing/{step}", 404)
