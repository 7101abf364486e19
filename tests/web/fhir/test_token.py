"""SMART backend services, by proofs that joserfc signs as a program would."""

import base64
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from joserfc import jws, jwt
from joserfc.jwk import ECKey, OctKey, RSAKey
from werkzeug.test import TestResponse

from screener import create_app
from screener.accounts.client import Client, Scope
from screener.adapters.client_keys import public_keys
from screener.audit import Actor
from screener.settings import Settings
from screener.use_cases import clients
from screener.web.use_cases import use_cases
from tests.strict import StrictClient, new_browser
from tests.web.fhir.programs import BASE, HOST, Program, application, send

KEY = ECKey.generate_key("P-384", parameters={"kid": "one"})
RSA = RSAKey.generate_key(2048, parameters={"kid": "two"})
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
READ = Scope.READ_RESPONSES.value


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The application of a clinic that has programs."""
    made = application(settings)
    yield made
    use_cases(made).database.engine.dispose()


@pytest.fixture
def client(app: Flask) -> Client:
    """A program that proves itself by its keys."""
    keys = json.dumps({"keys": [key.as_dict(private=False) for key in (KEY, RSA)]})
    scopes = frozenset({Scope.READ_RESPONSES, Scope.READ_BUNDLES})
    return use_cases(app).clients.make_with_keys("Epic", scopes, 1, public_keys(keys), Actor("test", ""))


def _proof(client: Client, key: Any = KEY, algorithm: str = "ES384", **changes: Any) -> str:
    now = int(time.time())
    claims = {
        "iss": client.id,
        "sub": client.id,
        "aud": f"{BASE}/fhir/token",
        "exp": now + 240,
        "jti": f"{now}-{len(changes)}",
    }
    claims = {name: value for name, value in (claims | changes).items() if value is not None}
    return jwt.encode({"alg": algorithm, "kid": key.kid}, claims, key, algorithms=[algorithm])


def _ask(app: Flask, proof: str, scope: str = READ, **changes: str) -> TestResponse:
    form = {
        "grant_type": "client_credentials",
        "scope": scope,
        "client_assertion_type": ASSERTION,
        "client_assertion": proof,
    }
    return new_browser(app).post("/fhir/token", data=form | changes, headers=HOST)


def _error(response: TestResponse) -> tuple[int, str]:
    assert response.json is not None
    return response.status_code, response.json["error"]


@pytest.mark.parametrize(("key", "algorithm"), [(KEY, "ES384"), (RSA, "RS384")])
def test_a_proof_gets_a_token_that_reads(app: Flask, client: Client, key: Any, algorithm: str) -> None:
    send(app)
    answer = _ask(app, _proof(client, key, algorithm))
    assert answer.status_code == 200, answer.text
    given = answer.json or {}
    assert (given["token_type"], given["expires_in"], given["scope"]) == ("Bearer", 300, READ)
    assert answer.headers["Cache-Control"] == "no-store"
    program = Program(app, client.id, given["access_token"])
    assert len(program.resource("/fhir/QuestionnaireResponse")["entry"]) == 1
    assert program.get("/fhir/Bundle/00000000-0000-4000-8000-000000000000").status_code == 403


def test_a_proof_is_good_once(app: Flask, client: Client) -> None:
    proof = _proof(client)
    assert _ask(app, proof).status_code == 200
    assert _error(_ask(app, proof)) == (400, "invalid_client")


WRONG: dict[str, dict[str, Any]] = {
    "for somebody else": {"aud": "https://evil.example/token"},
    "of two names": {"iss": "another"},
    "of nobody": {"sub": "nobody", "iss": "nobody"},
    "without an id": {"jti": None},
    "with an id that is no text": {"jti": 7},
    "without an end": {"exp": None},
    "ended": {"exp": int(time.time()) - 600},
    "good for an hour": {"exp": int(time.time()) + 3600},
    "good from tomorrow on": {"nbf": int(time.time()) + 86400},
    "with an end that is no number": {"exp": "soon"},
    "without a name": {"sub": None},
    "with a name that is no text": {"sub": ["a"]},
    "with an end that is not a number": {"exp": float("nan")},
    "with an end in a year that no clock has": {"exp": 10**400},
}


@pytest.mark.parametrize("changes", WRONG.values(), ids=WRONG)
def test_a_wrong_proof_gets_nothing(app: Flask, client: Client, changes: dict[str, Any]) -> None:
    assert _error(_ask(app, _proof(client, **changes))) == (400, "invalid_client")


def test_a_proof_by_another_key_or_way_gets_nothing(app: Flask, client: Client) -> None:
    stranger = ECKey.generate_key("P-384", parameters={"kid": "one"})
    assert _error(_ask(app, _proof(client, stranger))) == (400, "invalid_client")
    assert _error(_ask(app, _proof(client, RSA, "RS256"))) == (400, "invalid_client")
    secret = OctKey.import_key("what anybody may have read somewhere", parameters={"kid": "two"})
    assert _error(_ask(app, _proof(client, secret, "HS256"))) == (400, "invalid_client")
    head, body, _ = _proof(client).split(".")
    for proof in (f"{head}.{body}.", "x", "a.b.c", "", "\u00e9.b.c"):
        assert _error(_ask(app, proof)) == (400, "invalid_client")


HALF = b'"\\ud800"'


@pytest.mark.parametrize(
    "claims",
    [
        b'{"sub":' + b"[" * 5000 + b"]" * 5000 + b"}",
        b'{"sub":' + HALF + b"}",
        b'{"sub":"\\u0000"}',
        b'{"sub":1e999}',
        b"[" * 5000,
        b'["sub"]',
        b"\xff",
        b"9" * 5000,
    ],
    ids=["nested", "half a pair", "nul", "endless", "open", "list", "no UTF-8", "long number"],
)
def test_a_proof_that_nobody_signed_and_nobody_can_read_is_refused(app: Flask, claims: bytes) -> None:
    head, body = (
        base64.urlsafe_b64encode(one).rstrip(b"=").decode()
        for one in (b'{"alg":"ES384","kid":"one"}', claims)
    )
    assert _error(_ask(app, f"{head}.{body}.AAAA")) == (400, "invalid_client")


def test_a_signed_proof_with_an_id_that_is_half_a_pair_is_refused(app: Flask, client: Client) -> None:
    _, body, _ = _proof(client).split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "==")) | {"jti": "\ud800"}
    written = json.dumps(claims).encode()
    proof = jws.serialize_compact({"alg": "ES384", "kid": "one"}, written, KEY, algorithms=["ES384"])
    assert _error(_ask(app, proof)) == (400, "invalid_client")


def test_nothing_is_given_that_was_not_asked_for_or_is_not_theirs(app: Flask, client: Client) -> None:
    for scope in ("", "system/QuestionnaireResponse.c", "system/*.*", "openid"):
        answer = _ask(app, _proof(client, jti=f"of {scope}"), scope)
        assert _error(answer) == (400, "invalid_scope")
    both = _ask(app, _proof(client, jti="both"), f"system/QuestionnaireResponse.c {READ}")
    assert (both.json or {})["scope"] == READ


def test_another_way_to_a_token_there_is_not(app: Flask, client: Client) -> None:
    assert _error(_ask(app, _proof(client), grant_type="password")) == (400, "unsupported_grant_type")
    made, token = use_cases(app).clients.make("Other", frozenset({Scope.READ_RESPONSES}), 1, Actor("t", ""))
    by_secret = {"client_id": made.id, "client_secret": token, "client_assertion_type": ""}
    assert _error(_ask(app, "", **by_secret)) == (400, "invalid_client")


def test_whoever_was_revoked_gets_none_and_loses_those_they_have(app: Flask, client: Client) -> None:
    given = (_ask(app, _proof(client)).json or {})["access_token"]
    use_cases(app).clients.revoke(client.id, Actor("test", ""))
    assert _error(_ask(app, _proof(client, jti="again"))) == (400, "invalid_client")
    assert Program(app, client.id, given).get("/fhir/QuestionnaireResponse").status_code == 401


@pytest.mark.usefixtures("amid_an_hour")
def test_wrong_proofs_are_counted(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clients, "WRONG_PER_HOUR", 1)
    assert _ask(app, "x").status_code == 400
    assert _ask(app, "x").status_code == 429


def test_where_no_address_is_set_or_it_is_not_over_tls_no_token_is_given(settings: Settings) -> None:

    for base, status in (("", 404), ("http://screen.example", 400)):
        app = create_app(replace(settings, base_url=base))
        app.test_client_class = StrictClient
        assert _ask(app, "x").status_code == status


def test_programs_find_out_how_it_is_done(app: Flask) -> None:
    found = new_browser(app).get("/fhir/.well-known/smart-configuration", headers=HOST)
    told = found.json or {}
    assert told["token_endpoint"] == f"{BASE}/fhir/token"
    assert told["token_endpoint_auth_methods_supported"] == ["private_key_jwt"]
    assert told["scopes_supported"] == [scope.value for scope in Scope]
