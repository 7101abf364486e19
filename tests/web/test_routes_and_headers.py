"""Every route is listed here again, with what it may do; and what protects them all."""

import gzip
import io
from dataclasses import replace

import brotli
import jinja2
import pytest
import time_machine
from flask import Flask
from werkzeug.test import Client

from screener import create_app
from screener.body.anatomy import UNSIDED_MARKS
from screener.dystonia import DYSTONIA
from screener.settings import Settings
from screener.storage.keys.sealing import key_from, new_key
from screener.web.session import COOKIE, IDLE_SECONDS, draft_minutes, keep_through
from tests.answering import ANSWERS, CONTACT, arrive_at
from tests.strict import Page, StrictClient, new_browser

LANGUAGE_ROUTES = {
    "/": "GET",
    "/about": "GET",
    "/paper.pdf": "GET",
    "/privacy": "GET",
    "/accessibility": "GET",
    "/language-help": "GET",
    "/feedback": "GET",
    "/receipt": "GET POST",
    "/receipt/<code>": "GET",
    "/receipt/<code>/": "GET",
    "/receipt/<code>/stop-emails": "POST",
    "/receipt/<code>/withdraw": "GET POST",
    "/screen": "GET",
    "/screen/<page_id>": "GET POST",
    "/screen/answers.pdf": "GET",
    "/screen/answers.txt": "GET",
    "/screen/call-911": "GET",
    "/screen/more": "GET",
    "/screen/check": "GET",
    "/screen/clear": "GET POST",
    "/screen/result": "GET",
    "/saved": "GET POST",
    "/saved/delete": "GET POST",
    "/screen/save": "GET POST",
    "/screen/saved": "GET",
    "/screen/sent": "GET",
    "/screen/share": "GET POST",
}
ROUTES = {
    **LANGUAGE_ROUTES,
    **{f"/es{rule}": methods for rule, methods in LANGUAGE_ROUTES.items()},
    "/fhir/.well-known/smart-configuration": "GET",
    "/fhir/Bundle/<uuid:submission_id>": "GET",
    "/fhir/CodeSystem/<system_id>": "GET",
    "/fhir/QuestionnaireResponse": "GET POST",
    "/fhir/QuestionnaireResponse/<uuid:submission_id>": "GET",
    "/fhir/QuestionnaireResponse/_search": "POST",
    "/fhir/metadata": "GET",
    "/fhir/openapi.json": "GET",
    "/fhir/token": "POST",
    "/fhir/Questionnaire/dystonia-self-screen": "GET",
    "/fhir/Questionnaire/dystonia-self-screen/<language>": "GET",
    "/healthz": "GET",
    "/metrics": "GET",
    "/readyz": "GET",
    "/static/<filename>": "GET",
}


def _routes(app: Flask) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for rule in app.url_map.iter_rules():
        found.setdefault(rule.rule, set()).update((rule.methods or set()) - {"HEAD", "OPTIONS"})
    return {rule: methods for rule, methods in found.items() if not rule.startswith("/clinic")}


def test_every_route_is_listed(app: Flask) -> None:
    assert _routes(app) == {rule: set(methods.split()) for rule, methods in ROUTES.items()}


def test_no_form_is_taken_without_a_token(app: Flask, client: StrictClient) -> None:
    arrive_at(client, "check")
    # What programs send brings a proof of its own: tests/web/fhir.
    taken = [rule for rule, methods in _routes(app).items() if "POST" in methods]
    forms = [rule for rule in taken if not rule.startswith("/fhir/")]
    assert len(forms) == 18
    for rule in forms:
        address = rule.replace("<page_id>", "course").replace("<code>", "2222-2222-2222-2222-2222")
        assert client.post(address, data=ANSWERS["course"] | CONTACT).status_code == 400, rule


def test_a_name_that_no_template_has_is_a_fault(app: Flask) -> None:
    with app.test_request_context("/"), pytest.raises(jinja2.UndefinedError):
        app.jinja_env.from_string("{{ nothing }}").render()


def test_a_template_escapes_what_was_typed(client: StrictClient) -> None:
    arrive_at(client, "check", {"course": ANSWERS["course"] | {"task": "<script>alert(1)</script>"}})
    for address in ("/screen/check", "/screen/course"):
        assert "<script>alert" not in client.page(address).text


def test_the_session_ends_after_sixty_idle_minutes(client: StrictClient) -> None:
    with time_machine.travel("2026-03-01 12:00 +0000", tick=False) as clock:
        arrive_at(client, "onset")
        clock.shift(IDLE_SECONDS - 1)
        assert client.get("/screen/onset").status_code == 200
        clock.shift(IDLE_SECONDS - 1)
        assert client.get("/screen/onset").status_code == 200, "every visit puts the end off"
        clock.shift(IDLE_SECONDS + 1)
        assert client.get("/screen/onset").location == "/screen/emergency"


