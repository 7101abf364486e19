"""How sessions of staff begin and end, and what administrators do to accounts."""

import html
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from screener.audit import Action, Actor
from screener.dystonia.signed import standing
from screener.storage.tables.account import staff_session
from screener.storage.tables.audit import audit_event
from screener.use_cases.tries import ACCOUNT_TRIES
from screener.web.clinic.access import NOT_ENDED_YET
from screener.web.use_cases import use_cases
from tests.strict import Page, new_browser
from tests.web.clinic.staff import ANN, BEN, IN, OUT, PASSWORD, Person, administrator, inviting

COOKIE = "screener-clinic"


def _cookie(person: Person) -> str:
    cookie = person.browser.get_cookie(COOKIE, path="/clinic")
    assert cookie is not None
    return cookie.value


def _another(ann: Person, code: int) -> Person:
    other = Person(ann.app, ann.email)
    other.key = ann.key
    other.give_password()
    other.give_code(ann.recovery_codes[code])
    return other


def _press(person: Person, address: str, status: int = 303) -> None:
    response = person.browser.post(address, data={"csrf_token": person.browser.page("/clinic/account").token})
    assert response.status_code == status


def test_a_session_ends_after_fifteen_idle_minutes(app: Flask, clock: time_machine.Traveller) -> None:
    ann = Person(app).come_in()
    for address in ("/clinic/", "/clinic/stay.svg"):
        clock.shift(timedelta(minutes=14, seconds=59))
        assert ann.browser.get(address).status_code == 200, "each page puts the end off"
    clock.shift(timedelta(minutes=14))
    asked = ann.browser.get("/clinic/arrived?since=2026-01-01T00:00:00%2B00:00")
    assert asked.status_code == 200, "a page that asks by itself is used by nobody"
    clock.shift(timedelta(minutes=1))
    assert ann.at_the_door == OUT
    assert "You were signed out." in ann.browser.page("/clinic/sign-in").text
    assert "You were signed out." not in ann.browser.page("/clinic/sign-in").text


def test_every_page_says_in_words_when_the_session_ends(app: Flask) -> None:
    page = Person(app).come_in().browser.page("/clinic/")
    said = "You are signed out after 15 minutes in which no page was opened and nothing typed, and after 12 hours."
    assert said in page.text
    assert 'data-seconds="900"' in page.text


def test_every_page_says_in_one_quiet_place_what_no_neurologist_has_signed(app: Flask) -> None:
    person = Person(app)
    said = "clinical rows (signs, flags, patterns, caveats) are not signed by a neurologist yet."
    assert said not in person.browser.page("/clinic/sign-in").text
    assert person.come_in().browser.page("/clinic/").text.count(said) == (standing().unsigned > 0)


def test_a_new_session_begins_with_the_password_and_again_with_the_second_factor(app: Flask) -> None:
    ann = Person(app)
    ann.accept()
    ann.browser.page("/clinic/sign-in")
    before = _cookie(ann)
    ann.give_password()
    half = _cookie(ann)
    stored = []
    for step in (lambda: None, ann.set_up):
        step()
        with use_cases(app).database.reading() as connection:
            stored.append(connection.execute(select(staff_session.c.token)).scalars().all())
    assert [len(tokens) for tokens in stored] == [1, 1]
    assert stored[0] != stored[1]
    for old in (before, half):
        thief = new_browser(app)
        thief.set_cookie(COOKIE, old, path="/clinic")
        assert thief.get("/clinic/").status_code == 303, "an id from before opens nothing after"


def test_signing_out_ends_the_session_also_for_who_copied_the_cookie(app: Flask) -> None:
    ann = Person(app).come_in()
    copied = _cookie(ann)
    other = _another(ann, 0)
    _press(ann, "/clinic/sign-out")
    thief = new_browser(app)
    thief.set_cookie(COOKIE, copied, path="/clinic")
    assert thief.get("/clinic/").status_code == 303
    assert ann.at_the_door == OUT
    assert other.at_the_door == IN


def test_signing_in_once_more_and_taking_a_link_end_the_session_of_this_browser_also_for_who_copied_its_cookie(
    app: Flask,
) -> None:
    ann, ben = Person(app).come_in(), Person(app, BEN)
    taken = inviting(app).invite(BEN, ben.roles, Actor("test", ""))
    sent = {
        "/clinic/sign-in": {"email": ann.email, "password": PASSWORD},
        f"/clinic/invitation/{taken}": {"name": "Ben", "password": "nine copper violins humming"},
    }
    for code, (address, fields) in enumerate(sent.items()):
        here = _another(ann, code)
        copied, token = _cookie(here), here.browser.page("/clinic/account").token
        assert here.browser.post(address, data={"csrf_token": token, **fields}).status_code == 303
        thief = new_browser(app)
        thief.set_cookie(COOKIE, copied, path="/clinic")
        assert thief.get("/clinic/").location == "/clinic/sign-in", address
    assert ann.at_the_door == IN, "elsewhere nothing ends"


