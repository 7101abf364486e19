"""Holds and purges on the pages: who may do what, and what is left of a submission."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlalchemy import update

from screener.accounts.staff import Role
from screener.storage.tables.submission import submission as table
from screener.web.use_cases import use_cases
from tests.strict import Page
from tests.web.clinic.staff import PASSWORD, Person, administrator
from tests.web.clinic.test_work import sends, takes


def _aged(app: Flask) -> None:
    with use_cases(app).database.writing() as connection:
        connection.execute(update(table).values(received_at=datetime.now(UTC) - timedelta(days=1100)))


def _press(
    person: Person, address: str, status: int = 303, fields: Mapping[str, str | list[str]] | None = None
) -> Page:
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
    assert "New 1095 0 1 1" in [text for _, text in page.all("tr")]
    for wrong in ("days-new=7", "days-new=", "days-new=soon", "days-new=999999"):
        assert "Write days from 30" in root.browser.page(f"/clinic/retention?{wrong}", 422).text
    assert "Nothing is due." in root.browser.page("/clinic/retention?days-closed=365").text
    _press(root, "/clinic/retention", 409, {"days-closed": "365"})
    _press(root, "/clinic/retention", 422)
    page = _press(root, "/clinic/retention", fields={"days-new": "1095"})
    assert "another administrator has to confirm" in page.text
    assert "A purge that a colleague proposed waits for you." in ben.browser.page("/clinic/account").text
    assert "waits for you" not in root.browser.page("/clinic/account").text
    (row,) = [text for _, text in page.all("tr") if "Otto Old" in text]
    assert "Unread Left: nobody has read it" in row
    assert "all the same" not in row, "whoever proposed confirms nothing"
    (address,) = {
        attributes["action"].removesuffix("/cancel")
        for attributes, _ in page.all("form")
        if attributes["action"].endswith("/cancel")
    }
    sure: dict[str, str | list[str]] = {"looked": "y", "number": "1", "password": PASSWORD, "named": old}
    assert "You proposed this purge" in _press(root, f"{address}/confirm", 409, sure).text

    shown = ben.browser.page(address).text
    assert "Of 1 proposed, 0 would lose their answers for good. 1 need your word by name." in shown
    refused: tuple[tuple[dict[str, str | list[str]], int], ...] = (
        ({"looked": ""}, 422),
        ({"number": ""}, 422),
        ({"number": "one"}, 422),
        ({"number": "9" * 400}, 422),
        ({"number": "2"}, 409),
        ({"named": ""}, 422),
        ({"named": "2345BCDF"}, 422),
        ({"password": "another password"}, 422),
        ({"password": ""}, 422),
    )
    for without, status in refused:
        assert "Proposed purge" in _press(ben, f"{address}/confirm", status, sure | without).text, without
    assert "Otto Old" in ben.browser.page(address).text, "nothing was purged so far"
    page = _press(ben, f"{address}/confirm", fields=sure)
    assert "Purged: 1. Left as they are: 0." in page.text
    assert "Nothing was changed" in _press(ben, f"{address}/cancel", 409).text
    assert "Nothing was changed" in _press(ben, f"{address}/confirm", 409, sure | {"named": []}).text

    gone = ben.browser.page(f"/clinic/submissions/{old}")
    assert "/pdf" not in gone.text, "nothing is offered that is gone"
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


def test_an_administrator_alone_sees_no_name_and_names_nobody(app: Flask) -> None:
    old = sends(app, "Otto Old")
    _aged(app)
    root = administrator(app)
    ben = Person(app, "ben@clinic.example", roles={Role.ADMINISTRATOR}).come_in()
    _press(root, "/clinic/retention", fields={"days-new": "1095"})
    address = next(
        attributes["href"]
        for attributes, _ in ben.browser.page("/clinic/retention").all("a")
        if attributes["href"].startswith("/clinic/retention/")
    )
    page = ben.browser.page(address)
    assert "Otto" not in page.text
    assert "all the same" not in page.text
    assert f"/clinic/submissions/{old}" not in page.text
    sure: dict[str, str | list[str]] = {"looked": "y", "number": "1", "password": PASSWORD, "named": old}
    _press(ben, f"{address}/confirm", 422, sure)
    page = _press(ben, f"{address}/confirm", fields=sure | {"number": "0", "named": []})
    assert "Purged: 0. Left as they are: 1." in page.text
