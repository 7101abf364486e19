"""Who uses up the tries of an address or of an account keeps nobody out who signed in from their browser before."""

from contextlib import suppress
from dataclasses import replace
from ipaddress import ip_network

import pytest
from flask import Flask

from screener import create_app
from screener.audit import VISITOR
from screener.codes.receipt import code_from, in_link
from screener.settings import Settings
from screener.storage.throttling import TooManyTries
from screener.use_cases.clock import utc_now
from screener.use_cases.tries import ACCOUNT_TRIES, ADDRESS_TRIES, IN_STAFF_NETWORK, StaffTries
from screener.web.use_cases import use_cases
from tests.strict import new_browser
from tests.web.clinic.staff import ANN, BEN, IN, PASSWORD, Person

pytestmark = pytest.mark.usefixtures("amid_an_hour")

HERE = "127.0.0.1"
"""The address of every browser of a test."""


def _uses_up(app: Flask, what: str, times: int, email: str | None = None) -> None:
    made = use_cases(app)
    tries = StaffTries(made.database, made.keyring, utc_now)
    for number in range(times):
        who = email or f"nobody{number}@clinic.example"
        with suppress(TooManyTries):  # Ann's own tries are among those of the address
            tries.count(what, subject=VISITOR, email=who, address=HERE)


def _signs_out(person: Person) -> None:
    person.browser.post("/clinic/sign-out", data={"csrf_token": person.browser.page("/clinic/account").token})


@pytest.mark.parametrize("email", [None, ANN])
def test_a_browser_that_is_known_gets_in_when_address_or_account_has_no_tries_left(
    app: Flask, email: str | None
) -> None:
    ann = Person(app).come_in_by_the_pages()
    _signs_out(ann)
    for what in ("password", "code"):
        _uses_up(app, what, ACCOUNT_TRIES if email else ADDRESS_TRIES, email)
    ann.come_again()
    assert ann.at_the_door == IN
    stranger = Person(app)
    stranger.browser = new_browser(app)
    assert stranger.give_password(status=429).headers["Retry-After"]


def _asks_for_new_codes(person: Person, password: str, status: int) -> None:
    token = person.browser.page("/clinic/account").token
    fields = {"csrf_token": token, "password": password}
    assert person.browser.post("/clinic/account", data=fields).status_code == status


@pytest.mark.parametrize("email", [None, ANN])
def test_who_is_signed_in_gives_their_password_again_whatever_strangers_try(
    app: Flask, email: str | None
) -> None:
    ann = Person(app).come_in()
    _uses_up(app, "password", ACCOUNT_TRIES if email else ADDRESS_TRIES, email)
    for _ in range(ACCOUNT_TRIES + 1):  # each right one begins the count anew
        _asks_for_new_codes(ann, PASSWORD, 200)
    for _ in range(ACCOUNT_TRIES):
        _asks_for_new_codes(ann, "wrong", 422)
    _asks_for_new_codes(ann, PASSWORD, 429)


def test_a_known_browser_has_no_more_tries_than_an_account(app: Flask) -> None:
    ann = Person(app).come_in()
    _signs_out(ann)
    for _ in range(ACCOUNT_TRIES):
        ann.give_password("wrong", 422)
    ann.give_password(status=429)


def test_a_browser_is_known_for_whom_it_knows_alone_and_by_a_cookie_that_nobody_can_make(app: Flask) -> None:
    ann = Person(app).come_in()
    ben = Person(app, BEN).come_in()
    _signs_out(ann)
    _signs_out(ben)
    _uses_up(app, "password", ADDRESS_TRIES)
    ben.browser = ann.browser
    ben.give_password(status=429)
    ann.browser.set_cookie("screener-clinic-browser", "Zm9yZ2Vk", path="/clinic")
    ann.give_password(status=429)


def test_more_may_be_tried_from_a_network_of_the_clinic(app: Flask) -> None:
    made = use_cases(app)
    ours = StaffTries(made.database, made.keyring, utc_now, [ip_network("127.0.0.0/8")])
    for number in range(ADDRESS_TRIES * IN_STAFF_NETWORK):
        ours.count("password", subject=VISITOR, email=f"nobody{number}@clinic.example", address=HERE)
    with pytest.raises(TooManyTries):
        ours.count("password", subject=VISITOR, email="one@clinic.example", address=HERE)


@pytest.mark.parametrize(
    ("peer", "believed"),
    [
        ("127.0.0.1", True),
        ("10.1.2.3", True),
        ("::ffff:192.168.1.1", True),
        ("fd00::1", True),
        ("203.0.113.9", False),
        ("2001:db8::1", False),
        ("", False),
    ],
)
def test_whoever_reaches_the_port_past_the_proxy_is_not_believed_to_be_one(
    settings: Settings, peer: str, *, believed: bool
) -> None:
    app = create_app(replace(settings, proxy_hops=1))
    sent = app.test_client().get(
        "/", headers={"X-Forwarded-Proto": "https"}, environ_overrides={"REMOTE_ADDR": peer}
    )
    assert ("Strict-Transport-Security" in sent.headers) is believed
    use_cases(app).database.engine.dispose()


NO_RECEIPT = in_link(code_from(7, "en"))
"""A code that nobody was given."""


@pytest.mark.parametrize(
    "told",
    [
        "203.0.113.9:{port}",
        "[2001:db8::1]:{port}",
        "[2001:db8::{port}]",
        "unknown{port}",
        "{port}",
        "_hidden{port}",
    ],
)
def test_what_a_proxy_writes_beside_an_address_makes_no_new_client_of_each_connection(
    settings: Settings, told: str
) -> None:
    app = create_app(replace(settings, proxy_hops=1, sends_per_hour=2))
    asked = [
        app.test_client()
        .get(f"/receipt/{NO_RECEIPT}", headers={"X-Forwarded-For": told.format(port=port)})
        .status_code
        for port in range(5001, 5004)
    ]
    assert asked == [404, 404, 429]
    use_cases(app).database.engine.dispose()


def test_two_clients_behind_a_proxy_that_names_ports_are_two(settings: Settings) -> None:
    app = create_app(replace(settings, proxy_hops=1, sends_per_hour=1))
    for address, status in (("203.0.113.9:1", 404), ("203.0.113.10:1", 404), ("203.0.113.9", 429)):
        asked = app.test_client().get(f"/receipt/{NO_RECEIPT}", headers={"X-Forwarded-For": address})
        assert asked.status_code == status, address
    use_cases(app).database.engine.dispose()
