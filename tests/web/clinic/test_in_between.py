"""What others did between a page of staff and its answer is said on a page, and nothing that is typed is lost by it."""

import re
from typing import Any

import pytest
from flask import Flask

from screener.codes.reference import grouped
from screener.storage import summing
from screener.storage.submission_counts import LIKE
from screener.storage.tables.submission_count import submission_count
from screener.use_cases import worklist
from screener.use_cases.submissions import Receipt
from screener.use_cases.tries import ACCOUNT_TRIES
from screener.web.clinic.forms import TOO_MANY_TRIES
from screener.web.use_cases import use_cases
from tests.strict import Page, new_browser
from tests.web.clinic.staff import BEN, OUT, PASSWORD, Person, administrator
from tests.web.clinic.test_exam import FOUND
from tests.web.clinic.test_facts import TYPED
from tests.web.clinic.test_work import NOTHING, receipt, sends, takes

GONE = "The answers are gone: they were taken back or purged in between."


def _take_back(app: Flask, sent: Receipt) -> None:
    """Do what the person does who takes the answers back."""
    assert use_cases(app).submissions.withdraw(sent.code, "127.0.0.1")


def _sent(person: Person, address: str, fields: dict[str, Any], status: int) -> Page:
    sent = person.browser.post(address, data=fields)
    assert sent.status_code == status, Page(sent.text).text[:2000]
    return Page(sent.text) if status != OUT else person.browser.page(sent.location)


@pytest.mark.parametrize(
    ("step", "fields"),
    [
        ("work", {"note": "Called her sister"}),
        ("work", {"outcome": "no_answer", "note": "Rang twice"}),
        ("work", {"status": "in_review"}),
        ("exam", FOUND),
        ("strike/{note}", {"reason": "Another person"}),
        ("hold", {"hold": "legal"}),
        ("lift-hold", {}),
        ("undo", {}),
    ],
)
def test_answers_that_were_taken_back_in_between_are_said_to_be_gone(
    app: Flask, nurse: Person, step: str, fields: dict[str, Any]
) -> None:
    of_patient = receipt(app)
    address = f"/clinic/submissions/{of_patient.reference}"
    (note,) = re.findall(
        r"/strike/([0-9a-f-]+)", takes(nurse, of_patient.reference, "work", {"note": "First"}).text
    )
    seen = nurse.browser.page(f"{address}/exam" if step == "exam" else address)
    _take_back(app, of_patient)
    sent = {"csrf_token": seen.token, **{name: value[0] for name, value in seen.fields.items()}, **fields}
    said = _sent(nurse, f"{address}/{step.format(note=note)}", NOTHING | sent, 409).text
    assert GONE in said
    assert "is saved" not in said
    history = nurse.browser.page(address)
    assert [text.partition(",")[0] for _, text in history.all("li") if "Taken back" in text] == [
        "Taken back by the person"
    ]
    assert "by the person, by the person" not in history.text


@pytest.mark.parametrize(("step", "fields"), [("hold", {"hold": "legal"}), ("undo", {})])
def test_a_press_that_a_colleague_came_before_is_said_not_to_be_done(
    app: Flask, nurse: Person, step: str, fields: dict[str, str]
) -> None:
    reference = sends(app)
    address = f"/clinic/submissions/{reference}"
    takes(nurse, reference, "work", {"status": "in_review"})
    seen = nurse.browser.page(address)
    takes(Person(app, BEN).come_in(), reference, "work", {"status": "contacted"})
    sent = {"csrf_token": seen.token, "version": seen.fields["version"][0]}
    page = _sent(nurse, f"{address}/{step}", sent | fields, 409).text
    assert "What you pressed was not done: look at what changed" in page
    assert "A note or a call that you wrote down is saved." not in page


def test_of_two_submissions_of_one_person_one_was_taken_back_in_between(app: Flask, nurse: Person) -> None:
    first, second = receipt(app), sends(app)
    address = f"/clinic/submissions/{second}"
    seen = nurse.browser.page(address)
    _take_back(app, first)
    fields = {"csrf_token": seen.token, "version": seen.fields["version"][0], "other": first.reference}
    page = _sent(nurse, f"{address}/same-person", fields | {"as": "same_person"}, OUT)
    assert "The answers of one of them are gone. Nothing was changed." in page.text
    _sent(nurse, "/clinic/submissions/22222222/same-person", fields | {"as": "same_person"}, 404)


