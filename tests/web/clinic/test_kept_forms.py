"""What somebody was writing when their session ended stands there again when they come back, and for nobody else."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from screener.accounts.kept_form import KEPT_FOR, MOST_KEPT
from screener.accounts.session import IDLE
from screener.audit import Actor
from screener.clinic.tabs import Sort, Tab
from screener.storage.tables.kept import kept_form
from screener.web.use_cases import use_cases
from tests.strict import Page
from tests.web.clinic.staff import BEN, IN, OUT, Person, administrator
from tests.web.clinic.test_exam import FOUND
from tests.web.clinic.test_work import NOTHING, sends, takes

FILTERS = "/clinic/filters"
WORDS = 'Mornings: "before 9" & <call> José'


def _idle(person: Person, clock: time_machine.Traveller) -> None:
    assert person.email
    clock.shift(IDLE)


def _out(person: Person, _: time_machine.Traveller) -> None:
    token = person.browser.page("/clinic/account").token
    assert person.browser.post("/clinic/sign-out", data={"csrf_token": token}).status_code == OUT


def _in_another_tab(person: Person, clock: time_machine.Traveller) -> None:
    _idle(person, clock)
    assert person.at_the_door == OUT


def _and_in_again(person: Person, clock: time_machine.Traveller) -> None:
    _in_another_tab(person, clock)
    _sign_in(person)


def _sign_in(person: Person) -> str:
    person.give_password()
    location: str = person.give_code(person.recovery_codes.pop()).headers["Location"]
    return location


def _over_the_weekend(person: Person, clock: time_machine.Traveller) -> None:
    assert person.email
    clock.shift(timedelta(hours=64))


ENDS = (_idle, _out, _in_another_tab, _and_in_again, _over_the_weekend)


def _filters(person: Person) -> int:
    return len(use_cases(person.app).worklist.filters(Actor(person.id(), "")))


def _write(person: Person, token: str, name: str = WORDS, status: int = 303) -> str:
    sent = person.browser.post(FILTERS, data={"csrf_token": token, "name": name, "query": ""})
    assert sent.status_code == status
    return sent.headers.get("Location", "")


def _come_back(person: Person) -> Page:
    assert _sign_in(person) == "/clinic/kept"
    return person.browser.page("/clinic/kept")


@pytest.mark.parametrize("ended", ENDS)
def test_what_meets_an_ended_session_is_there_again_after_signing_in(
    app: Flask, clock: time_machine.Traveller, ended: Callable[[Person, time_machine.Traveller], None]
) -> None:
    ann = Person(app).come_in()
    token = ann.browser.page("/clinic/").token
    ended(ann, clock)
    location = _write(ann, token)
    if ended is _and_in_again:
        assert location == "/clinic/kept"
        page = ann.browser.page(location)
    else:
        assert location == "/clinic/sign-in"
        assert "What you had written is not saved yet." in ann.browser.page(location).text
        page = _come_back(ann)
    assert _filters(ann) == 0, "nothing was carried out meanwhile"
    assert page.fields["name"] == [WORDS]
    assert "Something you had written" in ann.browser.page("/clinic/account").text
    sent = {name: values[0] for name, values in page.fields.items()}
    assert ann.browser.post(FILTERS, data=sent | {"csrf_token": page.token}).status_code == 303
    assert _filters(ann) == 1
    assert ann.browser.get("/clinic/kept").status_code == 303, "once it came to its page it is kept no longer"
    assert "Something you had written" not in ann.browser.page("/clinic/account").text


def test_a_form_that_is_refused_without_a_look_at_it_leaves_what_was_kept(
    app: Flask, clock: time_machine.Traveller
) -> None:
    ann = Person(app).come_in()
    token = ann.browser.page("/clinic/").token
    _idle(ann, clock)
    _write(ann, token)
    page = _come_back(ann)
    sent = {name: values[0] for name, values in page.fields.items()}
    nowhere = "/clinic/submissions/NO/strike/1"
    for address, token, status in ((FILTERS, "made up", 400), (nowhere, page.token, 404)):
        refused = ann.browser.post(address, data=sent | {"reason": "x", "csrf_token": token})
        assert refused.status_code == status
        assert ann.browser.page("/clinic/kept").fields["name"] == [WORDS], address


def test_nobody_else_sees_it_at_the_same_browser(app: Flask, clock: time_machine.Traveller) -> None:
    ann, ben = Person(app).come_in(), Person(app, BEN).come_in()
    token = ann.browser.page("/clinic/").token
    _idle(ann, clock)
    _write(ann, token)
    ben.browser = ann.browser
    assert _sign_in(ben) == "/clinic/"
    assert ben.browser.get("/clinic/kept").status_code == 303
    _write(ben, token, status=400)


def test_it_is_sealed_and_forgotten_after_some_days_and_never_more_than_some(
    app: Flask, clock: time_machine.Traveller
) -> None:
    ann = Person(app).come_in()
    keeping = use_cases(app).kept_forms
    for number in range(MOST_KEPT + 1):
        clock.shift(timedelta(seconds=1))
        assert keeping.keep(ann.id(), FILTERS, [("name", f"José {number}")])
    assert [form.fields[0][1] for form in keeping.of(ann.id())] == [
        f"José {number}" for number in range(1, MOST_KEPT + 1)
    ]
    with use_cases(app).database.reading() as connection:
        assert "José".encode() not in b"".join(connection.scalars(select(kept_form.c.form)))
    clock.shift(KEPT_FOR)
    assert keeping.of(ann.id()) == []


def test_a_clock_that_is_ahead_for_a_moment_forgets_nothing_that_was_written(
    app: Flask, clock: time_machine.Traveller
) -> None:
    ann, ben = Person(app).come_in(), Person(app, BEN).come_in()
    keeping = use_cases(app).kept_forms
    assert keeping.keep(ann.id(), FILTERS, [("name", "José")])
    clock.shift(timedelta(days=30))
    assert keeping.keep(ben.id(), FILTERS, [("name", "another")])
    clock.shift(-timedelta(days=30))
    assert [form.fields[0][1] for form in keeping.of(ann.id())] == ["José"]
    clock.shift(KEPT_FOR + timedelta(days=2))
    for _ in range(2):  # a clock that says so again a day later is right
        assert keeping.keep(ben.id(), FILTERS, [("name", "later")])
        clock.shift(timedelta(days=1))
    with use_cases(app).database.reading() as connection:
        assert set(connection.scalars(select(kept_form.c.account_id))) == {ben.id()}


def test_a_password_is_never_kept_nor_a_form_in_which_nothing_was_written(
    app: Flask, clock: time_machine.Traveller
) -> None:
    root = administrator(app)
    token = root.browser.page("/clinic/account").token
    _idle(root, clock)
    root.browser.post("/clinic/account", data={"csrf_token": token, "password": "plum"})
    root.browser.post("/clinic/filters", data={"csrf_token": token, "name": " "})
    assert use_cases(app).kept_forms.of(root.id()) == []


def test_who_was_never_in_leaves_nothing_and_a_form_without_its_token_neither(
    app: Flask, clock: time_machine.Traveller
) -> None:
    ann = Person(app).come_in()
    stranger = Person(app, BEN)
    _write(stranger, stranger.browser.page("/clinic/sign-in").token)
    _idle(ann, clock)
    _write(ann, "made up", status=400)
    with use_cases(app).database.reading() as connection:
        assert connection.execute(select(kept_form)).all() == []


def test_the_script_sends_what_stands_in_a_form_to_be_kept_and_ends_the_session(
    app: Flask,
) -> None:
    ann = Person(app).come_in()
    fields = {"csrf_token": ann.browser.page("/clinic/").token, "name": WORDS}
    assert ann.browser.post("/clinic/kept", data=fields | {"kept_for": "/clinic/nothing"}).status_code == 400
    no_addresses = (f"{FILTERS}?a\r\nX-Evil: 1", f"{FILTERS}?a b", f"{FILTERS}?\u2028")
    for nowhere in ("https://evil.example/clinic/filters", "/", "/clinic/sign-in", *no_addresses):
        assert ann.browser.post("/clinic/kept", data=fields | {"kept_for": nowhere}).status_code == 400
    assert ann.browser.post("/clinic/kept", data=fields | {"kept_for": FILTERS}).status_code == 303
    assert ann.at_the_door == OUT
    page = _come_back(ann)
    assert page.fields["name"] == [WORDS]
    drop = next(one["action"] for one, _ in page.all("form") if one.get("action", "").endswith("/drop"))
    assert ann.browser.post(drop, data={"csrf_token": page.token}).status_code == 303
    assert use_cases(app).kept_forms.of(ann.id()) == []


def test_what_stands_in_a_page_of_an_earlier_session_is_kept_for_where_it_goes(
    app: Flask, clock: time_machine.Traveller
) -> None:
    ann = Person(app).come_in()
    token = ann.browser.page("/clinic/").token
    _and_in_again(ann, clock)
    left = {"csrf_token": token, "kept_for": FILTERS, "name": WORDS, "query": ""}
    assert ann.browser.post("/clinic/kept", data=left).location == "/clinic/kept"
    (form,) = use_cases(app).kept_forms.of(ann.id())
    assert (form.path, dict(form.fields)["name"]) == (FILTERS, WORDS)
    assert ann.at_the_door == IN, "another tab goes on in the new session"


def test_the_script_sends_what_stands_in_the_other_forms_of_the_page_too(app: Flask) -> None:
    ann, reference = Person(app).come_in(), sends(app)
    fields = {"csrf_token": ann.browser.page("/clinic/").token, "name": WORDS, "kept_for": FILTERS}
    strike = f"/clinic/submissions/{reference}/strike/1"
    for path, status in (("/clinic/nothing", 400), (strike, 303)):
        too = urlencode({"kept_for": path, "csrf_token": "x", "reason": "Another José"})
        sent = ann.browser.post("/clinic/kept", data=fields | {"kept_too": too})
        assert sent.status_code == status
    kept = use_cases(app).kept_forms.of(ann.id())
    assert [(form.path, form.fields) for form in kept] == [
        (FILTERS, (("name", WORDS),)),
        (strike, (("reason", "Another José"),)),
    ]
    page = _come_back(ann)
    assert "Another José" in page.text


@pytest.mark.parametrize("ends", [_idle, _out])
def test_a_search_that_meets_an_ended_session_is_gone_on_with(
    app: Flask, clock: time_machine.Traveller, ends: Callable[[Person, time_machine.Traveller], None]
) -> None:
    ann = Person(app).come_in()
    sends(app, "Rosa Example")
    sends(app, "Ann Other")
    token = ann.browser.page("/clinic/").token
    ends(ann, clock)
    for typed in ("ann", "rosa"):
        clock.shift(1)
        ann.browser.post("/clinic/search", data={"csrf_token": token, "search": typed})
    found = ann.browser.page(_sign_in(ann))
    assert [text for one, text in found.all("a") if one.get("id", "").startswith("row-")] == ["Rosa Example"]
    assert use_cases(app).kept_forms.of(ann.id()) == []
    assert "Something you had written" not in found.text


def test_the_answers_of_a_caller_are_not_kept(app: Flask, clock: time_machine.Traveller) -> None:
    ann = Person(app).come_in()
    token = ann.browser.page("/clinic/phone/").token
    call = ann.browser.post("/clinic/phone/", data={"csrf_token": token}).headers["Location"]
    answer = {"csrf_token": token, "emergency": "none"}
    assert ann.browser.post("/clinic/kept", data=answer | {"kept_for": call}).status_code == 303
    assert ann.at_the_door == OUT
    _sign_in(ann)
    token = ann.browser.page("/clinic/phone/").token
    call = ann.browser.post("/clinic/phone/", data={"csrf_token": token}).headers["Location"]
    _idle(ann, clock)
    assert (
        ann.browser.post(call, data=answer | {"csrf_token": token}).headers["Location"] == "/clinic/sign-in"
    )
    assert use_cases(app).kept_forms.of(ann.id()) == []


def test_the_work_on_a_submission_stands_in_its_form_again_and_is_checked_against_its_version(
    app: Flask, clock: time_machine.Traveller
) -> None:
    ann, ben, reference = Person(app).come_in(), Person(app, BEN).come_in(), sends(app)
    address = f"/clinic/submissions/{reference}"
    page = ann.browser.page(address)
    version = page.fields["version"][0]
    written = NOTHING | {"note": WORDS, "status": "contacted", "version": version, "csrf_token": page.token}
    _idle(ann, clock)
    assert ann.browser.post(f"{address}/work", data=written).status_code == OUT
    _sign_in(ben)
    takes(ben, reference, "work", {"status": "in_review"})
    assert _sign_in(ann) == address
    page = ann.browser.page(address)
    assert "when you were signed out. It is not saved yet" in page.text
    assert (page.fields["note"], page.fields["version"][0]) == ([WORDS], version)
    again = written | {"csrf_token": page.token, "kept": page.fields["kept"][0]}
    sent = Page(ann.browser.post(f"{address}/work", data=again).text)
    assert "Somebody changed this in between" in sent.text
    page = ann.browser.page(address)
    assert WORDS in [text for attributes, text in page.all("span") if attributes.get("class") == "typed"]
    assert "kept" not in page.fields


@pytest.mark.parametrize("ends", [_idle, _and_in_again])
def test_what_the_address_of_a_form_asked_for_is_kept_with_it(
    app: Flask, clock: time_machine.Traveller, ends: Callable[[Person, time_machine.Traveller], None]
) -> None:
    ann = Person(app).come_in()
    token = ann.browser.page("/clinic/").token
    ends(ann, clock)
    asked = "tab=unassigned&unread=yes&sort=oldest"
    ann.browser.post(f"{FILTERS}?{asked}", data={"csrf_token": token, "name": "Mine"})
    if ends is _idle:
        _sign_in(ann)
    page = ann.browser.page("/clinic/kept")
    (action,) = (a["action"] for a, _ in page.all("form") if a["action"].startswith(FILTERS))
    sent = ann.browser.post(action, data={"csrf_token": page.token, "name": "Mine"})
    assert sent.location == f"/clinic/?{asked}"
    (kept,) = use_cases(app).worklist.filters(Actor(ann.id(), ""))
    assert (kept.query.tab, kept.query.unread, kept.query.sort) == (Tab.UNASSIGNED, True, Sort.OLDEST)
    assert asked not in page.all("code")[0][1]


def test_what_was_saved_before_its_session_ended_is_not_saved_again(
    app: Flask, clock: time_machine.Traveller
) -> None:
    ann = Person(app).come_in()
    address = f"/clinic/submissions/{sends(app)}"
    page = ann.browser.page(address)
    names = {name: page.fields[name][0] for name in ("version", "press")}
    written = {"csrf_token": page.token, **NOTHING, **names, "note": WORDS}
    assert ann.browser.post(f"{address}/work", data=written).location == address
    _idle(ann, clock)  # the answer was lost, or a clock jumped
    assert ann.browser.post(f"{address}/work", data=written).status_code == OUT
    assert _sign_in(ann) == address
    page = ann.browser.page(address)
    assert page.fields["note"] == [WORDS]
    names = {name: page.fields[name][0] for name in ("version", "press", "kept")}
    again = {"csrf_token": page.token, **NOTHING, **names, "note": WORDS}
    assert ann.browser.post(f"{address}/work", data=again).location == address
    review = use_cases(app).reviews.open(address.rpartition("/")[2], Actor(ann.id(), ""))
    assert [note.text for note in review.notes] == [WORDS]


def test_an_exam_stands_in_its_form_again_and_is_checked_against_its_version(
    app: Flask, clock: time_machine.Traveller
) -> None:
    ann, ben = Person(app).come_in(), Person(app, BEN).come_in()
    address = f"/clinic/submissions/{sends(app)}/exam"
    token = ann.browser.page(address).token
    _idle(ann, clock)
    written = FOUND | {"other_finding": WORDS, "seen": "0"}
    assert ann.browser.post(address, data=written | {"csrf_token": token}).status_code == OUT
    _sign_in(ben)
    ben.browser.submit(address, FOUND | {"parts": ["neck"], "distribution": "focal", "seen": "0"})
    assert _sign_in(ann) == address
    page = ann.browser.page(address)
    assert "when you were signed out. It is not saved yet" in page.text
    assert (page.fields["other_finding"], page.fields["seen"]) == ([WORDS], ["0"])
    chosen = {one["id"] for one, _ in page.all("input") if "checked" in one}
    assert {"parts-neck", "parts-right_hand", "not_examined-foot"} <= chosen
    again = written | {"csrf_token": page.token, "kept": page.fields["kept"][0]}
    refused = ann.browser.post(address, data=again)
    assert refused.status_code == 409
    assert "Somebody saved an exam in between." in Page(refused.text).text
    assert Page(refused.text).fields["other_finding"] == [WORDS]
    assert "kept" not in ann.browser.page(address).fields


def test_the_facts_of_the_clinic_stand_in_their_form_again(app: Flask, clock: time_machine.Traveller) -> None:
    root = administrator(app)
    address = "/clinic/facts/change"
    page = root.browser.page(address)
    fields = {name: values[0] for name, values in page.fields.items()}
    _idle(root, clock)
    written = fields | {"name": WORDS, "holidays": "December 25, 2026 Christmas / Navidad", "weekdays": "x"}
    assert root.browser.post(address, data=written | {"csrf_token": page.token}).status_code == OUT
    assert _sign_in(root) == address
    page = root.browser.page(address)
    assert "when you were signed out. It is not saved yet" in page.text
    for name in ("name", "holidays", "weekdays", "version"):
        assert page.fields[name] == [written[name]]
    again = {name: values[0] for name, values in page.fields.items()} | {"weekdays": "8 am to 5 pm"}
    sent = root.browser.post(address, data=again | {"csrf_token": page.token})
    assert sent.status_code == OUT
    assert sent.location.startswith("/clinic/facts/")
    assert use_cases(app).kept_forms.of(root.id()) == []


def test_the_rows_of_a_bulk_step_are_called_by_their_references(
    app: Flask, clock: time_machine.Traveller
) -> None:
    ann, reference = Person(app).come_in(), sends(app)
    token = ann.browser.page("/clinic/").token
    _idle(ann, clock)
    chosen = {"csrf_token": token, "chosen": f"{reference}:1", "bulk-assignee": ann.id()}
    assert ann.browser.post("/clinic/bulk", data=chosen).status_code == OUT
    page = _come_back(ann)
    assert [text for _, text in page.all("dd")] == [f"{reference[:4]}-{reference[4:]}", "Ann"]
