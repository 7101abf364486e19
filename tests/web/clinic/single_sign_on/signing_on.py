"""Somebody in front of a browser who goes to the identity provider and comes back."""

import json
from collections.abc import Mapping
from typing import Any

from flask import Flask
from sqlalchemy import select

from screener.accounts.staff import Account
from screener.storage.tables.account import staff_session
from screener.storage.tables.audit import audit_event
from screener.web.use_cases import use_cases
from tests.identity_provider import Provider
from tests.strict import Page, StrictClient
from tests.web.clinic.staff import ANN

START = "/clinic/single-sign-on"
BACK = "/clinic/single-sign-on/back"
HOME = "http://localhost"


def comes_back(browser: StrictClient, provider: Provider, start: str = START) -> str:
    """Go to the provider; return the address that it sends the browser back to."""
    gone = browser.get(start)
    assert gone.status_code == 303, gone.text
    assert gone.location.startswith(provider.issuer), gone.location
    return provider.go(gone.location).removeprefix(HOME)


def signs_on(browser: StrictClient, provider: Provider, status: int = 303, start: str = START) -> Any:
    """Go there and come back; return the answer."""
    came = browser.get(comes_back(browser, provider, start))
    assert came.status_code == status, came.text
    return came


def told(app: Flask, *actions: str) -> list[Mapping[str, Any]]:
    """Return the lines of the audit, of these actions where some are named."""
    with use_cases(app).database.reading() as connection:
        rows = connection.execute(select(audit_event).order_by(audit_event.c.number)).mappings().all()
    return [dict(row) for row in rows if not actions or row["action"] in actions]


def account_of(app: Flask, email: str = ANN) -> Account:
    """Return the account of an email address."""
    found = use_cases(app).accounts.account_of(email)
    assert found
    return found


def refused(app: Flask, browser: StrictClient, address: str, why: str) -> Page:
    """Come back and be refused, for a reason that stands in the audit; return the page."""
    came = browser.get(address)
    assert came.status_code == 403, came.text
    assert json.loads(told(app)[-1]["details"])["reason"] == why
    return Page(came.text)


def press(
    browser: StrictClient, address: str, status: int = 303, fields: Mapping[str, str] | None = None
) -> Any:
    """Press a button of somebody who is signed in."""
    token = browser.page("/clinic/account").token
    sent = browser.post(address, data={"csrf_token": token, **(fields or {})})
    assert sent.status_code == status, sent.text
    return sent


def sessions(app: Flask) -> int:
    """Return how many sessions there are."""
    with use_cases(app).database.reading() as connection:
        return len(connection.execute(select(staff_session.c.token)).all())
