"""Submissions as programs read them over the wire."""

import io
import json
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import update

from screener.accounts.client import Scope
from screener.audit import Actor
from screener.settings import Settings
from screener.storage.tables.submission import submission as table
from screener.use_cases import clients
from screener.web.fhir.access import ROUTES
from screener.web.use_cases import use_cases
from tests.storage.samples import PERSONAL
from tests.strict import new_browser
from tests.web.fhir.programs import BASE, HOST, Program, application, let_in, send

SEARCH = "/fhir/QuestionnaireResponse"


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The application of a clinic that has programs."""
    made = application(settings)
    yield made
    use_cases(made).database.engine.dispose()


@pytest.fixture
def reader(app: Flask) -> Program:
    """A program that reads answers."""
    return let_in(app, Scope.READ_RESPONSES)


@pytest.fixture
def bundler(app: Flask) -> Program:
    """A program that reads whole submissions."""
    return let_in(app, Scope.READ_BUNDLES)


def _ids(page: dict[str, object]) -> list[str]:
    entries: list[dict[str, dict[str, str]]] = page.get("entry", [])  # type: ignore[assignment]
    return [entry["resource"]["id"] for entry in entries]


def _next(page: dict[str, list[dict[str, str]]]) -> str:
    return next((link["url"] for link in page["link"] if link["relation"] == "next"), "")


def test_every_page_leads_to_the_next_and_no_link_names_anybody_or_holds_a_token(
    app: Flask, reader: Program
) -> None:
    for _ in range(5):
        send(app)
    found, address = [], f"{SEARCH}?_count=2&status=completed"
    while address:
        page = reader.resource(address)
        found += _ids(page)
        links = json.dumps(page["link"])
        assert reader.token not in links
        assert [word for word in PERSONAL if word in links] == []
        address = _next(page)
        assert address.startswith(f"{BASE}{SEARCH}?status=completed&_count=2&_cursor=") or not address
    assert len(found) == len(set(found)) == 5


def test_the_answers_come_without_name_and_contact_and_the_whole_with_them(
    app: Flask, reader: Program, bundler: Program
) -> None:
    send(app, "es")
    page = reader.resource(SEARCH)
    (entry,) = page["entry"]
    assert entry["fullUrl"] == f"{BASE}{SEARCH}/{entry['resource']['id']}"
    assert [word for word in ("Quixotesecret", "1956-04-28", "9135550123") if word in json.dumps(page)] == []
    assert reader.resource(f"{SEARCH}/{entry['resource']['id']}") == entry["resource"]
    whole = bundler.resource(f"/fhir/Bundle/{entry['resource']['id']}")
    kinds = {each["resource"]["resourceType"] for each in whole["entry"]}
    assert {"Patient", "QuestionnaireResponse", "Observation", "DocumentReference", "Provenance"} <= kinds
    assert "Zoë Quixotesecret" in json.dumps(whole, ensure_ascii=False)


def test_a_version_that_is_known_is_not_sent_twice(app: Flask, reader: Program, bundler: Program) -> None:
    _, code = send(app)
    (found,) = _ids(reader.resource(SEARCH))
    for program, address in ((reader, f"{SEARCH}/{found}"), (bundler, f"/fhir/Bundle/{found}")):
        etag = program.get(address).headers["ETag"]
        assert etag.startswith('W/"1')
        again = program.get(address, {"If-None-Match": etag})
        assert (again.status_code, again.data) == (304, b"")
    use_cases(app).submissions.withdraw(code, "192.0.2.7")
    assert reader.get(f"{SEARCH}/{found}", {"If-None-Match": 'W/"1"'}).status_code == 200


def test_what_was_taken_back_is_told_as_such_and_its_content_is_gone(
    app: Flask, reader: Program, bundler: Program
) -> None:
    _, code = send(app)
    (found,) = _ids(reader.resource(SEARCH))
    use_cases(app).submissions.withdraw(code, "192.0.2.7")
    gone = reader.resource(f"{SEARCH}/{found}")
    assert (gone["status"], "item" in gone) == ("entered-in-error", False)
    whole = bundler.resource(f"/fhir/Bundle/{found}")
    assert [word for word in PERSONAL if word in json.dumps(whole)] == []
    assert _ids(reader.resource(f"{SEARCH}?status=entered-in-error")) == [found]
    assert _ids(reader.resource(f"{SEARCH}?status=completed")) == []
    assert _ids(reader.resource(f"{SEARCH}?_id={found}")) == [found]


def test_what_was_damaged_is_told_and_keeps_nobody_else_from_being_read(
    app: Flask, reader: Program, bundler: Program
) -> None:
    send(app)
    (found,) = _ids(reader.resource(SEARCH))
    send(app)
    with use_cases(app).database.writing() as connection:
        connection.execute(update(table).where(table.c.id == found).values(answers=b"damaged"))
    page = reader.resource(SEARCH)
    assert [entry["search"]["mode"] for entry in page["entry"]] == ["outcome", "match"]
    for program, address in ((reader, f"{SEARCH}/{found}"), (bundler, f"/fhir/Bundle/{found}")):
        response = program.get(address)
        assert response.status_code == 500
        assert response.json is not None
        assert response.json["issue"][0]["code"] == "exception"


def test_what_was_sent_in_a_language_that_is_no_longer_offered_is_still_read(
    app: Flask, reader: Program, bundler: Program
) -> None:
    send(app)
    with use_cases(app).database.writing() as connection:
        connection.execute(update(table).values(language="he"))
    (entry,) = reader.resource(SEARCH)["entry"]
    assert entry["resource"]["language"] == "he"
    alone = reader.resource(f"{SEARCH}/{entry['resource']['id']}")
    whole = bundler.resource(f"/fhir/Bundle/{entry['resource']['id']}")
    (within,) = [
        each["resource"]
        for each in whole["entry"]
        if each["resource"]["resourceType"] == "QuestionnaireResponse"
    ]
    assert alone["item"] == within["item"] == entry["resource"]["item"] != []


@pytest.mark.parametrize(
    "asked",
    [
        "_count=", "_count=-1", "_count=201", "_count=0000000999", "_count=000000" + "9" * 5000, "_count=0000019999", "_count=x", "_count=" + "9" * 400, "status=final", "_count=1&_count=2", "status=completed&status=entered-in-error", "_id=a&_id=b", "_id=a,b", "_lastUpdated=yesterday",
        "subject=Patient/1", "_cursor=x", "_cursor=bm90aGluZw", "_cursor=MjAyNi0wMS0wMVQwMDowMDowMCswMDowMCBhAGI", "_lastUpdated=ge2026&_lastUpdated=lt2027&_lastUpdated=ge1",
        "_summary=true", "_summary=count&_summary=count", "_lastUpdated=ge2026,lt2027", "_lastUpdated:missing=true",
        "status:not=completed", "_sort=-_lastUpdated", "_include=*", "_elements=id", "authored=ge2026",
    ],
)  # fmt: skip
def test_a_search_that_is_not_understood_is_refused_and_never_widened(reader: Program, asked: str) -> None:
    response = reader.get(f"{SEARCH}?{asked}")
    assert response.status_code == 400
    assert response.json is not None
    assert response.json["resourceType"] == "OperationOutcome"


@pytest.mark.parametrize("asked", ["_count=0", "_summary=count", "_summary=count&_count=1"])
def test_how_many_there_are_is_told_without_any_of_them(app: Flask, reader: Program, asked: str) -> None:
    _, code = send(app)
    send(app)
    use_cases(app).submissions.withdraw(code, "192.0.2.7")
    for status, total in (("", 2), ("&status=completed", 1), ("&status=entered-in-error", 1)):
        page = reader.resource(f"{SEARCH}?{asked}{status}")
        assert (page["total"], "entry" in page) == (total, False)
        assert [each["relation"] for each in page["link"]] == ["self"]
    assert reader.resource(f"{SEARCH}?{asked}&_lastUpdated=sa2200")["total"] == 0


def test_what_is_not_known_is_left_aside_for_whoever_says_so_and_they_are_told(
    app: Flask, reader: Program
) -> None:
    for _ in range(2):
        send(app)
    asked = f"{SEARCH}?_count=1&_sort=_id&_sort=status"
    for strict in ("handling=strict", "return=minimal", "handling=leniently", "nohandling=lenient"):
        assert reader.get(asked, {"Prefer": strict}).status_code == 400
    for lenient in ("handling=lenient", "return=minimal; handling=lenient", 'Handling = "lenient", x'):
        page = reader.get(asked, {"Prefer": lenient}).json or {}
        assert [each["search"]["mode"] for each in page["entry"]] == ["outcome", "match"]
        (issue,) = page["entry"][0]["resource"]["issue"]
        assert (issue["severity"], issue["expression"]) == ("warning", ["_sort"])
        assert [link["url"] for link in page["link"] if "_sort" in link["url"]] == []
        assert len(_ids(reader.resource(_next(page)))) == 1
    assert reader.get(f"{SEARCH}?_count=x&_sort=_id", {"Prefer": "handling=lenient"}).status_code == 400


def test_a_search_may_stand_in_a_body_that_no_log_keeps(app: Flask, reader: Program) -> None:
    for _ in range(2):
        send(app)
    first = reader.post(f"{SEARCH}/_search?status=completed", {"_count": "1"}).json or {}
    assert _next(first).startswith(f"{BASE}{SEARCH}?status=completed&_count=1&_cursor=")
    assert _ids(first) + _ids(reader.resource(_next(first))) == _ids(reader.resource(SEARCH))
    assert reader.post(f"{SEARCH}/_search?_count=1", {"_count": "1"}).status_code == 400
    assert reader.post(f"{SEARCH}/_search", {"subject": "Patient/1"}).status_code == 400
    assert let_in(app, Scope.READ_BUNDLES).post(f"{SEARCH}/_search", {}).status_code == 403
    in_the_body = {"access_token": reader.token}
    assert new_browser(app).post(f"{SEARCH}/_search", data=in_the_body, headers=HOST).status_code == 401


PUBLIC = "/fhir/CodeSystem/onset-when"


@pytest.mark.parametrize("address", [SEARCH, PUBLIC, "/fhir/metadata"])
def test_json_is_given_to_whoever_takes_it_and_others_are_told_that_there_is_nothing_else(
    reader: Program, address: str
) -> None:
    for taken in (
        "*/*", "application/*", "application/json", "application/fhir+json; fhirVersion=4.0", "text/html, */*;q=0.1",
        "application/fhir+json;fhirVersion=4.0.1", "application/fhir+xml, application/fhir+json;q=0.5", "Application/JSON",
    ):  # fmt: skip
        answer = reader.get(address, {"Accept": taken})
        assert (answer.status_code, answer.mimetype) == (200, "application/fhir+json"), taken
    for other in (
        "application/fhir+xml", "text/html", "application/fhir+json;q=0", "application/fhir+json;fhirVersion=5.0",
        "application/fhir+json; fhirVersion=3.0", "text/*",
    ):  # fmt: skip
        answer = reader.get(address, {"Accept": other})
        assert (answer.status_code, answer.json and answer.json["issue"][0]["code"]) == (406, "not-supported")
    # What the address says comes before the header.
    for named in ("json", "application/json", "application/fhir%2Bjson", "application/fhir+json"):
        assert reader.get(f"{address}?_format={named}", {"Accept": "text/html"}).status_code == 200
    for named in ("xml", "application/fhir%2Bxml", "", "ttl"):
        assert reader.get(f"{address}?_format={named}").status_code == 406


def test_who_names_thousands_of_forms_is_refused_before_they_are_read(reader: Program) -> None:
    for others, status in (("a/b", 200), ("a," * 500, 406)):
        answer = reader.get(PUBLIC, {"Accept": f"application/fhir+json,{others}"})
        assert answer.status_code == status


CLOSED = {
    SEARCH: Scope.READ_RESPONSES,
    f"{SEARCH}/00000000-0000-4000-8000-000000000000": Scope.READ_RESPONSES,
    "/fhir/Bundle/00000000-0000-4000-8000-000000000000": Scope.READ_BUNDLES,
}


@pytest.mark.parametrize(("address", "scope"), CLOSED.items())
def test_what_is_not_public_needs_a_good_token_with_its_scope(app: Flask, address: str, scope: Scope) -> None:
    for headers in (
        {},
        {"Authorization": "Bearer "},
        {"Authorization": "Bearer dss_guess"},
        {"Authorization": "Basic Zm9vOmJhcg=="},
        {"Authorization": "Bearer \u00e9\u00e9"},
    ):
        response = new_browser(app).get(address, headers=HOST | headers)
        assert response.status_code == 401
        assert response.headers["WWW-Authenticate"] == 'Bearer realm="fhir"'
    other = let_in(app, *(each for each in Scope if each is not scope))
    assert other.get(address).status_code == 403
    good = let_in(app, scope)
    assert good.get(address).status_code == (200 if address == SEARCH else 404)
    use_cases(app).clients.revoke(good.id, Actor("test", ""))
    assert good.get(address).status_code == 401


def test_every_endpoint_is_listed_with_its_scope(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules() if rule.rule.startswith("/fhir")}
    assert endpoints == ROUTES.keys()
    public = {endpoint for endpoint, scope in ROUTES.items() if scope is None}
    assert public == {
        "fhir.metadata", "fhir.openapi", "fhir.smart_configuration", "fhir.questionnaire", "fhir.code_system",
        "fhir.token",
    }  # fmt: skip


def test_a_token_in_an_address_is_refused_even_a_good_one_and_is_in_no_log(
    app: Flask, reader: Program, logged: io.StringIO
) -> None:
    response = new_browser(app).get(f"{SEARCH}?access_token={reader.token}", headers=HOST)
    assert response.status_code == 400
    reader.get(SEARCH)
    assert reader.token not in logged.getvalue()
    assert "dss_" not in logged.getvalue()


@pytest.mark.parametrize("address", ["/fhir", "/fhir/", "/fhir/Patient/1", "/fhir/QuestionnaireResponse/1"])
def test_what_is_not_there_is_told_to_programs_in_their_words(reader: Program, address: str) -> None:
    response = reader.get(address)
    assert response.status_code == 404
    assert response.json is not None
    assert response.json["issue"][0]["code"] == "not-found"


def test_a_method_that_is_not_offered_and_too_many_requests_are_told(
    app: Flask, reader: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = new_browser(app).delete(SEARCH, headers=HOST)
    assert (refused.status_code, refused.json and refused.json["issue"][0]["code"]) == (405, "not-supported")
    monkeypatch.setattr(clients, "REQUESTS_PER_HOUR", 0)
    throttled = reader.get(SEARCH)
    assert (throttled.status_code, throttled.headers["Retry-After"]) == (429, "3600")


def test_no_cookie_is_set_and_nothing_is_kept(reader: Program) -> None:
    response = reader.get(SEARCH)
    assert "Set-Cookie" not in response.headers
    assert response.headers["Cache-Control"] == "no-store"
    assert response.content_type == "application/fhir+json; charset=utf-8"
