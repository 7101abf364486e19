"""Going to the provider and coming back: what a browser carries, how often it counts, and how it ends."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from threading import Event, Semaphore
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from screener import create_app
from screener.settings import Settings
from screener.storage.tables.account import staff_session
from screener.use_cases.tries import ADDRESS_TRIES
from screener.web.use_cases import use_cases
from tests.identity_provider import Provider, says
from tests.receiving import LONGEST
from tests.strict import StrictClient, new_browser
from tests.web.clinic.single_sign_on.signing_on import (
    BACK,
    HOME,
    START,
    comes_back,
    press,
    refused,
    sessions,
    signs_on,
    told,
)
from tests.web.clinic.staff import ANN, BEN, IN, NOON, OUT, Person


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


@pytest.mark.parametrize(
    ("written", "asked_for", "said"),
    [
        ({"acr": "gold silver"}, {"acr_values": "gold silver"}, {"acr": "silver"}),
        (
            {"acr": "c1", "acr_claim": "acrs"},
            {"claims": '{"id_token": {"acrs": {"essential": true, "value": "c1"}}}'},
            {"acrs": ["c1"]},
        ),
        (
            {"acr": "c1 c2", "acr_claim": "acrs"},
            {"claims": '{"id_token": {"acrs": {"essential": true, "values": ["c1", "c2"]}}}'},
            {"acrs": ["c2"]},
        ),
    ],
)
def test_a_class_of_sign_in_is_asked_for_and_demanded(
    settings: Settings,
    provider: Provider,
    written: dict[str, str],
    asked_for: dict[str, str],
    said: dict[str, Any],
) -> None:
    app = create_app(replace(settings, identity_provider=provider.settings(**written)))
    app.test_client_class = StrictClient
    browser = new_browser(app)
    refused(app, browser, comes_back(browser, provider), "second_factor")
    asked = provider.asked[0][1]
    assert {name: asked[name] for name in asked_for} == asked_for
    provider.person |= said | {"amr": None}
    signs_on(browser, provider)
    use_cases(app).database.engine.dispose()


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


def test_a_session_that_awaits_a_code_ends_when_its_browser_comes_back(
    app: Flask, provider: Provider
) -> None:
    ben = Person(app, BEN)
    ben.accept()
    ben.give_password()
    ben.browser.get(comes_back(ben.browser, provider))
    with use_cases(app).database.reading() as connection:
        assert connection.scalars(select(staff_session.c.complete)).all() == [True]


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
    refused(app, mine, address, "state")


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


def test_a_sign_in_ends_in_another_process_than_it_began_in(
    app: Flask, settings: Settings, provider: Provider
) -> None:
    browser, second = new_browser(app), create_app(settings)
    second.test_client_class = StrictClient
    browser.get(f"/clinic/?{'q' * 980}")
    comes_back(browser, provider)
    comes_back(browser, provider)
    address = comes_back(browser, provider)
    held = browser.get_cookie("screener-clinic", path="/clinic")
    assert held
    other = new_browser(second)
    other.set_cookie("screener-clinic", held.value, path="/clinic")
    assert other.get(address).location.startswith("/clinic/?qqq")
    assert other.get("/clinic/").status_code == IN
    refused(app, browser, address, "replayed")
    use_cases(second).database.engine.dispose()


@pytest.mark.usefixtures("amid_an_hour")
def test_a_hundred_refusals_from_an_address_are_told_and_keep_nobody_out(
    app: Flask, provider: Provider
) -> None:
    browser = new_browser(app)
    for _ in range(ADDRESS_TRIES + 2):
        assert browser.get(f"{BACK}?state=x&code=y").status_code == 403
    assert len(told(app, "sign_on.refused")) == ADDRESS_TRIES
    (line,) = told(app, "sign_in.throttled")
    assert json.loads(line["details"]) == {"step": "single_sign_on", "address": "127.0.0.1"}
    signs_on(browser, provider)
    assert browser.get("/clinic/").status_code == IN


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
    assert sessions(app) == 1


def test_a_provider_that_hangs_keeps_few_waiting(settings: Settings, provider: Provider) -> None:
    patient = replace(provider.settings(), seconds=LONGEST)
    app = create_app(replace(settings, identity_provider=patient))
    app.test_client_class = StrictClient
    asked, goes_on = Semaphore(0), Event()

    def hangs(handler: BaseHTTPRequestHandler) -> None:
        asked.release()
        goes_on.wait(LONGEST)
        says(handler, 500, "")

    provider.behave["/.well-known/openid-configuration"] = hangs
    with ThreadPoolExecutor(4) as pool:
        waiting = [pool.submit(new_browser(app).get, START) for _ in range(4)]
        assert all(asked.acquire(timeout=LONGEST) for _ in waiting)
        refused = [new_browser(app).get(START) for _ in range(2)]
        assert [one.done() for one in waiting] == [False] * 4, "nobody waits for those who wait"
        goes_on.set()
        came = [one.result() for one in waiting]
    for answers, seconds in ((refused, "10"), (came, "60")):
        assert {(one.status_code, one.headers["Retry-After"]) for one in answers} == {(503, seconds)}
    use_cases(app).database.engine.dispose()


def test_without_a_provider_there_is_no_such_page(settings: Settings) -> None:
    app = create_app(replace(settings, identity_provider=None))
    app.test_client_class = StrictClient
    browser = new_browser(app)
    for address in (START, BACK, f"{START}/leave"):
        assert browser.get(address).status_code == 404
    assert "hospital account" not in browser.page("/clinic/sign-in").text
    use_cases(app).database.engine.dispose()
