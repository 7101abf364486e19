"""Who may do what: roles that are given and taken on the page, and what nobody can give themselves."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from screener.accounts.staff import Role
from screener.audit import Action, Actor, LineFilter
from screener.storage import audit
from screener.web.use_cases import use_cases
from tests.strict import Page
from tests.web.clinic.staff import (
    ANN,
    BEN,
    IN,
    NOON,
    PASSWORD,
    Person,
    administrator,
    inviting,
    staffing,
)
from tests.web.clinic.test_work import sends


def _press(
    person: Person, address: str, fields: Mapping[str, str | list[str]] | None = None
) -> tuple[int, Page]:
    token = person.browser.page("/clinic/account").token
    sent = person.browser.post(address, data={"csrf_token": token, **(fields or {})})
    return sent.status_code, Page(sent.text)


def _roles(app: Flask, person: Person) -> Iterable[Role]:
    account = staffing(app).account_of(person.email)
    assert account is not None
    return account.staff.roles


def _link(page: Page) -> str:
    return next(text for _, text in page.all("code")).partition("/clinic")[2]


def test_an_administrator_alone_cannot_become_a_clinician(app: Flask) -> None:
    root = Person(app, "root@clinic.example", roles={Role.ADMINISTRATOR}).come_in()
    own = f"/clinic/accounts/{root.id()}"
    assert _press(root, f"{own}/roles", {"roles": ["clinician", "administrator"]})[0] == 403
    made = inviting(app).new_password_link(root.id(), Actor("test", ""))
    assert made
    fields = {"name": "Root", "password": "another kettle orbits", "roles": "clinician", "role": "clinician"}
    root.browser.submit(f"/clinic/invitation/{made[1]}", fields)
    status, page = _press_as_new(app, root, "another kettle orbits")
    assert _roles(app, root) == {Role.ADMINISTRATOR}
    status, page = _press(root, "/clinic/accounts", {"email": root.email, "roles": ["clinician"]})
    assert status == 422
    assert "Somebody has this account." in page.text
    assert root.browser.get("/clinic/").location == "/clinic/accounts"


def _press_as_new(app: Flask, person: Person, password: str) -> tuple[int, Page]:
    _ = app
    person.give_password(password)
    person.give_code(person.recovery_codes.pop())
    return 200, person.browser.page("/clinic/account")


HALVES = {"new-password": 200, "reset-second-factor": 303}
"""The two halves of a way into an account, and how each is answered: a link is shown, and on no other page."""


@pytest.mark.parametrize("first", HALVES)
def test_nobody_makes_both_halves_of_a_way_into_an_account(app: Flask, first: str) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        root, ann = administrator(app), Person(app).come_in()
        other = Person(app, BEN, roles={Role.ADMINISTRATOR}).come_in()
        (second,) = HALVES.keys() - {first}
        of_ann = f"/clinic/accounts/{ann.id()}"
        assert _press(root, f"{of_ann}/{first}")[0] == HALVES[first]
        status, page = _press(root, f"{of_ann}/{second}")
        assert (status, page.heading) == (409, "Accounts")
        assert "another administrator has to do the other half" in page.text
        assert _press(other, f"{of_ann}/{second}")[0] == HALVES[second]
        clock.shift(timedelta(days=7, seconds=1))
        root.come_again()
        assert _press(root, f"{of_ann}/{second}")[0] == HALVES[second]


def test_whoever_sits_down_at_the_desk_of_an_administrator_gets_no_half_of_a_way_into_their_account(
    app: Flask,
) -> None:
    root, ben = administrator(app), Person(app, BEN, administrator=True).come_in()
    own = f"/clinic/accounts/{ben.id()}"
    for half in HALVES:
        status, page = _press(ben, f"{own}/{half}")
        assert (status, "/clinic/invitation/" in page.text) == (403, False), half
    assert _press(root, f"{own}/new-password")[0] == 200, "a colleague can"


def test_a_link_gives_back_no_role_that_was_taken_since_it_was_made(app: Flask) -> None:
    root, ben = administrator(app), Person(app, BEN, administrator=True).come_in()
    _, page = _press(root, f"/clinic/accounts/{ben.id()}/new-password")
    assert _press(root, f"/clinic/accounts/{ben.id()}/roles", {"roles": ["auditor"]})[0] == 303
    ben.browser.submit(f"/clinic{_link(page)}", {"name": "Ben", "password": "another kettle orbits"})
    assert _roles(app, ben) == {Role.AUDITOR}
    with use_cases(app).database.reading() as connection:
        lines = audit.lines(
            connection, LineFilter(action=Action.ROLES_CHANGED, subjects=(ben.id(),)), before=None, limit=9
        )
    assert [(line.event.details["from"], line.event.details["to"]) for line in lines] == [
        ("clinician administrator", "auditor")
    ]


def test_roles_count_from_the_next_press_and_none_is_no_choice(app: Flask) -> None:
    root, ann = administrator(app), Person(app).come_in()
    of_ann = f"/clinic/accounts/{ann.id()}/roles"
    for wrong in ({}, {"roles": ["surgeon"]}, {"roles": ["clinician", "surgeon"]}):
        assert _press(root, of_ann, wrong)[0] == 422, wrong
    assert ann.at_the_door == IN, "nothing was changed"
    assert _press(root, of_ann, {"roles": ["administrator", "auditor"]})[0] == 303
    assert ann.browser.get("/clinic/").location == "/clinic/sign-in"
    assert _press(root, "/clinic/accounts/nobody/roles", {"roles": ["auditor"]})[0] == 404
    assert "Administrator, Auditor" in root.browser.page("/clinic/accounts").text


def test_an_account_that_may_read_no_submission_is_nobody_to_assign_one_to(app: Flask) -> None:
    sends(app, "Otto Old")
    Person(app, BEN, roles={Role.AUDITOR}).accept()
    ann = Person(app).come_in()
    choices = re.search(r'(?s)name="bulk-assignee".*?</select>', ann.browser.get("/clinic/").text)
    assert choices is not None
    assert ">Ann<" in choices[0]
    assert "Ben" not in choices[0]


def test_an_invitation_needs_a_role_and_opens_an_account_with_just_these(app: Flask) -> None:
    root = administrator(app)
    assert _press(root, "/clinic/accounts", {"email": ANN})[0] == 422
    status, page = _press(root, "/clinic/accounts", {"email": ANN, "roles": ["auditor", "administrator"]})
    assert status == 200
    ann = Person(app)
    ann.browser.submit(f"/clinic{_link(page)}", {"name": "Ann", "password": PASSWORD})
    assert _roles(app, ann) == {Role.ADMINISTRATOR, Role.AUDITOR}


SECRETS = ("Quixotesecret", "555-0123", "5550123", "xylophonesecret")
"""Of the person who sent: on no page of an administrator who is no clinician."""


def test_an_administrator_alone_sees_no_patient_and_no_secret_of_a_program(app: Flask) -> None:
    sent_long_ago = datetime.now(UTC) - timedelta(days=1200)
    with time_machine.travel(sent_long_ago, tick=False):
        reference = sends(app, "Zoe Quixotesecret", "My xylophonesecret")
    ann = administrator(app)
    ann.browser.page(f"/clinic/submissions/{reference}")
    made = ann.browser.submit(
        "/clinic/programs",
        {"name": "Record", "scopes": ["system/QuestionnaireResponse.rs"], "days": "30", "jwks": ""},
        200,
    )
    (token,) = [text for attributes, text in Page(made.text).all("code") if attributes.get("id") == "made"]
    assert _press(ann, "/clinic/retention", {"days-new": "1095"})[0] == 303
    (proposal,) = use_cases(app).retention.proposals()
    alone = Person(app, BEN, roles={Role.ADMINISTRATOR}).come_in()
    values = {"reference": reference, "proposal_id": proposal.id, "filename": "nothing.css"}
    seen = {}
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/clinic") and "GET" in (rule.methods or ()):
            address = re.sub(r"<(?:\w+:)?(\w+)>", lambda name: values.get(name[1], "1"), rule.rule)
            answered = alone.browser.get(f"{address}?about={reference}")
            if answered.status_code == IN:
                seen[address] = answered.get_data()
    assert {
        "/clinic/accounts",
        "/clinic/programs",
        "/clinic/audit",
        f"/clinic/retention/{proposal.id}",
    } <= set(seen)
    secrets = [one.encode() for one in (*SECRETS, token)]
    shown = {address: [one for one in secrets if one in body] for address, body in seen.items()}
    assert {address: found for address, found in shown.items() if found} == {}
    assert any(secret in ann.browser.get(f"/clinic/submissions/{reference}").data for secret in secrets)
    for address in (f"/clinic/submissions/{reference}", "/clinic/", "/clinic/overview", "/clinic/phone/"):
        assert alone.browser.get(address).status_code != IN
    assert _press(alone, "/clinic/programs", {"name": "Mine", "days": "30"})[0] == 403
    for address in (
        "/clinic/export.csv",
        f"/clinic/submissions/{reference}/work",
        "/clinic/audit/all-data.json",
    ):
        assert _press(alone, f"{address}?about={reference}")[0] == 403
