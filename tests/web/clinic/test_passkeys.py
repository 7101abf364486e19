"""Passkeys on the pages of staff: where they can be used, adding, signing in with one in place of a code, removing."""

import pytest
from flask import Flask

from screener.accounts.passkey import Site
from screener.adapters.passkeys import site_of
from tests.authenticator import Authenticator
from tests.strict import Page
from tests.web.clinic.staff import IN, PASSWORD, Person

PASSKEYS = "/clinic/account/passkeys"
USE = "/clinic/second-factor/passkey"


@pytest.mark.parametrize(
    ("base_url", "asked_at", "site"),
    [
        ("", "http://localhost:8000/", Site("localhost", "http://localhost:8000")),
        ("", "http://127.0.0.1:8000/", None),
        ("", "https://clinic.example/", None),
        (
            "https://Clinic.Example:443/x",
            "http://10.0.0.7/",
            Site("clinic.example", "https://clinic.example"),
        ),
        (
            "https://clinic.example:8443",
            "http://10.0.0.7/",
            Site("clinic.example", "https://clinic.example:8443"),
        ),
        (
            "https://clínica.example:8443",
            "http://10.0.0.7/",
            Site("xn--clnica-4va.example", "https://xn--clnica-4va.example:8443"),
        ),
        ("http://clinic.example", "http://clinic.example/", None),
        ("https://192.0.2.7", "https://192.0.2.7/", None),
        ("https://[2001:db8::7]:8000", "http://localhost/", None),
        ("https://clinic.example:99999", "http://localhost/", None),
    ],
)
def test_passkeys_are_used_at_the_configured_name_with_tls_or_at_localhost(
    base_url: str, asked_at: str, site: Site | None
) -> None:
    assert site_of(base_url, asked_at) == site


def _asked(page: Page) -> str:
    return next(attributes["data-asked"] for attributes, _ in page.all("form") if "data-asked" in attributes)


def test_a_passkey_is_added_with_the_password_and_signs_in_in_place_of_the_code(app: Flask) -> None:
    ann, device = Person(app).come_in(), Authenticator("http://localhost")
    ann.browser.page("/clinic/account")
    fields = {"name": " My\u202e phone ", "password": "another password", "answer": "{}"}
    assert "This password is wrong." in ann.browser.submit(PASSKEYS, fields, 422).text
    fields["password"] = PASSWORD
    assert "No passkey was added." in ann.browser.submit(PASSKEYS, fields, 422).text
    ann.browser.submit(PASSKEYS, fields | {"name": ""}, 422)
    ann.browser.submit(PASSKEYS, fields | {"answer": device.makes(_asked(ann.browser.page(PASSKEYS)))}, 422)
    page = ann.browser.page(PASSKEYS)
    answer = device.makes(_asked(page))
    sent = ann.browser.post(PASSKEYS, data=fields | {"answer": answer, "csrf_token": page.token})
    assert sent.location == PASSKEYS
    assert [text for _, text in ann.browser.page(PASSKEYS).all("strong")] == ["My phone"]

    other = Person(app)
    other.give_password()
    token = other.browser.page("/clinic/second-factor").token
    refused = other.browser.post(USE, data={"csrf_token": token})
    assert refused.status_code == 422
    assert Page(refused.text).errors[0].startswith("Error: The passkey was not accepted.")
    data = {"answer": device.signs(_asked(Page(refused.text))), "csrf_token": token}
    assert other.browser.post(USE, data=data).location == "/clinic/"
    assert other.at_the_door == IN

    remove = next(
        attributes["action"]
        for attributes, _ in ann.browser.page(PASSKEYS).all("form")
        if "/remove" in attributes["action"]
    )
    for status in (303, 404):
        token = ann.browser.page(PASSKEYS).token
        assert ann.browser.post(remove, data={"csrf_token": token}).status_code == status
    assert "You have none." in ann.browser.page(PASSKEYS).text


def test_at_an_ip_address_the_page_says_that_passkeys_do_not_work_and_the_code_does(app: Flask) -> None:
    app.config["BASE_URL"] = "http://127.0.0.1:8000"
    ann = Person(app).come_in()
    page = ann.browser.page(PASSKEYS)
    assert "Passkeys cannot be used at this address." in page.text
    assert "passkey.js" not in page.text
    ann.browser.submit(PASSKEYS, {"name": "My phone", "password": PASSWORD}, 422)
    other = Person(app)
    other.key = ann.key
    other.come_again()
    assert other.at_the_door == IN
    waiting = Person(app)
    waiting.give_password()
    token = waiting.browser.page("/clinic/second-factor").token
    assert waiting.browser.post(USE, data={"csrf_token": token}).location == "/clinic/sign-in"