def test_a_duplicate_that_a_colleague_changed_in_between_is_written_down_and_left_open(
    app: Flask, nurse: Person
) -> None:
    first, second = sends(app), sends(app)
    address = f"/clinic/submissions/{second}"
    seen = nurse.browser.page(address)
    takes(Person(app, BEN).come_in(), second, "work", {"status": "contacted"})
    fields = {"csrf_token": seen.token, "version": seen.fields["version"][0], "other": first}
    page = _sent(nurse, f"{address}/same-person", fields | {"as": "duplicate"}, OUT)
    assert "close it yourself if it still fits" in page.text
    assert "Contacted" in page.text


@pytest.mark.parametrize("step", ["work", "exam", "exam/compare-first", "strike/x", "undo", "same-person"])
def test_whatever_is_done_to_a_reference_that_is_none_is_not_found(nurse: Person, step: str) -> None:
    token = nurse.browser.page("/clinic/").token
    fields = {"csrf_token": token, "reason": "Why", "version": "1", "as": "duplicate", "other": "2345BCDF"}
    _sent(nurse, f"/clinic/submissions/22222222/{step}", NOTHING | FOUND | fields, 404)


def test_what_many_were_changed_to_is_not_taken_back_where_a_colleague_went_on(
    app: Flask, nurse: Person
) -> None:
    changed, gone, free = sends(app, "Ann Changed"), receipt(app, "Ben Gone"), sends(app, "Zoë Free")
    references = (changed, gone.reference, free)
    for reference in references:
        nurse.browser.page(f"/clinic/submissions/{reference}")
    step = {"csrf_token": nurse.browser.page("/clinic/").token, "bulk-assignee": "", "bulk-reason": ""}
    chosen = [f"{reference}:1" for reference in references]
    _sent(nurse, "/clinic/bulk", step | {"bulk-status": "in_review", "chosen": chosen}, OUT)
    nurse.browser.page("/clinic/")
    takes(Person(app, BEN).come_in(), changed, "work", {"status": "contacted"})
    _take_back(app, gone)
    text = _sent(nurse, "/clinic/bulk/undo", {"csrf_token": step["csrf_token"]}, OUT).text
    assert "1 changed." in text
    left = f"{grouped(changed)}, {grouped(gone.reference)}"
    assert f"2 left as they were (somebody changed it in between): {left}." in text


def test_a_page_of_undoing_that_was_left_open_changes_nothing(nurse: Person) -> None:
    token = nurse.browser.page("/clinic/").token
    assert "Nothing was changed." in _sent(nurse, "/clinic/bulk/undo", {"csrf_token": token}, OUT).text


def test_the_exam_says_which_marked_parts_were_not_examined(app: Flask, nurse: Person) -> None:
    reference = sends(app)
    address = f"/clinic/submissions/{reference}/exam"
    nurse.browser.submit(address, FOUND | {"parts": ["right_hand"], "not_examined": ["neck"]})
    rows = [text for _, text in nurse.browser.page(address).all("tr")]
    assert "Neckmarkednot examined" in rows


def test_facts_that_somebody_confirmed_or_cancelled_in_between_stay_as_they_are(
    app: Flask,
) -> None:
    root, ben = administrator(app), Person(app, BEN, administrator=True).come_in()
    token = root.browser.page("/clinic/account").token

    def propose(name: str) -> str:
        version = root.browser.page("/clinic/facts/change").fields["version"][0]
        fields = TYPED | {"version": version, "name": name, "phone": "913-588-1227"}
        return str(root.browser.submit("/clinic/facts/change", fields).location)

    cancelled, first, second = propose("Cancelled"), propose("First"), propose("Second")
    assert (
        "Cancelled. Nothing was changed."
        in _sent(root, f"{cancelled}/cancel", {"csrf_token": token}, OUT).text
    )
    of_ben = {"csrf_token": ben.browser.page("/clinic/account").token}
    assert "Cancelled by Root" in _sent(ben, f"{cancelled}/confirm", of_ben, 409).text
    _sent(ben, f"{first}/confirm", of_ben, OUT)
    _sent(ben, f"{second}/confirm", of_ben, 409)
    assert "First" in new_browser(app).get("/").text


