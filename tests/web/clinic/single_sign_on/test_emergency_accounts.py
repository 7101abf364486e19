"""Where staff sign in at an identity provider, and an account for emergencies is the only one with a password."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import update

from screener.settings import Settings
from screener.storage.tables.account import account as accounts_table
from screener.web.use_cases import use_cases
from tests.identity_provider import Provider
from tests.strict import Page, new_browser
from tests.web.clinic.single_sign_on.signing_on import HOME, account_of, comes_back, press, refused, signs_on
from tests.web.clinic.staff import ANN, BEN, IN, PASSWORD, Person, administrator


@pytest.fixture
def settings(settings: Settings, provider: Provider) -> Settings:
    """Settings with single sign-on, and one account beside it."""
    return replace(
        settings, base_url=HOME, identity_provider=provider.settings(emergency="root@clinic.example")
    )


def test_the_account_for_emergencies_signs_in_and_no_other(app: Flask, provider: Provider) -> None:
    assert provider.issuer
    root = administrator(app)
    with use_cases(app).database.writing() as connection:
        connection.execute(
            update(accounts_table).values(email=ANN).where(accounts_table.c.email == root.email)
        )
    Person(app).give_password(status=422)
    with use_cases(app).database.writing() as connection:
        connection.execute(update(accounts_table).values(email=root.email))
    press(root.browser, "/clinic/sign-out")
    page = root.browser.page("/clinic/sign-in")
    assert "For emergencies: with a password" in page.text
    root.come_again()
    assert root.at_the_door == IN


def test_nobody_else_is_invited(app: Flask) -> None:
    root = administrator(app)
    page = root.browser.page("/clinic/accounts")
    assert "Make the link" not in page.text
    sent = press(root.browser, "/clinic/accounts", 422, {"email": BEN, "roles": "clinician"})
    assert "gets in with your hospital account" in sent.text


def test_nobody_at_the_provider_takes_its_place(app: Flask, provider: Provider) -> None:
    provider.person["email"] = "root@clinic.example"
    browser = new_browser(app)
    refused(app, browser, comes_back(browser, provider), "email_taken")
    provider.person["email"] = ANN
    signs_on(browser, provider)
    provider.person["email"] = "root@clinic.example"
    signs_on(new_browser(app), provider)
    assert account_of(app).staff.name == "Ann Lee"


def test_nobody_is_disconnected_who_could_not_be_connected_anew(app: Flask, provider: Provider) -> None:
    root, browser = administrator(app), new_browser(app)
    signs_on(browser, provider)
    assert "Disconnect" not in root.browser.page("/clinic/accounts").text
    press(root.browser, f"/clinic/accounts/{account_of(app).staff.id}/disconnect", 409)
    assert browser.get("/clinic/").status_code == IN


def test_it_is_connected_with_nobody(app: Flask, provider: Provider) -> None:
    root = administrator(app)
    refused(app, root.browser, comes_back(root.browser, provider), "has_another")
    assert root.at_the_door == IN


def test_the_first_administrator_is_one_for_emergencies(app: Flask) -> None:
    link = f"/clinic/invitation/{use_cases(app).invitations.invite_first()}"
    browser, typed = new_browser(app), {"name": "Root", "password": PASSWORD}
    sent = browser.submit(link, typed | {"email": ANN}, 422)
    assert Page(sent.text).errors == [
        "Error: Write the address of an account for emergencies: no other has a password here."
    ]
    browser.submit(link, typed | {"email": "root@clinic.example"})
    assert account_of(app, "root@clinic.example").active