def test_a_clock_that_jumps_ahead_for_a_moment_ends_no_draft(client: StrictClient) -> None:
    with time_machine.travel("2026-03-01 12:00 +0000", tick=False) as clock:
        arrive_at(client, "onset")
        clock.shift(31 * 24 * 3600)
        ended = client.get("/screen/onset")
        assert ended.location == "/screen/emergency"
        assert "Set-Cookie" not in ended.headers
        clock.shift(-31 * 24 * 3600 + 5)
        assert client.get("/screen/onset").status_code == 200


def test_a_clock_that_was_ahead_leaves_no_draft_that_lives_until_then(client: StrictClient) -> None:
    with time_machine.travel("2026-03-01 12:00 +0000", tick=False) as clock:
        arrive_at(client, "onset")
        clock.shift(-31 * 24 * 3600)
        assert "Set-Cookie" in client.get("/screen/onset").headers, "its time is put right"
        clock.shift(IDLE_SECONDS + 1)
        assert client.get("/screen/onset").location == "/screen/emergency"


def test_a_wait_that_was_told_by_a_clock_that_was_ahead_keeps_no_draft_until_then(
    client: StrictClient,
) -> None:
    held = {"kept": 0}
    with (
        time_machine.travel("2027-03-01 12:00 +0000", tick=False) as clock,
        client.application.test_request_context(),
    ):
        keep_through(held, 3600)
        assert draft_minutes(held) == 120
        clock.shift(-365 * 24 * 3600)
        assert draft_minutes(held) == 60


def test_an_address_with_an_accent_is_served_as_browsers_ask_for_it(settings: Settings) -> None:
    app = create_app(replace(settings, base_url="https://clínica.example"))
    for host, status in (
        ("xn--clnica-4va.example", 200),
        ("xn--clnica-4va.example:443", 200),
        ("clinica.example", 400),
    ):
        assert app.test_client().get("/", headers={"Host": host}).status_code == status


def test_a_style_sheet_is_kept_for_a_year_and_carries_no_session(client: StrictClient) -> None:
    with time_machine.travel("2026-03-01 12:00 +0000", tick=False) as clock:
        arrive_at(client, "onset")
        clock.shift(600)
        style = next(
            attributes["href"]
            for attributes, _ in client.page("/").all("link")
            if "css" in attributes["href"]
        )
        clock.shift(600)
        response = client.get(style)
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Set-Cookie" not in response.headers
        assert "Cookie" not in response.headers.get("Vary", "")
        again = client.get(style, headers={"If-None-Match": response.headers["ETag"]})
        assert again.status_code == 304
        assert "immutable" in again.headers["Cache-Control"]
        of_another_version = client.get("/static/patient.000000000000.css")
        assert of_another_version.data == client.get("/static/patient.css").data == response.data
        assert of_another_version.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in client.get("/healthz").headers


def test_pages_and_files_are_sent_small_to_who_takes_it(app: Flask) -> None:
    browser = Client(app)
    for coding, opened in (("br", brotli.decompress), ("gzip", gzip.decompress)):
        for address in ("/static/patient.css", "/about"):
            plain = browser.get(address)
            small = browser.get(address, headers={"Accept-Encoding": f"{coding}, zstd"})
            assert (small.headers["Content-Encoding"], opened(small.data)) == (coding, plain.data)
            assert small.headers["Vary"] == plain.headers["Vary"]
            assert "Accept-Encoding" in small.headers["Vary"]


@pytest.mark.parametrize("address", ["/about?guess=a", "/nothing", "/clinic/sign-in", "/healthz"])
def test_what_may_hold_a_guess_beside_a_secret_is_sent_as_it_is(client: StrictClient, address: str) -> None:
    assert "Content-Encoding" not in client.get(address, headers={"Accept-Encoding": "br, gzip"}).headers


@pytest.mark.parametrize("address", ["/", "/static/patient.css"])
def test_whoever_names_more_codings_than_any_browser_gets_what_they_asked_for_as_it_is(
    app: Flask, address: str
) -> None:
    for named, coding in (("br" + ",a" * 200, "br"), ("br" + ",a" * 300, None)):
        response = Client(app).get(address, headers={"Accept-Encoding": named})
        assert (response.status_code, response.headers.get("Content-Encoding")) == (200, coding)


def test_behind_tls_the_cookie_is_secure_and_bound_to_the_host(settings: Settings) -> None:
    app = create_app(replace(settings, base_url="https://screen.example", proxy_hops=1))
    app.test_client_class = StrictClient
    client = app.test_client(use_cookies=False)
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7", "Host": "screen.example"}
    response = client.get("/screen/emergency", headers=forwarded)
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-screener=")
    assert "; Secure" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
    assert response.headers["Strict-Transport-Security"] == "max-age=63072000"
    sent = client.post(
        "/screen/emergency",
        data={"csrf_token": Page(response.text).token, "emergency": "none"},
        headers=forwarded | {"Cookie": cookie.partition(";")[0]},
    )
    assert sent.location == "/screen/respondent", "no page sends a referrer, and none is asked for"


