"""Figures for research on their page: consent asked apart, months, a second administrator, the file."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlalchemy import update

from screener.storage.submissions import Submissions
from screener.storage.tables.research import research_export
from screener.storage.tables.submission import submission as table
from screener.submissions.submission import received
from screener.web.use_cases import use_cases
from tests.answering import CONTACT, answer_until
from tests.storage.samples import CONTENT, submission
from tests.strict import Page, new_browser
from tests.web.clinic.staff import Person, administrator


def _press(person: Person, address: str, fields: dict[str, str], status: int = 303) -> Page:
    token = person.browser.page("/clinic/account").token
    sent = person.browser.post(address, data={"csrf_token": token, **fields})
    assert sent.status_code == status, sent.text
    return person.browser.page(sent.location) if status == 303 else Page(sent.text)


def _actions(page: Page) -> list[str]:
    return [
        attributes["action"]
        for attributes, _ in page.all("form")
        if "/research/" in attributes.get("action", "")
    ]


def test_those_who_agreed_are_counted_once_two_administrators_agree(app: Flask) -> None:
    patient = new_browser(app)
    answer_until(patient, "result")
    assert "research" not in patient.page("/screen/share").fields, "nothing is ticked for anybody"
    patient.submit("/screen/share", CONTACT | {"name": "Zq", "research": "agree"})
    agreed = [
        replace(CONTENT, contact=replace(CONTENT.contact, research="agree", name=name, date_of_birth=""))
        for name in ("Ann", "Bea", "Cal", "Dan")
    ]
    for content in (CONTENT, *agreed):
        made = submission()
        with use_cases(app).database.writing() as connection:
            stored = Submissions(connection, use_cases(app).keyring)
            stored.add(made, content, received(made), send_key=made.id, receipt=made.id)
    last_month = datetime.now(UTC).replace(day=1) - timedelta(days=10)
    with use_cases(app).database.writing() as connection:
        connection.execute(update(table).values(received_at=last_month))
    month = {"first": f"{last_month:%Y-%m}", "last": f"{last_month:%Y-%m}"}

    root, ben = administrator(app), Person(app, "ben@clinic.example", administrator=True).come_in()
    for first, last in (
        ("2999-01", "2999-01"),
        ("2026-05", "2026-04"),
        ("soon", ""),
        ("2026-04-01", "2026-05"),
    ):
        wrong = _press(root, "/clinic/research", {"first": first, "last": last}, 422)
        assert "Write two months that are over" in wrong.text
    page = _press(root, "/clinic/research", month)
    assert "Another administrator confirms it" in page.text
    (own,) = _actions(page)
    assert "You proposed this" in _press(root, own.replace("cancel", "confirm"), {}, 409).text
    _press(root, own.replace("cancel", "file"), {}, 409)
    page = _press(ben, own.replace("cancel", "confirm"), {})
    (take,) = _actions(page)
    file = ben.browser.post(take, data={"csrf_token": page.token})
    assert file.mimetype == "application/zip"
    assert "attachment" in file.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(file.data)) as packed:
        said = "".join(packed.read(name).decode() for name in packed.namelist())
    assert "everybody,,5" in said, "one of the six did not agree"
    assert "Zq" not in said
    assert "Research export taken" in root.browser.page("/clinic/audit").text
    with use_cases(app).database.writing() as connection:
        connection.execute(update(research_export).values(file=b"?" * 64))
    assert "damaged and cannot be opened" in _press(ben, take, {}, 500).text

    _press(root, "/clinic/research", month)
    (again,) = [one for one in _actions(ben.browser.page("/clinic/research")) if one.endswith("confirm")]
    assert "could be subtracted" in _press(ben, again, {}, 409).text
    assert "Cancelled" in _press(ben, again.replace("confirm", "cancel"), {}).text
    for step in ("confirm", "cancel", "file"):
        _press(ben, f"/clinic/research/nothing/{step}", {}, 404)
