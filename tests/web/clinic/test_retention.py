"""Holds and purges on the pages: who may do what, and what is left of a submission."""

import re
from collections.abc import Mapping
from csv import DictReader
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO

from flask import Flask
from pypdf import PdfReader
from sqlalchemy import update

from screener.accounts.staff import Role
from screener.codes.reference import grouped
from screener.storage.submissions import Submissions
from screener.storage.tables.submission import submission as table
from screener.submissions.submission import Status, withdraw
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


def _row(person: Person, address: str, reference: str) -> str:
    (row,) = [text for _, text in person.browser.page(address).all("tr") if grouped(reference) in text]
    return row


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
    assert "Of 1 proposed, 0 would lose their answers for good. 1 needs your word by name." in shown
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
    with use_cases(app).database.writing() as connection:
        connection.execute(update(table).where(table.c.reference == held).values(contact=table.c.answers))
    assert _row(ben, waits, held).startswith("Cannot be opened")
    assert _row(ben, address, old).startswith("Gone")
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


def test_what_the_clinic_purged_is_on_no_page_said_to_be_withdrawn(app: Flask) -> None:
    purged, withdrawn = sends(app), sends(app)
    later, held = datetime.now(UTC) + timedelta(days=1), use_cases(app)
    assert held.retention.purge({Status.NEW: later}, [purged]) == 1
    with held.database.writing() as connection:
        submissions = Submissions(connection, held.keyring)
        (one,) = (
            one for one in submissions.due({Status.NEW: later}, at_most=9) if one.reference == withdrawn
        )
        submissions.save(*withdraw(one, later))
    ann = Person(app).come_in()
    listed = ann.browser.page("/clinic/?tab=all&status=withdrawn")
    assert "Withdrawn or purged" in [text for _, text in listed.all("option")]
    states = {
        reference: [word for word in ("Withdrawn", "Purged") if word in row]
        for _, row in listed.all("tr")
        for reference in (purged, withdrawn)
        if grouped(reference) in row
    }
    assert states == {purged: ["Purged"], withdrawn: ["Withdrawn"]}
    head = {
        reference: ann.browser.page(f"/clinic/submissions/{reference}").all("header")[1][1]
        for reference in states
    }
    assert ("Purged" in head[purged], "Withdrawn" in head[purged]) == (True, False)
    assert ("Purged" in head[withdrawn], "Withdrawn" in head[withdrawn]) == (False, True)
    sheet = ann.browser.get(f"/clinic/submissions/{purged}/pdf").data
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(sheet)).pages)
    assert ("Purged" in text, "Withdrawn" in text) == (True, False)
    sent = ann.browser.post("/clinic/export.csv?tab=all", data={"csrf_token": listed.token})
    table = {row["reference"]: row["status"] for row in DictReader(StringIO(sent.data.decode("utf-8-sig")))}
    assert table == {purged: "Purged by the clinic", withdrawn: "Withdrawn"}
    overview = ann.browser.page("/clinic/overview")
    rows = [row for _, row in overview.all("tr")]
    assert (rows.count("Withdrawn 1 50 %"), rows.count("Purged by the clinic 1 50 %")) == (2, 2)
    assert next(row for row in rows if "so far" in row).endswith("2 1 1")
    rest = [one for one, _ in overview.all("rect") if one.get("class") == "chart__rest" and "x" in one]
    assert [one["height"] for one in rest] == ["130.0"], "both, and nothing of them is drawn as kept"
    officer = administrator(app)
    for action, reference in (("submission.purged", purged), ("submission.withdrawn", withdrawn)):
        page = officer.browser.page(f"/clinic/audit?action={action}").text
        assert [one for one in (purged, withdrawn) if grouped(one) in page] == [reference]
