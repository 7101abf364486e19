"""Signing in at a provider that others wrote: one protocol, understood twice."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from flask import Flask

from screener.adapters.identity_provider import identity_provider
from screener.settings import Settings
from tests.independent_provider import Independent, independent_provider
from tests.strict import Page, StrictClient, new_browser
from tests.web.clinic.single_sign_on.signing_on import BACK, HOME, START, account_of
from tests.web.clinic.staff import IN, OUT


@pytest.fixture(scope="module")
def independent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Independent]:
    """The provider, which runs by itself."""
    with independent_provider(tmp_path_factory.mktemp("independent"), f"{HOME}{BACK}") as running:
        yield running


@pytest.fixture
def settings(settings: Settings, independent: Independent) -> Settings:
    """Settings with this provider."""
    return replace(settings, base_url=HOME, identity_provider=identity_provider(independent.settings))


def _presses(browser: StrictClient, independent: Independent, **pressed: str) -> Page:
    there = browser.get(START).location.removeprefix(independent.issuer)
    _, back, _ = independent.send(there, urlencode(pressed), "application/x-www-form-urlencoded")
    came = browser.get(back.removeprefix(HOME))
    return browser.page(came.location) if came.status_code == OUT else Page(came.text)


def test_who_agrees_there_is_in(app: Flask, independent: Independent) -> None:
    browser = new_browser(app)
    assert _presses(browser, independent, sub="ann").heading == "Worklist"
    assert account_of(app).staff.name == "Ann Lee"
    assert browser.get("/clinic/").status_code == IN


def test_who_does_not_agree_or_has_no_role_is_not(app: Flask, independent: Independent) -> None:
    browser = new_browser(app)
    assert _presses(browser, independent, sub="ann", action="deny").heading == "You are not signed in"
    assert _presses(browser, independent, sub="somebody@else.example").heading == "A second factor is needed"
    assert browser.get("/clinic/").status_code == OUT