@pytest.mark.usefixtures("amid_an_hour")
@pytest.mark.parametrize(
    ("address", "fields"),
    [
        (
            "/clinic/account/password",
            {"current_password": "wrong", "new_password": "seven lamps under water"},
        ),
        ("/clinic/account/passkeys", {"name": "Phone", "password": "wrong", "answer": "{}"}),
    ],
)
def test_a_password_that_is_asked_again_is_not_guessed_from_an_open_screen(
    nurse: Person, address: str, fields: dict[str, str]
) -> None:
    token = nurse.browser.page("/clinic/account").token
    for _ in range(ACCOUNT_TRIES):
        _sent(nurse, address, fields | {"csrf_token": token}, 422)
    right = {name: PASSWORD if value == "wrong" else value for name, value in fields.items()}
    assert TOO_MANY_TRIES in _sent(nurse, address, right | {"csrf_token": token}, 429).text


@pytest.mark.usefixtures("amid_an_hour")
def test_a_purge_is_not_confirmed_by_guessing_the_password(app: Flask) -> None:
    reference = sends(app)
    root, ben = administrator(app), Person(app, BEN, administrator=True).come_in()
    with use_cases(app).database.writing() as connection:
        connection.exec_driver_sql("UPDATE submission SET received_at = '2020-01-01 00:00:00.000000'")
        summing.sum_up(connection, submission_count, LIKE)
    sent = root.browser.submit("/clinic/retention", {"days-new": "365"})
    address = f"{sent.location}/confirm"
    token = ben.browser.page("/clinic/account").token
    fields = {"csrf_token": token, "looked": "y", "number": "1", "named": reference}
    for _ in range(ACCOUNT_TRIES):
        _sent(ben, address, fields | {"password": "another password"}, 422)
    assert TOO_MANY_TRIES in _sent(ben, address, fields | {"password": PASSWORD}, 429).text


@pytest.mark.parametrize("step", ["second-factor", "second-factor/set-up", "second-factor/passkey"])
def test_a_code_of_nobody_who_gave_a_password_leads_to_the_door(app: Flask, step: str) -> None:
    browser = new_browser(app)
    token = browser.page("/clinic/sign-in").token
    sent = browser.post(f"/clinic/{step}", data={"csrf_token": token, "code": "123456"})
    assert (sent.status_code, sent.location) == (303, "/clinic/sign-in")


@pytest.mark.usefixtures("amid_an_hour")
def test_the_first_code_of_an_app_is_not_guessed(app: Flask) -> None:
    ann = Person(app)
    ann.accept()
    ann.give_password()
    page = ann.browser.page("/clinic/second-factor/set-up")
    for _ in range(ACCOUNT_TRIES):
        _sent(ann, "/clinic/second-factor/set-up", {"csrf_token": page.token, "code": "000000"}, 422)
    fields = {"csrf_token": page.token, "code": "000000"}
    assert TOO_MANY_TRIES in _sent(ann, "/clinic/second-factor/set-up", fields, 429).text
    _sent(ann, "/clinic/second-factor/set-up", {"csrf_token": page.token, "code": ""}, 422)


def test_filters_are_kept_up_to_a_number_and_then_one_has_to_go(
    nurse: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worklist, "FILTERS", 3)
    token = nurse.browser.page("/clinic/").token
    for number in range(3):
        _sent(nurse, "/clinic/filters?urgency=today", {"csrf_token": token, "name": f"Number {number}"}, OUT)
    page = _sent(nurse, "/clinic/filters?urgency=today", {"csrf_token": token, "name": "One more"}, OUT)
    assert "There are too many saved filters. Delete one first." in page.text
    assert "One more" not in page.text


def test_an_audit_of_days_that_are_none_is_no_file(app: Flask) -> None:
    root = administrator(app)
    token = {"csrf_token": root.browser.page("/clinic/audit").token}
    assert root.browser.post("/clinic/audit.csv?since=tomorrow", data=token).status_code == 400
    assert root.browser.post("/clinic/audit/all-data.json", data=token).status_code == 404
