"""Signing in at an identity provider that runs, with its own signatures: who comes in, as what, and what stays from before."""

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update

from screener import create_app
from screener.accounts.session import IDLE
from screener.accounts.staff import FIRST, Role
from screener.audit import Actor
from screener.settings import Settings
from screener.storage.tables.account import staff_session
from screener.storage.tables.identity import identity
from screener.storage.tables.submission import submission
from screener.use_cases.tries import ADDRESS_TRIES
from screener.web.use_cases import use_cases
from tests.identity_provider import Provider
from tests.receiving import hangs
from tests.strict import Page, StrictClient, new_browser
from tests.web.clinic.signing_on import (
    BACK,
    HOME,
    START,
    account_of,
    comes_back,
    press,
    refused,
    signs_on,
    told,
)
from tests.web.clinic.staff import ANN, BEN, IN, OUT, PASSWORD, Person, administrator
from tests.web.clinic.test_work import sends

NOON = datetime(2026, 4, 28, 12, 0, tzinfo=UTC)


@pytest.fixture
def settings(settings: Settings, provider: Provider) -> Settings:
    """Settings with single sign-on beside local accounts."""
    return replace(settings, base_url=HOME, identity_provider=provider.settings())


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """The time, which stands still until it is moved."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def _sessions(app: Flask) -> int:
    with use_cases(app).database.reading() as connection:
        return len(connection.execute(select(staff_session.c.token)).all())


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


def test_what_is_asked_of_the_provider(app: Flask, provider: Provider) -> None:
    browser = new_browser(app)
    signs_on(browser, provider)
    (_, asked), (_, exchanged) = provider.asked
    assert asked["response_type"] == "code"
    assert asked["scope"] == "openid email profile"
    assert asked["redirect_uri"] == exchanged["redirect_uri"] == f"{HOME}{BACK}"
    assert (asked["code_challenge_method"], asked["max_age"]) == ("S256", "900")
    assert "prompt" not in asked
    kept = ("state", "nonce", "code_challenge")
    signs_on(new_browser(app), provider)
    (_, again), (_, other) = provider.asked[2:]
    assert all(len(asked[name]) >= 43 and asked[name] != again[name] for name in kept)
    assert exchanged["code_verifier"] != other["code_verifier"]


def test_nothing_about_the_flow_or_the_person_is_readable_in_the_browser_or_the_log(
    app: Flask, provider: Provider, logged: Any
) -> None:
    browser = new_browser(app)
    signs_on(browser, provider)
    cookie = browser.get_cookie("screener-clinic", path="/clinic")
    assert cookie
    (_, asked), (_, exchanged) = provider.asked
    secret = (asked["state"], asked["nonce"], exchanged["code"], exchanged["code_verifier"], ANN, "s-1")
    said = cookie.value + logged.getvalue()
    assert [word for word in secret if word in said] == []


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


def test_each_sign_in_has_a_new_cookie_session_and_token(app: Flask, provider: Provider) -> None:
    browser = new_browser(app)
    planted = browser.page("/clinic/sign-in").token
    address = comes_back(browser, provider)
    before = browser.get_cookie("screener-clinic", path="/clinic")
    browser.get(address)
    after = browser.get_cookie("screener-clinic", path="/clinic")
    assert before
    assert after
    assert before.value != after.value
    assert browser.page("/clinic/account").token != planted
    stale = new_browser(app)
    stale.set_cookie("screener-clinic", before.value, path="/clinic")
    assert stale.get("/clinic/").status_code == OUT, "what the browser held before opens nothing"


def test_an_answer_counts_once_in_the_browser_that_began_within_ten_minutes(
    app: Flask, provider: Provider, clock: time_machine.Traveller
) -> None:
    browser, other = new_browser(app), new_browser(app)
    address = comes_back(browser, provider)
    refused(app, other, address, "state")
    other.get(START)
    refused(app, other, address, "state")
    held = browser.get_cookie("screener-clinic", path="/clinic")
    assert held
    assert browser.get(address).status_code == 303
    page = refused(app, browser, address, "state")
    assert "You are still signed in here as Ann Lee." in page.text
    thief = new_browser(app)
    thief.set_cookie("screener-clinic", held.value, path="/clinic")
    refused(app, thief, address, "replayed")
    late = comes_back(other, provider)
    clock.shift(timedelta(minutes=10, seconds=1))
    refused(app, other, late, "state")


def test_the_code_of_somebody_else_is_worth_nothing_here(app: Flask, provider: Provider) -> None:
    mine, theirs = new_browser(app), new_browser(app)
    stolen = comes_back(theirs, provider).partition("code=")[2].partition("&")[0]
    address = comes_back(mine, provider)
    code = address.partition("code=")[2].partition("&")[0]
    refused(app, mine, address.replace(code, stolen), "code")


def test_what_stands_twice_in_the_address_is_no_answer(app: Flask, provider: Provider) -> None:
    browser = new_browser(app)
    refused(app, browser, comes_back(browser, provider) + "&code=other", "state")


def test_a_stranger_page_cannot_begin_a_sign_in(app: Flask) -> None:
    browser = new_browser(app)
    for site in ("cross-site", "same-site"):
        assert browser.get(START, headers={"Sec-Fetch-Site": site}).location == "/clinic/sign-in"
    assert browser.get_cookie("screener-clinic", path="/clinic") is None


def test_two_tabs_may_be_at_the_provider_at_once(app: Flask, provider: Provider) -> None:
    browser = new_browser(app)
    first, second = comes_back(browser, provider), comes_back(browser, provider)
    assert browser.get(first).status_code == 303
    assert browser.get("/clinic/").status_code == IN
    page = refused(app, browser, second, "state")
    assert "You are still signed in here" in page.text


def test_after_a_hundred_refusals_an_address_waits(app: Flask, provider: Provider) -> None:
    browser = new_browser(app)
    address = f"{BACK}?state=x&code=y"
    for _ in range(ADDRESS_TRIES):
        browser.get(address)
    waits = browser.get(address)
    assert (waits.status_code, waits.headers["Retry-After"]) == (429, "3600")
    assert browser.get(START).status_code == 429
    assert len(told(app, "sign_on.refused")) == ADDRESS_TRIES
    assert browser.get(START, environ_base={"REMOTE_ADDR": "192.0.2.77"}).status_code == 303
    assert provider.asked == []


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


def test_signing_out_says_that_the_provider_may_go_on_and_leads_there(app: Flask, provider: Provider) -> None:
    browser = new_browser(app)
    signs_on(browser, provider)
    assert "/leave" not in browser.page("/clinic/account").text
    press(browser, "/clinic/sign-out")
    page = browser.page("/clinic/sign-in")
    assert "you may still be signed in on this device" in page.text
    assert "you may still" not in browser.page("/clinic/sign-in").text, "it is said once"
    there = browser.get("/clinic/single-sign-on/leave").location
    back = "client_id=screener&post_logout_redirect_uri=http%3A%2F%2Flocalhost%2Fclinic%2Fsign-in"
    assert there == f"{provider.issuer}/logout?{back}"
    provider.about["end_session_endpoint"] = None
    assert "Sign out there by yourself" in browser.page("/clinic/single-sign-on/leave").heading
    signs_on(browser, provider)
    assert "You are signed in here" in browser.page("/clinic/single-sign-on/leave").heading


def test_who_comes_to_a_desk_where_somebody_signed_out_gives_their_own_factors(
    app: Flask, provider: Provider, clock: time_machine.Traveller
) -> None:
    browser = new_browser(app)
    signs_on(browser, provider)
    press(browser, "/clinic/sign-out")
    clock.shift(timedelta(minutes=2))
    of_before = int(NOON.timestamp())
    provider.alter = lambda claims: claims.update(auth_time=of_before)
    refused(app, browser, comes_back(browser, provider), "too_long_ago")
    assert (provider.asked[-2][1]["prompt"], provider.asked[-2][1]["max_age"]) == ("login", "0")
    signs_on(new_browser(app), provider)
    provider.alter = lambda _: None
    signs_on(browser, provider)
    press(browser, "/clinic/sign-out-everywhere")
    clock.shift(timedelta(minutes=15, seconds=1))
    comes_back(browser, provider)
    assert "prompt" not in provider.asked[-1][1], "what was given before counts no more anyway"


def test_who_signs_in_with_a_password_meanwhile_stays_who_they_are(app: Flask, provider: Provider) -> None:
    browser = new_browser(app)
    address = comes_back(browser, provider)
    ben = Person(app, BEN)
    ben.browser = browser
    ben.come_in_by_the_pages()
    flow = browser.get(address)
    assert flow.status_code == 403, "who signed in with a password forgot what was begun before"
    assert _sessions(app) == 1


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
    assert _sessions(app) == 1
    for elsewhere in (
        "https://evil.example/",
        "//evil.example/clinic/",
        "/clinic",
        "/clinic/%0d%0aX: y",
        "/clinic/\\x",
    ):
        assert signs_on(browser, provider, start=f"{START}?next={elsewhere}").location == "/clinic/"


def test_a_provider_that_hangs_keeps_few_waiting(settings: Settings, provider: Provider) -> None:
    impatient = replace(provider.settings(), seconds=1.5)
    app = create_app(replace(settings, identity_provider=impatient))
    app.test_client_class = StrictClient
    provider.behave["/.well-known/openid-configuration"] = hangs
    began = time.monotonic()
    with ThreadPoolExecutor(6) as pool:
        came = list(pool.map(lambda _: new_browser(app).get(START), range(6)))
    assert time.monotonic() - began < 4, "nobody waits for those who wait"
    assert {answer.status_code for answer in came} == {503}
    waits = sorted(answer.headers["Retry-After"] for answer in came)
    assert waits == ["10", "10", "60", "60", "60", "60"], "four ask, and two are told at once to wait"
    use_cases(app).database.engine.dispose()


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


def test_without_a_provider_there_is_no_such_page_and_nothing_is_loaded_for_it(
    settings: Settings,
) -> None:
    app = create_app(replace(settings, identity_provider=None))
    app.test_client_class = StrictClient
    browser = new_browser(app)
    for address in (START, BACK, f"{START}/leave"):
        assert browser.get(address).status_code == 404
    assert "hospital account" not in browser.page("/clinic/sign-in").text
    use_cases(app).database.engine.dispose()
