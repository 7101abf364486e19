"""Accounts from before are connected by who is signed in on both sides; who has no password proves again there who they are."""

from datetime import UTC, datetime, timedelta

import time_machine
from flask import Flask
from sqlalchemy import update

from screener.accounts.staff import FIRST, Role
from screener.audit import Actor
from screener.storage.tables.submission import submission
from screener.web.use_cases import use_cases
from tests.identity_provider import Provider
from tests.strict import Page, new_browser
from tests.web.clinic.single_sign_on.signing_on import (
    HOME,
    START,
    account_of,
    comes_back,
    press,
    refused,
    sessions,
    signs_on,
    told,
)
from tests.web.clinic.staff import ANN, BEN, NOON, OUT, PASSWORD, Person, administrator
from tests.web.clinic.test_work import sends


def test_a_local_account_is_connected_by_who_is_signed_in_on_both_sides(
    app: Flask, provider: Provider
) -> None:
    ann = Person(app).come_in()
    assert "Connect" in ann.browser.page("/clinic/account").text
    provider.person |= {"email": "ann.lee@hospital.example", "roles": ["neuro", "it"]}
    signs_on(ann.browser, provider)
    page = ann.browser.page("/clinic/account")
    assert "Connected. This is how you sign in from now on." in page.text
    account = account_of(app, "ann.lee@hospital.example")
    assert account.staff.roles == {Role.CLINICIAN, Role.ADMINISTRATOR}
    assert [line["subject"] for line in told(app, "identity.connected")] == [account.staff.id]
    assert provider.asked[0][1]["prompt"] == "login"
    other = new_browser(app)
    signs_on(other, provider)
    assert len(use_cases(app).accounts.accounts()) == 1
    press(ann.browser, "/clinic/sign-out")
    ann.email = "ann.lee@hospital.example"
    ann.give_password(status=422)
    root = administrator(app)
    press(root.browser, f"/clinic/accounts/{account.staff.id}/disconnect")
    ann.give_password(status=422)
    disconnected = account_of(app, ann.email)
    assert not disconnected.has_second_factor, "what signed in before is void for good"


def test_who_got_a_new_account_there_is_connected_anew_by_two_administrators_and_themselves(
    app: Flask, provider: Provider
) -> None:
    root, ben = administrator(app), Person(app, BEN, administrator=True).come_in()
    inside = new_browser(app)
    signs_on(inside, provider)
    before = account_of(app).staff.id
    address = f"/clinic/accounts/{before}"
    press(root.browser, f"{address}/disconnect")
    press(root.browser, f"{address}/disconnect", 404)
    assert inside.get("/clinic/").status_code == OUT
    assert told(app, "identity.disconnected")[0]["subject"] == before
    alone = press(root.browser, f"{address}/new-password", 409)
    assert "another administrator has to do the other half" in alone.text
    made = press(ben.browser, f"{address}/new-password", 200)
    link = Page(made.text).all("code")[0][1].removeprefix(HOME)
    ann = Person(app)
    ann.browser.submit(link, {"name": "Ann Lee", "password": PASSWORD})
    ann.give_password()
    ann.set_up()
    provider.person["sub"] = "s-1-anew"
    signs_on(ann.browser, provider)
    again = new_browser(app)
    signs_on(again, provider)
    assert account_of(app).staff.id == before
    assert len(use_cases(app).accounts.accounts()) == 3


def test_nobody_disconnects_themselves(app: Flask, provider: Provider) -> None:
    browser = new_browser(app)
    provider.person["roles"] = ["it"]
    signs_on(browser, provider)
    press(browser, f"/clinic/accounts/{account_of(app).staff.id}/disconnect", 403)
    assert use_cases(app).accounts.elsewhere() == {account_of(app).staff.id}


def test_a_link_of_before_gives_nobody_a_password_who_signs_in_there(app: Flask, provider: Provider) -> None:
    link = f"/clinic/invitation/{use_cases(app).invitations.invite(ANN, FIRST, Actor('test', ''))}"
    browser, typed = new_browser(app), {"name": "Mallory", "password": PASSWORD}
    signs_on(browser, provider)
    other = new_browser(app)
    token = other.page(link).token
    sent = other.post(link, data={"csrf_token": token, **typed})
    assert sent.status_code == 404
    assert account_of(app).staff.name == "Ann Lee"
    assert account_of(app).staff.roles == {Role.CLINICIAN}


