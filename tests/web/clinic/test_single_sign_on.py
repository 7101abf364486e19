"""Signing in at an identity provider that runs, with its own signatures: who comes in, as what, and what stays from before."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from screener.accounts.staff import Role
from screener.settings import Settings
from screener.web.use_cases import use_cases
from tests.identity_provider import Provider, running
from tests.strict import StrictClient, new_browser
from tests.web.clinic.staff import IN

START = "/clinic/single-sign-on"
HOME = "http://localhost"


@pytest.fixture(scope="module")
def running_provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    """A provider for all tests of this module."""
    with running(tmp_path_factory.mktemp("provider")) as provider:
        yield provider


@pytest.fixture
def provider(running_provider: Provider) -> Provider:
    """The provider, as good as new."""
    running_provider.reset()
    return running_provider


@pytest.fixture
def settings(settings: Settings, provider: Provider) -> Settings:
    """Settings with single sign-on beside local accounts."""
    return replace(settings, base_url=HOME, identity_provider=provider.settings())


def comes_back(browser: StrictClient, provider: Provider) -> str:
    """Go to the provider and to where it sends the browser; return that address."""
    gone = browser.get(START)
    assert gone.status_code == 303
    return provider.go(gone.location).removeprefix(HOME)


def signs_on(browser: StrictClient, provider: Provider, status: int = 303) -> str:
    """Sign in at the provider; return where that leads."""
    came = browser.get(comes_back(browser, provider))
    assert came.status_code == status, came.text
    return came.location


def test_somebody_with_a_role_comes_in_for_the_first_time(app: Flask, provider: Provider) -> None:
    browser = new_browser(app)
    assert signs_on(browser, provider) == "/clinic/"
    assert browser.get("/clinic/").status_code == IN
    (account,) = use_cases(app).accounts.accounts()
    assert (account.staff.name, account.staff.email) == ("Ann Lee", "ann@clinic.example")
    assert account.staff.roles == {Role.CLINICIAN}
