"""Programs of other systems in front of the application, and submissions for them to read."""

from dataclasses import dataclass, replace
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from screener import create_app
from screener.accounts.client import Scope
from screener.audit import Actor
from screener.settings import Settings
from screener.use_cases.send_keys import new_send_key
from screener.web.use_cases import use_cases
from tests.person import way
from tests.storage.samples import PERSON
from tests.strict import StrictClient, new_browser

BASE = "https://screen.example"
HOST = {"Host": "screen.example"}


def application(settings: Settings) -> Flask:
    """Return the application under an address of its own, as a clinic that has programs must have it."""
    app = create_app(replace(settings, base_url=BASE))
    app.test_client_class = StrictClient
    return app


@dataclass
class Program:
    """A program with a token."""

    app: Flask
    id: str
    token: str

    def get(self, address: str, headers: dict[str, str] | None = None) -> TestResponse:
        """Fetch something."""
        authorized = {"Authorization": f"Bearer {self.token}", **HOST, **(headers or {})}
        return new_browser(self.app).get(address.removeprefix(BASE), headers=authorized)

    def post(self, address: str, data: dict[str, str], headers: dict[str, str] | None = None) -> TestResponse:
        """Send a form."""
        authorized = {"Authorization": f"Bearer {self.token}", **HOST, **(headers or {})}
        return new_browser(self.app).post(address, data=data, headers=authorized)

    def resource(self, address: str) -> dict[str, Any]:
        """Fetch a resource that must be there."""
        response = self.get(address)
        assert response.status_code == 200, response.text
        found: dict[str, Any] = response.json or {}
        return found


def let_in(app: Flask, *scopes: Scope) -> Program:
    """Return a program that was let in."""
    made, token = use_cases(app).clients.make("Epic", frozenset(scopes), 1, Actor("test", ""))
    return Program(app, made.id, token)


def send(app: Flask, language: str = "en", **answers: Any) -> tuple[str, str]:
    """Send what somebody answered; return its reference and its receipt code."""
    receipt = use_cases(app).submissions.send(
        way(**answers),
        PERSON,
        language=language,
        translate=str,
        send_key=new_send_key(),
        address="192.0.2.7",
    )
    return receipt.reference, receipt.code