def test_a_session_that_ended_meanwhile_connects_nothing(app: Flask, provider: Provider) -> None:
    ann = Person(app).come_in()
    address = comes_back(ann.browser, provider)
    press(ann.browser, "/clinic/sign-out")
    came = ann.browser.get(address)
    assert came.status_code == 403
    assert use_cases(app).accounts.elsewhere() == frozenset()


def test_who_is_connected_already_is_not_connected_with_somebody_else(app: Flask, provider: Provider) -> None:
    browser = new_browser(app)
    signs_on(browser, provider)
    provider.person |= {"sub": "s-2"}
    refused(app, browser, comes_back(browser, provider), "has_another")
    ben = Person(app, BEN).come_in()
    provider.person |= {"sub": "s-1"}
    refused(app, ben.browser, comes_back(ben.browser, provider), "other_person")


def test_who_proves_again_who_they_are_gives_their_factors_anew(
    app: Flask, provider: Provider, clock: time_machine.Traveller
) -> None:
    browser = new_browser(app)
    signs_on(browser, provider)
    clock.shift(timedelta(minutes=5))
    earlier = int(NOON.timestamp())
    provider.alter = lambda claims: claims.update(auth_time=earlier)
    refused(app, browser, comes_back(browser, provider), "too_long_ago")
    provider.alter = lambda _: None
    assert signs_on(browser, provider, start=f"{START}?next=/clinic/overview").location == "/clinic/overview"
    assert told(app, "sign_on.proved_again")
    assert sessions(app) == 1
    for elsewhere in (
        "https://evil.example/",
        "//evil.example/clinic/",
        "/clinic",
        "/clinic/%0d%0aX: y",
        "/clinic/\\x",
    ):
        assert signs_on(browser, provider, start=f"{START}?next={elsewhere}").location == "/clinic/"


def test_a_purge_is_confirmed_by_who_proved_again_at_the_provider(app: Flask, provider: Provider) -> None:
    sends(app, "Otto Old")
    with use_cases(app).database.writing() as connection:
        connection.execute(update(submission).values(received_at=datetime.now(UTC) - timedelta(days=1100)))
    root, browser = administrator(app), new_browser(app)
    proposed = press(root.browser, "/clinic/retention", fields={"days-new": "1095"}).location
    provider.person["roles"] = ["it", "neuro"]
    signs_on(browser, provider)
    page = browser.page(proposed)
    assert "Your password" not in page.text
    (again,) = {link["href"] for link, text in page.all("a") if "Prove again" in text}
    sure = {"looked": "y", "number": "0"}
    assert "Prove again who you are first." in press(browser, f"{proposed}/confirm", 409, sure).text
    assert signs_on(browser, provider, start=again).location == proposed
    assert "You proved a moment ago who you are." in browser.page(proposed).text
    assert press(browser, f"{proposed}/confirm", fields=sure).location == proposed
    assert told(app, "purge.confirmed")


def test_who_proved_again_counts_for_five_minutes_and_in_that_session_alone(
    app: Flask, provider: Provider, clock: time_machine.Traveller
) -> None:
    sends(app, "Otto Old")
    with use_cases(app).database.writing() as connection:
        connection.execute(update(submission).values(received_at=NOON - timedelta(days=1100)))
    root, browser = administrator(app), new_browser(app)
    proposed = press(root.browser, "/clinic/retention", fields={"days-new": "1095"}).location
    provider.person["roles"] = ["it"]
    signs_on(browser, provider)
    signs_on(browser, provider)
    assert "You proved a moment ago" in browser.page(proposed).text
    clock.shift(timedelta(minutes=5, seconds=1))
    assert "You proved a moment ago" not in browser.page(proposed).text
    signs_on(browser, provider)
    press(browser, "/clinic/sign-out")
    signs_on(browser, provider)
    assert "You proved a moment ago" not in browser.page(proposed).text
