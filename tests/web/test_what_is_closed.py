"""What every response forbids, what no page does, and what the log says of whoever tries."""

import io
import json

import pytest
from flask import Flask

from screener.accounts.staff import Role
from screener.audit import Actor
from screener.web.clinic.endpoints import OPEN, ROUTES
from tests.answering import send
from tests.strict import Page, StrictClient, new_browser
from tests.web.clinic.staff import Person, administrator, inviting

POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "script-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
"""The whole policy, written again: one more source has to be argued for here."""


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/es/", "text/html; charset=utf-8"),
        ("/not-here", "text/html; charset=utf-8"),
        ("/clinic/sign-in", "text/html; charset=utf-8"),
        ("/clinic/not-here", "text/html; charset=utf-8"),
        ("/paper.pdf", "application/pdf"),
        ("/healthz", "application/json"),
        ("/readyz", "application/json"),
        ("/fhir/Questionnaire/dystonia-self-screen", "application/fhir+json; charset=utf-8"),
        ("/static/patient.css", "text/css; charset=utf-8"),
        ("/static/patient.js", "text/javascript; charset=utf-8"),
    ],
)
def test_every_response_closes_what_a_browser_would_take_from_others(
    client: StrictClient, address: str, kind: str
) -> None:
    response = client.get(address, headers={"Origin": "https://evil.example"})
    headers = response.headers
    parts = [part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; ")]
    assert dict(parts) == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Content-Type"] == kind
    assert not [name for name, _ in headers if name.lower().startswith("access-control-")]
    assert not {"Server", "X-Powered-By"} & set(headers.keys())
    if not address.startswith(("/static", "/fhir")):
        assert headers["Cache-Control"] == "no-store"


def test_no_search_engine_keeps_a_page_whose_address_is_a_secret(app: Flask, client: StrictClient) -> None:
    receipt = f"/receipt/{send(client).replace(' ', '-')}"
    invited = inviting(app).invite("ben@clinic.example", frozenset({Role.CLINICIAN}), Actor("test", ""))
    secret = (receipt, f"{receipt}/", f"/es{receipt}", f"{receipt}/withdraw", f"/clinic/invitation/{invited}")
    for address in secret:
        response = client.get(address)
        assert (response.status_code, response.headers["X-Robots-Tag"]) == (200, "noindex"), address
    for address in ("/", "/receipt", "/information", "/screen/emergency"):
        assert "X-Robots-Tag" not in client.get(address).headers, address


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "PROPFIND"])
def test_trace_is_no_method_of_any_page(app: Flask, method: str) -> None:
    taken = {rule.rule for rule in app.url_map.iter_rules() if method in (rule.methods or set())}
    assert taken == set()
    assert app.test_client().open("/", method=method).status_code == 405


def test_a_password_field_hides_what_is_typed_and_takes_what_a_manager_fills_in(app: Flask) -> None:
    ann = Person(app).come_in()
    link = inviting(app).invite("ben@clinic.example", frozenset({Role.CLINICIAN}), Actor("test", ""))
    seen = {}
    for address in ("/clinic/account", f"/clinic/invitation/{link}", "/clinic/sign-in"):
        browser = ann.browser if address == "/clinic/account" else new_browser(app)
        for field, _ in browser.page(address).all("input"):
            if "password" in field["name"]:
                seen[address] = field
    assert [field["type"] for field in seen.values()] == ["password"] * 3
    assert [field["autocomplete"] for field in seen.values()] == [
        "current-password",
        "new-password",
        "current-password",
    ]


def test_every_page_of_staff_can_be_signed_out_of(app: Flask) -> None:
    root = administrator(app)
    rules = [
        rule
        for rule in app.url_map.iter_rules()
        if ROUTES.get(rule.endpoint, OPEN) is not OPEN
        and "GET" in (rule.methods or ())
        and not rule.arguments
    ]
    pages = 0
    for rule in rules:
        response = root.browser.get(rule.rule)
        if response.mimetype == "text/html" and response.status_code == 200:
            pages += 1
            actions = [attributes.get("action") for attributes, _ in Page(response.text).all("form")]
            assert "/clinic/sign-out" in actions, rule.rule
    assert pages >= 10


def test_a_refused_page_is_a_line_of_the_log(app: Flask, client: StrictClient, logged: io.StringIO) -> None:
    ann = Person(app).come_in()
    logged.truncate(0)
    logged.seek(0)
    ann.browser.get("/clinic/accounts")
    client.post("/screen/emergency", data={"emergency": "none"})
    client.get("/clinic/")
    lines = [json.loads(line) for line in logged.getvalue().splitlines()]
    said = [(line["route"], line["status"]) for line in lines if line["event"] == "request"]
    assert said == [("/clinic/accounts", 403), ("/screen/<page_id>", 400), ("/clinic/", 303)]
