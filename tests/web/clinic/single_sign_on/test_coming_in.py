"""Signing in at an identity provider that runs: who comes in, as whom and as what, and what stays from before."""

import json
from dataclasses import replace
from datetime import timedelta

import time_machine
from flask import Flask
from sqlalchemy import select, update

from screener.accounts.session import IDLE
from screener.accounts.staff import Role
from screener.audit import Actor
from screener.storage.tables.identity import identity
from screener.web.use_cases import use_cases
from tests.identity_provider import Provider
from tests.strict import Page, new_browser
from tests.web.clinic.single_sign_on.signing_on import (
    account_of,
    comes_back,
    press,
    refused,
    signs_on,
    told,
)
from tests.web.clinic.staff import ANN, BEN, IN, OUT, PASSWORD, Person, administrator


def test_somebody_with_a_role_comes_in_for_the_first_time(app: Flask, provider: Provider) -> None:
    browser = new_browser(app)
    assert signs_on(browser, provider).location == "/clinic/"
    assert browser.get("/clinic/").status_code == IN
    account = account_of(app)
    assert (account.staff.name, account.staff.roles) == ("Ann Lee", frozenset({Role.CLINICIAN}))
    lines = told(app)
    assert [line["action"] for line in lines] == ["account.opened", "sign_in.completed"]
    assert {(line["actor"], line["subject"]) for line in lines} == {(account.staff.id, account.staff.id)}
    assert json.loads(lines[1]["details"]) == {"step": "single_sign_on", "address": "127.0.0.1"}
    assert not any(word in str(lines) for word in (ANN, "s-1", "Ann Lee", "neuro", "mfa"))


def test_whom_a_subject_is_does_not_depend_on_name_or_email(app: Flask, provider: Provider) -> None:
    signs_on(new_browser(app), provider)
    first = account_of(app).staff.id
    provider.person |= {"email": "ann.king@clinic.example", "name": "Ann King"}
    signs_on(new_browser(app), provider)
    followed = account_of(app, "ann.king@clinic.example")
    assert (followed.staff.id, followed.staff.name) == (first, "Ann Lee"), "colleagues know her by that name"
    assert told(app, "account.email_changed")


def test_the_same_email_with_another_subject_is_somebody_else(app: Flask, provider: Provider) -> None:
    signs_on(new_browser(app), provider)
    provider.person["sub"] = "s-2"
    browser = new_browser(app)
    page = refused(app, browser, comes_back(browser, provider), "email_taken")
    assert "Another account has your email address" in page.heading
    assert told(app)[-1]["subject"] == account_of(app).staff.id
    assert browser.get("/clinic/").status_code == OUT


def test_the_same_subject_at_another_issuer_is_somebody_else(app: Flask, provider: Provider) -> None:
    signs_on(new_browser(app), provider)
    with use_cases(app).database.writing() as connection:
        row = connection.execute(select(identity)).one()
        other = use_cases(app).keyring.fingerprints("s-9", "identity", provider.issuer)[0]
        connection.execute(update(identity).where(identity.c.id == row.id).values(named=other))
    provider.person["sub"] = "s-9"
    browser = new_browser(app)
    refused(app, browser, comes_back(browser, provider), "email_taken")


def test_the_email_of_a_local_account_opens_nothing(app: Flask, provider: Provider) -> None:
    Person(app).come_in()
    browser = new_browser(app)
    page = refused(app, browser, comes_back(browser, provider), "email_taken")
    assert "Sign in with its password, and connect" in page.text


def test_two_people_of_one_name_are_told_apart(app: Flask, provider: Provider) -> None:
    signs_on(new_browser(app), provider)
    provider.person |= {"sub": "s-2", "email": BEN}
    signs_on(new_browser(app), provider)
    assert account_of(app, BEN).staff.name == f"Ann Lee ({BEN})"


def test_two_people_of_one_long_name_are_told_apart_by_what_stands_at_its_end(
    app: Flask, provider: Provider
) -> None:
    provider.person["name"] = "Ann " + "Lee" * 40
    signs_on(new_browser(app), provider)
    distant = f"{'b' * 60}@{'long.' * 20}example"
    for number, email in enumerate((BEN, distant)):
        provider.person |= {"sub": f"other-{number}", "email": email}
        signs_on(new_browser(app), provider)
    names = [account_of(app, email).staff.name for email in (ANN, BEN, distant)]
    assert len(set(names)) == 3
    assert [len(name) for name in names] == [100] * 3
    assert names[1].startswith("Ann LeeLee")
    assert names[1].endswith(f" ({BEN})")


def test_marks_that_nobody_sees_make_no_other_name(app: Flask, provider: Provider) -> None:
    signs_on(new_browser(app), provider)
    for number, (hidden, shown) in enumerate((("Ann\u3164 Lee", "Ann Lee ({})"), ("\u3164\u115f", "{}"))):
        email = f"other-{number}@clinic.example"
        provider.person |= {"sub": f"other-{number}", "email": email, "name": hidden}
        signs_on(new_browser(app), provider)
        assert account_of(app, email).staff.name == shown.format(email)


