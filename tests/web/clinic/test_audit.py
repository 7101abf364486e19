"""The audit on its pages: by days of the clinic, by submission and person, and out as files; by whom it may be read."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select, text

from screener.accounts.staff import Role
from screener.audit import Action, LineFilter
from screener.storage.tables.audit import audit_event
from screener.submissions.submission import Status
from screener.web.use_cases import use_cases
from tests.strict import Page
from tests.web.clinic.staff import BEN, Person, administrator
from tests.web.clinic.test_exam import FOUND
from tests.web.clinic.test_work import NOTHING, sends, takes

LATE = datetime(2026, 4, 29, 3, 30, tzinfo=UTC)
"""Half past ten in the evening of the 28th, in Chicago."""


def _look_up(officer: Person, status: int = 303, **fields: str) -> str:
    token = officer.browser.page("/clinic/audit").token
    sent = officer.browser.post("/clinic/audit/look-up", data={"csrf_token": token, **fields})
    assert sent.status_code == status
    return sent.location if status == 303 else " ".join(Page(sent.text).errors)


def test_days_are_the_clinics(app: Flask) -> None:
    with time_machine.travel(LATE, tick=False):
        root = administrator(app)
        page = root.browser.page("/clinic/audit?since=2026-04-28&until=2026-04-28")
        assert "Apr 28, 2026" in page.text
        assert "Account: opened" in page.text
        assert "No line fits." in root.browser.page("/clinic/audit?since=2026-04-29").text


def test_a_person_is_looked_for_without_a_word_in_the_address(app: Flask) -> None:
    reference = sends(app, "Hanna Held")
    sends(app, "Otto Old")
    ann, officer = Person(app).come_in(), Person(app, BEN, roles={Role.AUDITOR}).come_in()
    ann.browser.page(f"/clinic/submissions/{reference}")
    address = _look_up(officer, person="hanna  HELD")
    assert address == f"/clinic/audit?about={reference}"
    page = officer.browser.page(address)
    assert "Opened" in page.text
    assert "Ann (" in page.text
    assert "Otto" not in page.text
    report = officer.browser.page(f"/clinic/audit/report?about={reference}")
    assert [text.split()[0] for _, text in report.all("tr")][1:] == ["A", "Ann"]
    assert "Hanna" not in page.text + report.text, "an auditor reads no name"
    assert f"/clinic/submissions/{reference}" not in page.text
    assert "Nobody who sent something" in _look_up(officer, 422, person="nobody at all")
    assert "one of the two" in _look_up(officer, 422)
    assert "one of the two" in _look_up(officer, 422, person="a", term="b")


def test_who_searched_for_a_term_is_found_by_the_term(app: Flask) -> None:
    ann, officer = Person(app).come_in(), Person(app, BEN, roles={Role.AUDITOR}).come_in()
    token = ann.browser.page("/clinic/account").token
    found = ann.browser.post("/clinic/search", data={"csrf_token": token, "search": "Rosa Example"})
    ann.browser.page(found.location)
    address = _look_up(officer, term="example, rosa")
    assert "rosa" not in address.lower()
    page = officer.browser.page(address)
    assert "Searched" in page.text
    assert "a sealed term" in page.text
    assert "No line fits." in officer.browser.page(_look_up(officer, term="Rosa Exampel")).text


def test_an_administrator_alone_learns_of_no_patient(app: Flask) -> None:
    reference = sends(app, "Hanna Held")
    root = Person(app, roles={Role.ADMINISTRATOR}).come_in()
    page = root.browser.page("/clinic/audit")
    assert "Look for a person" not in page.text
    data = {"csrf_token": page.token, "person": "Hanna Held"}
    assert root.browser.post("/clinic/audit/look-up", data=data).status_code == 403
    sent = root.browser.post(f"/clinic/audit/all-data.json?about={reference}", data=data)
    assert sent.status_code == 403


def test_lists_lead_to_whom_they_held_and_files_hold_what_they_say(app: Flask) -> None:
    reference, _ = sends(app, "Hanna Held"), sends(app, "Otto Old")
    root = administrator(app)
    takes(root, reference, "work", {"note": "=cmd"})
    token = root.browser.page("/clinic/").token
    root.browser.post("/clinic/export.csv", data={"csrf_token": token}).get_data()
    page = root.browser.page(f"/clinic/audit?about={reference}")
    (held,) = {attributes["href"] for attributes, text in page.all("a") if text == "Whom it held"}
    assert "held 2 submissions" in root.browser.page(held).text
    for number in ("9" * 10, str(2**31), str(2**63), "9" * 400):
        root.browser.page(f"/clinic/audit/held/{number}", 404)
    sent = root.browser.post(f"/clinic/audit.csv?about={reference}", data={"csrf_token": token})
    rows = sent.text.splitlines()
    assert sent.headers["Content-Disposition"].startswith("attachment; filename=audit-20")
    assert rows[0].lstrip("\ufeff") == "line,at,who,id of who,what,about,details"
    assert [row.split(",")[4] for row in rows[1:]] == ["Exported", "Note added", "Opened", "Received"]
    sent = root.browser.post(f"/clinic/audit/all-data.json?about={reference}", data={"csrf_token": token})
    (kept,) = json.loads(sent.text)
    assert kept["submission"]["content"]["contact"]["name"] == "Hanna Held"
    assert kept["notes"][0]["text"] == "=cmd"
    assert reference in sent.headers["Content-Disposition"]
    assert "Hanna" not in sent.headers["Content-Disposition"]


def test_a_file_of_all_data_tells_what_the_clinic_purged_from_what_was_taken_back(app: Flask) -> None:
    purged, root = sends(app, "Otto Old"), administrator(app)
    later = datetime.now(UTC) + timedelta(days=1)
    assert use_cases(app).retention.purge({Status.NEW: later}, [purged]) == 1
    token = root.browser.page("/clinic/audit").token
    sent = root.browser.post(f"/clinic/audit/all-data.json?about={purged}", data={"csrf_token": token})
    (kept,) = json.loads(sent.text)
    assert kept["submission"]["status"] == "purged"
    assert kept["submission"]["answers_gone_since"] > kept["submission"]["received_at"]
    assert not {"withdrawn_at", "purged"} & set(kept["submission"])


@pytest.mark.parametrize(
    "wrong",
    ["since=soon", "action=none", "about=nothing", "actor=nobody&since=0001-01-01", "until=9999-12-31"],
)
def test_what_cannot_be_read_is_said_and_shows_nothing(app: Flask, wrong: str) -> None:
    root = administrator(app)
    page = root.browser.page(f"/clinic/audit?{wrong}", 422)
    assert "Nothing is found by that" in page.text
    assert "No line fits." in page.text


def test_no_save_is_followed_by_a_second_view(app: Flask) -> None:
    reference = sends(app, "Hanna Held")
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        root = administrator(app)
        address = f"/clinic/submissions/{reference}"
        for fields, status in (
            ({"note": "first"}, 303),
            ({}, 422),
            ({"status": "in_review"}, 303),
            ({"note": "x"}, 303),
        ):
            page = root.browser.page(address)
            clock.shift(301)
            data = {"csrf_token": page.token, "version": page.fields["version"][0], **NOTHING, **fields}
            assert root.browser.post(f"{address}/work", data=data).status_code == status
            clock.shift(120)
            if status == 303:
                root.browser.page(address)
            clock.shift(120)
        wanted = LineFilter(action=Action.SUBMISSION_VIEWED)
        viewed = [line.event.at for line in use_cases(app).audit.page(wanted).lines]
    assert len(viewed) == 4, "each time the page was asked for, and no time that it answered a step"


@pytest.mark.parametrize("step", ["same-person", "exam", "exam/compare-first"])
def test_no_other_step_is_followed_by_a_second_view_whoever_comes_between(app: Flask, step: str) -> None:
    reference, other = sends(app, "Hanna Held"), sends(app, "Hanna Held")
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        ann, ben = Person(app).come_in(), Person(app, BEN).come_in()
        address = f"/clinic/submissions/{reference}"
        shown = ann.browser.page(f"{address}/exam" if step.startswith("exam") else address)
        clock.shift(300)
        fields = {**FOUND, "seen": "0", "version": "1", "other": other, "as": "same_person"}
        if step == "exam":
            wrong = {"csrf_token": shown.token, "dystonia": "perhaps"}
            assert ann.browser.post(f"{address}/{step}", data=wrong).status_code == 422
            clock.shift(300)
        sent = ann.browser.post(f"{address}/{step}", data={"csrf_token": shown.token, **fields})
        takes(ben, reference, "work", {"note": "in between"})
        ann.browser.page(sent.location)
        wanted = LineFilter(action=Action.SUBMISSION_VIEWED, actor=ann.id())
        assert len(use_cases(app).audit.page(wanted).lines) == 1


def _checks(person: Person) -> Page:
    token = person.browser.page("/clinic/audit").token
    sent = person.browser.post("/clinic/audit/check", data={"csrf_token": token})
    assert (sent.status_code, sent.location) == (303, "/clinic/audit")
    return person.browser.page("/clinic/audit")


def test_the_page_says_when_the_audit_was_last_checked_by_whom_and_what_came_of_it(app: Flask) -> None:
    officer = Person(app, BEN, roles={Role.AUDITOR}).come_in()
    assert "Nobody has checked yet whether it is whole." in officer.browser.page("/clinic/audit").text
    page = _checks(officer)
    with use_cases(app).database.reading() as connection:
        number = connection.scalar(select(func.max(audit_event.c.number)))
    assert f"Whole: all {number - 1} lines fitted" in page.text
    assert f"when Ben ({officer.id()[:4]}) checked" in page.text
    assert "Checked that the audit is whole" in page.text


@pytest.mark.parametrize(
    ("done", "said"),
    [
        ("UPDATE audit_event SET subject = 'another' WHERE number = 2", "line 2 was altered"),
        ("DELETE FROM audit_event WHERE number = 2", "line 2 was altered, is missing"),
        ("SELECT 1", "does not refuse to change them"),
    ],
)
def test_an_audit_that_is_not_whole_says_so_loudly_and_first_at_its_line(
    app: Flask, done: str, said: str
) -> None:
    root = administrator(app)
    with use_cases(app).database.writing() as connection:
        connection.execute(text("DROP TRIGGER audit_event_refuses_update"))
        connection.execute(text("DROP TRIGGER audit_event_refuses_delete"))
        connection.execute(text(done))
    (_, notice), *_ = [
        (attributes, words)
        for attributes, words in _checks(root).all("div")
        if "notice--error" in attributes.get("class", "")
    ]
    assert said in notice
    assert "when Root (" in notice


@pytest.mark.parametrize(
    ("minutes", "when"), [((0, 0), "11:05 AM"), ((0, 1), "11:05 AM to 11:06 AM")], ids=["one", "more"]
)
def test_a_run_of_the_same_act_says_its_minute_once_or_from_when_to_when(
    app: Flask, minutes: tuple[int, ...], when: str
) -> None:
    reference = sends(app)
    ann, officer = Person(app).come_in(), Person(app, BEN, roles={Role.AUDITOR}).come_in()
    with time_machine.travel(datetime(2026, 11, 29, 17, 5, tzinfo=UTC), tick=False) as clock:
        ann.give_password()
        ann.give_code(ann.recovery_codes.pop())
        for later in minutes:
            clock.shift(60 * later)
            ann.browser.page(f"/clinic/submissions/{reference}")
        officer.give_password()
        officer.give_code(officer.recovery_codes.pop())
        cells = officer.browser.page("/clinic/audit?action=submission.viewed").all("td")
    assert [text for one, text in cells if one.get("data-label") == "When"] == [when]