def test_signing_out_everywhere_ends_every_session(app: Flask) -> None:
    ann = Person(app).come_in()
    others = [_another(ann, code) for code in range(2)]
    _press(others[0], "/clinic/sign-out-everywhere")
    assert [person.at_the_door for person in (ann, *others)] == [OUT, OUT, OUT]


def test_who_pressed_sign_out_everywhere_too_late_is_told_that_nothing_else_ended(
    app: Flask, clock: time_machine.Traveller
) -> None:
    ann = Person(app).come_in()
    other = _another(ann, 0)
    page = ann.browser.page("/clinic/account")
    clock.shift(timedelta(minutes=10))
    assert other.at_the_door == IN
    clock.shift(timedelta(minutes=6))
    late = ann.browser.post("/clinic/sign-out-everywhere", data={"csrf_token": page.token})
    assert late.location == "/clinic/sign-in"
    assert other.at_the_door == IN
    ann.come_again()
    assert NOT_ENDED_YET in html.unescape(ann.browser.page("/clinic/account").text)
    _press(ann, "/clinic/sign-out-everywhere")
    assert other.at_the_door == OUT


def test_a_disabled_account_is_out_at_once_and_in_again_when_enabled(app: Flask) -> None:
    root, ann = administrator(app), Person(app).come_in()
    _press(root, f"/clinic/accounts/{ann.id()}/disable")
    assert ann.at_the_door == OUT
    ann.give_password(status=422)
    assert "Disabled" in root.browser.page("/clinic/accounts").text
    _press(root, f"/clinic/accounts/{ann.id()}/enable")
    assert ann.at_the_door == OUT, "the session of before is gone for good"
    ann.come_again()
    assert ann.at_the_door == IN


def test_a_reset_second_factor_is_set_up_anew_and_the_old_app_and_codes_are_void(app: Flask) -> None:
    root, ann = administrator(app), Person(app).come_in()
    old_codes, old_key = ann.recovery_codes, ann.key
    _press(root, f"/clinic/accounts/{ann.id()}/reset-second-factor")
    assert ann.at_the_door == OUT
    ann.give_password()
    ann.browser.submit("/clinic/second-factor/set-up", {"code": old_codes[0]}, 422)
    ann.set_up()
    assert ann.key != old_key
    assert ann.at_the_door == IN


def test_an_administrator_cannot_lock_themselves_out(app: Flask) -> None:
    root = administrator(app)
    for step in ("disable", "enable", "reset-second-factor"):
        _press(root, f"/clinic/accounts/{root.id()}/{step}", 403)
    _press(root, "/clinic/accounts/nobody/disable", 404)
    assert root.at_the_door == IN


def test_an_administrator_invites_by_a_link_that_is_shown_once(app: Flask) -> None:
    root = administrator(app)
    sent = root.browser.submit(
        "/clinic/accounts", {"email": "Ben@Clinic.Example", "roles": ["administrator", "clinician"]}, 200
    )
    link = next(text for _, text in Page(sent.text).all("code"))
    assert link.startswith("http://localhost/clinic/invitation/")
    listed = root.browser.page("/clinic/accounts").text
    assert BEN in listed
    assert link not in listed
    ben = Person(app, BEN)
    path = link.removeprefix("http://localhost")
    ben.browser.submit(path, {"name": "Ben", "password": PASSWORD})
    ben.give_password()
    ben.set_up()
    assert ben.browser.get("/clinic/accounts").status_code == 200
    for fields in ({"email": "nothing", "roles": ["clinician"]}, {"email": ANN, "roles": ["owner"]}, {}):
        root.browser.submit("/clinic/accounts", fields, 422)


def test_a_new_password_link_sets_a_new_password_and_ends_all_sessions_but_keeps_the_second_factor(
    app: Flask,
) -> None:
    ann = Person(app).come_in()
    ann_again = Person(app)
    ann_again.key = ann.key
    ann_again.accept_again("nine copper violins humming")
    assert ann.at_the_door == OUT
    ann_again.give_password(status=422)
    ann_again.give_password("nine copper violins humming")
    ann_again.give_code(ann.code(1))
    assert ann_again.at_the_door == IN


def _invited(root: Person, email: str) -> str:
    root.browser.submit("/clinic/accounts", {"email": email, "roles": ["clinician"]}, 200)
    return next(one.id for one in use_cases(root.app).invitations.invitations() if one.email == email)