def test_a_name_is_a_line_of_letters(app: Flask, provider: Provider) -> None:
    provider.person["name"] = "Ann\x00\n\u202eLee" + "e" * 200
    browser = new_browser(app)
    signs_on(browser, provider)
    name = account_of(app).staff.name
    assert name.startswith("Ann Leeee")
    assert len(name) <= 100


def test_roles_follow_the_claim_and_other_sessions_end(app: Flask, provider: Provider) -> None:
    first = new_browser(app)
    signs_on(first, provider)
    provider.person["roles"] = ["it", "privacy"]
    signs_on(new_browser(app), provider)
    assert account_of(app).staff.roles == {Role.ADMINISTRATOR, Role.AUDITOR}
    assert first.get("/clinic/").status_code == OUT
    (line,) = told(app, "account.roles_changed")
    details = {"from": "clinician", "to": "administrator auditor", "address": "127.0.0.1"}
    assert (line["actor"], json.loads(line["details"])) == ("single sign-on", details)


def test_who_has_no_role_any_more_is_out_everywhere(app: Flask, provider: Provider) -> None:
    inside, browser = new_browser(app), new_browser(app)
    signs_on(inside, provider)
    provider.person["roles"] = ["everybody"]
    refused(app, browser, comes_back(browser, provider), "no_role")
    assert told(app)[-1]["subject"] == account_of(app).staff.id
    assert inside.get("/clinic/").status_code == OUT
    provider.person["roles"] = "neuro"
    signs_on(browser, provider)
    assert browser.get("/clinic/").status_code == IN, "one role may stand without a list"


def test_a_disabled_account_stays_outside_until_it_is_enabled(app: Flask, provider: Provider) -> None:
    root, browser = administrator(app), new_browser(app)
    signs_on(browser, provider)
    address = f"/clinic/accounts/{account_of(app).staff.id}"
    press(root.browser, f"{address}/disable")
    assert browser.get("/clinic/").status_code == OUT
    refused(app, browser, comes_back(browser, provider), "disabled")
    press(root.browser, f"{address}/enable")
    signs_on(browser, provider)


def test_an_idle_account_is_disabled_where_the_clinic_wants_that(
    app: Flask, provider: Provider, clock: time_machine.Traveller
) -> None:
    root, browser = administrator(app), new_browser(app)
    signs_on(browser, provider)
    facts, by = use_cases(app).facts, Actor(root.id(), "")
    facts.confirm(facts.propose(replace(facts.current(), idle_days=60), 0, by).id, by)
    clock.shift(timedelta(days=61))
    refused(app, browser, comes_back(browser, provider), "idle")
    assert not account_of(app).active
    assert root.id()


def test_what_was_asked_for_before_comes_after(app: Flask, provider: Provider) -> None:
    browser = new_browser(app)
    assert browser.get("/clinic/overview").location == "/clinic/sign-in"
    assert signs_on(browser, provider).location == "/clinic/overview"


def test_what_was_written_when_the_session_ended_stands_there_again(
    app: Flask, provider: Provider, clock: time_machine.Traveller
) -> None:
    browser = new_browser(app)
    signs_on(browser, provider)
    token = browser.page("/clinic/account").token
    clock.shift(IDLE)
    written = {"csrf_token": token, "name": "Mornings <call> José"}
    assert browser.post("/clinic/filters", data=written).location == "/clinic/sign-in"
    assert "is not saved yet" in browser.page("/clinic/sign-in").text
    other = new_browser(app)
    provider.person |= {"sub": "s-2", "email": BEN}
    signs_on(other, provider)
    assert "José" not in other.page("/clinic/kept", 303).text
    provider.person |= {"sub": "s-1", "email": ANN}
    assert signs_on(browser, provider).location == "/clinic/kept"
    assert "Mornings &lt;call&gt; José" in browser.page("/clinic/kept").text


def test_beside_it_local_accounts_sign_in_as_before_and_those_of_the_provider_do_not(
    app: Flask, provider: Provider
) -> None:
    root = administrator(app)
    signs_on(new_browser(app), provider)
    page = root.browser.page("/clinic/accounts")
    (row,) = (text for _, text in page.all("tr") if ANN in text)
    assert "With your hospital account" in row
    assert "New password link" not in row
    assert "Reset second factor" not in row
    assert "Disable" in row
    ann = Person(app)
    address = f"/clinic/accounts/{ann.id()}"
    for step, fields in (
        ("new-password", {}),
        ("reset-second-factor", {}),
        ("roles", {"roles": "auditor"}),
    ):
        sent = press(root.browser, f"{address}/{step}", 409, fields)
        assert "signs in with your hospital account" in sent.text, step
    assert account_of(app).staff.roles == {Role.CLINICIAN}
    ann.give_password("", 422)
    for password in (PASSWORD, "x"):
        assert Page(ann.give_password(password, 422).text).errors == [
            "Error: The email address or the password is wrong."
        ]
    press(root.browser, "/clinic/sign-out")
    root.come_again()
    assert root.at_the_door == IN


def test_nobody_but_who_has_a_role_there_has_a_page_of_a_password(app: Flask, provider: Provider) -> None:
    browser = new_browser(app)
    signs_on(browser, provider)
    page = browser.page("/clinic/account")
    assert "New password" not in page.text
    assert "recovery codes" not in page.text.lower()
    assert "you sign in with your hospital account" in page.text.lower()