def test_an_https_address_of_ours_is_told_to_browsers_for_good_without_a_proxy_that_is_believed(
    settings: Settings,
) -> None:
    app = create_app(replace(settings, base_url="https://screen.example"))
    response = app.test_client().get("/", headers={"Host": "screen.example"})
    assert response.headers["Strict-Transport-Security"] == "max-age=63072000"


def test_without_tls_there_is_no_hsts(client: StrictClient) -> None:
    response = client.get("/", headers={"X-Forwarded-Proto": "https"})
    assert "Strict-Transport-Security" not in response.headers


def test_a_host_that_is_not_ours_gets_no_page_and_no_link(settings: Settings) -> None:
    app = create_app(replace(settings, base_url="https://screen.example"))
    app.test_client_class = StrictClient
    response = new_browser(app).get("/", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert "evil" not in response.text
    assert "913-588-1227" in response.text


@pytest.mark.parametrize(("host", "status"), [("a" * 70 + ".com", 400), ("..", 400), ("evil.example", 404)])
def test_a_strange_host_is_no_fault_and_never_in_a_link(
    client: StrictClient, logged: io.StringIO, host: str, status: int
) -> None:
    for address in ("/nothing", "/screen//check"):
        response = client.get(address, headers={"Host": host})
        assert response.status_code == status
        assert response.mimetype == "text/html", "the page itself, and not the words for when it fails"
        assert "913-588-1227" in response.text
        assert host not in response.text
    assert '"level": "error"' not in logged.getvalue()


@pytest.mark.parametrize("host", ["10.0.3.17:8000", "localhost", "screen.example"])
def test_health_is_told_whatever_the_host_is_called(settings: Settings, host: str) -> None:
    app = create_app(replace(settings, base_url="https://screen.example"))
    app.test_client_class = StrictClient
    for address in ("/healthz", "/readyz"):
        assert new_browser(app).get(address, headers={"Host": host}).status_code == 200


def test_keys_can_be_rotated_while_a_page_is_open(settings: Settings) -> None:
    before = create_app(settings)
    before.test_client_class = StrictClient
    client = new_browser(before)
    page = client.page("/screen/emergency")
    cookie = client.get_cookie(COOKIE)
    assert cookie is not None
    after = create_app(replace(settings, secret_keys=[key_from(new_key()), *settings.secret_keys]))
    after.test_client_class = StrictClient
    client = new_browser(after)
    client.set_cookie(COOKIE, cookie.value)
    sent = client.post("/screen/emergency", data={"csrf_token": page.token, "emergency": "none"})
    assert sent.location == "/screen/respondent"


def test_the_largest_draft_fits_into_the_cookie(client: StrictClient) -> None:
    arrive_at(client, "check", {"body-parts": {"body-parts": [*UNSIDED_MARKS]}})
    more = client.page("/screen/more").all("a")
    sections = [attributes["href"] for attributes, text in more if text in TITLES]
    largest = 0
    for first in ("/screen/emergency", *sections):
        address = first
        while not address.endswith(("/result", "/more")):
            page = client.page(address.partition("#")[0])
            fields = {"body-parts": [*UNSIDED_MARKS]} if address.endswith("/body-parts") else _fullest(page)
            address = client.submit(address.partition("#")[0], fields).location
            largest = max(largest, _cookie_length(client))
    client.submit("/screen/save", {})  # the words it is saved under have to fit too
    assert 2500 < max(largest, _cookie_length(client)) <= 3500


TITLES = {section.title for section in DYSTONIA.sections}


def _cookie_length(client: StrictClient) -> int:
    cookie = client.get_cookie(COOKIE)
    assert cookie is not None
    return len(f"__Host-{COOKIE}=") + len(cookie.value)


def _fullest(page: Page) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for attributes, _ in page.all("input"):
        kind, name = attributes.get("type"), attributes.get("name", "")
        if kind == "radio":
            fields.setdefault(name, [attributes["value"]])
        elif kind == "checkbox" and "data-exclusive" not in attributes and attributes["value"] != "not-sure":
            fields.setdefault(name, []).append(attributes["value"])
        elif kind == "text":
            fields[name] = (
                ["120"] if "short" in attributes["class"] else ["\u3042" * int(attributes["data-limit"])]
            )
    for attributes, _ in page.all("button"):
        if "name" in attributes and "hidden" not in attributes:
            fields.setdefault(attributes["name"], [attributes["value"]])
    return fields