def test_a_link_that_is_taken_back_opens_nothing_and_is_listed_no_more(app: Flask) -> None:
    root = administrator(app)
    sent = root.browser.submit("/clinic/accounts", {"email": BEN, "roles": ["clinician"]}, 200)
    path = next(text for _, text in Page(sent.text).all("code")).removeprefix("http://localhost")
    back = f"/clinic/accounts/invitations/{use_cases(app).invitations.invitations()[0].id}/take-back"
    assert back in root.browser.page("/clinic/accounts").text
    _press(root, back)
    assert Person(app, BEN).browser.get(path).status_code == 404
    assert BEN not in root.browser.page("/clinic/accounts").text
    _press(root, back, 404)


@pytest.mark.usefixtures("amid_an_hour")
def test_a_new_password_link_keeps_the_roles_and_lifts_a_lock(app: Flask) -> None:
    root, other = administrator(app), Person(app, "rosa@clinic.example", administrator=True).come_in()
    for _ in range(ACCOUNT_TRIES):
        new_browser(app).submit("/clinic/sign-in", {"email": other.email, "password": "a guess"}, 422)
    Person(app, other.email).give_password(status=429)
    token = root.browser.page("/clinic/account").token
    sent = root.browser.post(f"/clinic/accounts/{other.id()}/new-password", data={"csrf_token": token})
    path = next(text for _, text in Page(sent.text).all("code")).removeprefix("http://localhost")
    again = Person(app, other.email)
    again.browser.submit(path, {"name": "Rosa", "password": "nine copper violins humming"})
    again.give_password("nine copper violins humming")
    again.give_code(other.recovery_codes[0])
    assert again.browser.get("/clinic/accounts").status_code == 200, "still an administrator"
    assert (
        root.browser.post("/clinic/accounts/nobody/new-password", data={"csrf_token": token}).status_code
        == 404
    )
    _press(root, f"/clinic/accounts/{other.id()}/disable")
    _press(root, f"/clinic/accounts/{other.id()}/new-password", 403)


def test_disabling_and_resetting_say_what_they_do_before_they_do_it(app: Flask) -> None:
    root, ann = administrator(app), Person(app).come_in()
    page = root.browser.page("/clinic/accounts")
    assert [text for _, text in page.all("summary")] == [
        "Disable … Ann",
        "Roles … Ann",
        "Reset second factor … Ann",
    ]
    assert "Ann is signed out everywhere at once" in page.text
    assert ann.at_the_door == IN


def test_nobody_is_invited_without_a_role(app: Flask) -> None:
    sent = administrator(app).browser.submit("/clinic/accounts", {"email": ANN, "roles": []}, 422)
    assert Page(sent.text).errors == ["Error: Choose at least one role."]


def test_a_disabled_account_is_not_invited(app: Flask) -> None:
    root, ann = administrator(app), Person(app).come_in()
    _press(root, f"/clinic/accounts/{ann.id()}/disable")
    sent = root.browser.submit("/clinic/accounts", {"email": ANN, "roles": ["clinician"]}, 422)
    assert Page(sent.text).errors == ["Error: This account is disabled. Enable it in the table."]


def test_everything_is_in_the_audit_with_who_and_from_where_and_without_an_email_address(app: Flask) -> None:
    root, ann = administrator(app), Person(app).come_in()
    other = _another(ann, 0)
    other.browser.submit("/clinic/account", {"password": PASSWORD}, 200)
    _press(other, "/clinic/sign-out")
    _press(ann, "/clinic/sign-out-everywhere")
    ann.give_password("another password", 422)
    for step in ("reset-second-factor", "disable", "enable"):
        _press(root, f"/clinic/accounts/{ann.id()}/{step}")
    ann.accept_again("nine copper violins humming")
    _press(root, f"/clinic/accounts/invitations/{_invited(root, BEN)}/take-back")
    with use_cases(app).database.reading() as connection:
        rows = connection.execute(select(audit_event)).all()
    of_accounts = {
        action
        for action in Action
        if action.startswith(("account.", "second_", "recovery_", "sign_in.", "sign_out."))
    }
    assert of_accounts - {row.action for row in rows} == {
        Action.SIGN_IN_THROTTLED,
        Action.EMAILS_CHOSEN,
        Action.ACCOUNT_EMAIL_CHANGED,
        Action.ROLES_CHANGED,
        Action.ACCOUNT_RENAMED,
    }
    by_the_test = {Action.ACCOUNT_INVITED, Action.PASSWORD_LINK_MADE}
    assert all('"address": "127.0.0.1"' in row.details for row in rows if row.action not in by_the_test)
    assert not any(ANN in str(row) for row in rows)
    disabled = next(row for row in rows if row.action == Action.ACCOUNT_DISABLED)
    assert (disabled.actor, disabled.subject) == (root.id(), ann.id())
