"""Tokens and answers that nobody may be let in by: each has its page, its line of the audit, and no session."""

import base64
import hmac
import io
import json
import math
import shutil
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from flask import Flask
from joserfc import jws, jwt
from joserfc.jwk import OctKey, RSAKey
from sqlalchemy import func, select

from screener import create_app
from screener.accounts.single_sign_on import Refusal
from screener.settings import DATABASE_FILE, from_environment
from screener.storage.tables.account import account, staff_session
from screener.web.use_cases import use_cases
from tests.identity_provider import CLIENT, SECRET, Provider, by_secret, says, set_of
from tests.strict import PHONE, Page, StrictClient, new_browser
from tests.web.clinic.single_sign_on.signing_on import HOME, START, comes_back, told
from tests.web.clinic.staff import OUT

Attack = Callable[[Provider], None]
NOW = time.time


@cache
def _key(bits: int, kid: str) -> RSAKey:
    made = rsa.generate_private_key(65537, bits)
    pem = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a short key is short
        return RSAKey.import_key(pem, {"kid": kid})


def _stranger() -> RSAKey:
    return _key(2048, "now")


def _second() -> RSAKey:
    return _key(2048, "second")


@pytest.fixture(scope="module")
def app(
    migrated_sqlite: Path, running_provider: Provider, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """One application for the whole table, which nobody ever gets into."""
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copy(migrated_sqlite, folder / DATABASE_FILE)
    written = {
        "SCREENER_INSTANCE": str(folder / "keys"),
        "SCREENER_DATABASE_URL": f"sqlite:///{folder / DATABASE_FILE}",
        "SCREENER_BASE_URL": HOME,
    }
    made = create_app(replace(from_environment(written), identity_provider=running_provider.settings()))
    made.test_client_class = StrictClient
    yield made
    use_cases(made).database.engine.dispose()


def _claims(**changed: Any) -> Attack:
    return lambda provider: setattr(provider, "alter", lambda claims: claims.update(changed))


def _later(**seconds: float) -> Attack:
    return _claims_by(lambda: {name: int(NOW() + more) for name, more in seconds.items()})


def _claims_by(make: Callable[[], dict[str, Any]]) -> Attack:
    return lambda provider: setattr(provider, "alter", lambda claims: claims.update(make()))


def _signed(sign: Callable[[Provider, dict[str, Any]], Any]) -> Attack:
    return lambda provider: setattr(provider, "sign", lambda claims: sign(provider, claims))


def _keys(make: Callable[[Provider], Any], **header: Any) -> Attack:
    def attack(provider: Provider) -> None:
        provider.keys = lambda: make(provider)
        provider.sign = lambda claims: provider.signed(claims, **header)

    return attack


def _answer(**changed: Any) -> Attack:
    return lambda provider: provider.answered.update(changed)


def _at(path: str, status: int, said: Any, **headers: str) -> Attack:
    def behave(handler: BaseHTTPRequestHandler) -> None:
        says(handler, status, said, **headers)

    return lambda provider: provider.behave.update({path: behave})


def _about(**changed: Any) -> Attack:
    return lambda provider: provider.about.update(changed)


def _elsewhere(path: str) -> Attack:
    """Redirect to where the very answer stands that is wanted."""

    def behave(handler: BaseHTTPRequestHandler) -> None:
        says(handler, 307, "", Location=f"{path}?again")

    def attack(provider: Provider) -> None:
        true = provider.keys
        provider.behave[path] = lambda handler: (
            says(handler, 200, true()) if "again" in handler.path else behave(handler)
        )

    return attack


def _parts(*parts: Any) -> str:
    written = (part if isinstance(part, bytes) else json.dumps(part).encode() for part in parts)
    return ".".join(base64.urlsafe_b64encode(one).rstrip(b"=").decode() for one in written)


def _with_public_key(provider: Provider, claims: dict[str, Any]) -> str:
    written = _parts({"alg": "HS256", "kid": "now"}, claims)
    digest = hmac.digest(provider.key.as_pem(private=False), written.encode(), "sha256")
    return f"{written}.{_parts(digest)}"


def _with_key_of_its_own(_: Provider, claims: dict[str, Any]) -> str:
    header = {"alg": "RS256", "jwk": _stranger().as_dict(private=False)}
    return jwt.encode(header, claims, _stranger())


def _signed_bytes(provider: Provider, claims: bytes) -> str:
    return jws.serialize_compact({"alg": "RS256", "kid": "now"}, claims, provider.key)


def _signed_as(header: dict[str, Any], provider: Provider, claims: dict[str, Any]) -> str:
    # By hand: no library makes such a header.
    written = _parts(header, claims)
    private = provider.key.private_key
    assert private
    return f"{written}.{_parts(private.sign(written.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


def _changed_afterwards(provider: Provider, claims: dict[str, Any]) -> str:
    head, _, signature = provider.signed(claims).split(".")
    return f"{head}.{_parts(claims | {'roles': ['it']})}.{signature}"


TOKENS: dict[str, tuple[Attack, Refusal]] = {
    "issuer of another": (_claims(iss="https://other.example"), Refusal.ISSUER),
    "issuer with a slash": (_signed(lambda p, c: p.signed(c | {"iss": f"{p.issuer}/"})), Refusal.ISSUER),
    "issuer without TLS": (
        _signed(lambda p, c: p.signed(c | {"iss": p.issuer.replace("https", "http")})),
        Refusal.ISSUER,
    ),
    "no issuer": (_claims(iss=None), Refusal.ISSUER),
    "issuers": (_signed(lambda p, c: p.signed(c | {"iss": [p.issuer]})), Refusal.ISSUER),
    "for another": (_claims(aud="other"), Refusal.AUDIENCE),
    "for another, by way of us": (_claims(aud="other", azp=CLIENT), Refusal.AUDIENCE),
    "for nobody": (_claims(aud=None), Refusal.AUDIENCE),
    "for an empty list": (_claims(aud=[]), Refusal.AUDIENCE),
    "for several without azp": (_claims(aud=[CLIENT, "other"]), Refusal.AUDIENCE),
    "for several with azp": (_claims(aud=[CLIENT, "other"], azp=CLIENT), Refusal.AUDIENCE),
    "for a number beside us": (_claims(aud=[CLIENT, 1]), Refusal.AUDIENCE),
    "azp of another": (_claims(azp="other"), Refusal.AUDIENCE),
    "for a name that begins as ours": (_claims(aud=f"{CLIENT}-2"), Refusal.AUDIENCE),
    "nonce of another": (_claims(nonce="other"), Refusal.NONCE),
    "no nonce": (_claims(nonce=None), Refusal.NONCE),
    "empty nonce": (_claims(nonce=""), Refusal.NONCE),
    "expired": (_later(exp=-120), Refusal.TIME),
    "without an end": (_claims(exp=None), Refusal.TIME),
    "end in words": (_claims(exp="never"), Refusal.TIME),
    "end that is no number": (_claims(exp=math.nan), Refusal.TIME),
    "end that is true": (_claims(exp=True), Refusal.TIME),
    "of the future": (_later(iat=600), Refusal.TIME),
    "of no time": (_claims(iat=None), Refusal.TIME),
    "of before it was asked for": (_later(iat=-3600), Refusal.TIME),
    "not good yet": (_later(nbf=600), Refusal.TIME),
    "no subject": (_claims(sub=None), Refusal.SUBJECT),
    "empty subject": (_claims(sub=""), Refusal.SUBJECT),
    "blank subject": (_claims(sub=" \t"), Refusal.SUBJECT),
    "subject that is a number": (_claims(sub=7), Refusal.SUBJECT),
    "subject that is no text": (
        _signed(lambda p, c: _signed_bytes(p, json.dumps(c | {"sub": "\ud800"}).encode())),
        Refusal.SUBJECT,
    ),
    "subject of two lines": (_claims(sub="s\n1"), Refusal.SUBJECT),
    "subject without an end": (_claims(sub="s" * 256), Refusal.SUBJECT),
    "no second factor": (_claims(amr=["pwd"]), Refusal.SECOND_FACTOR),
    "nothing said of factors": (_claims(amr=None), Refusal.SECOND_FACTOR),
    "factors in words": (_claims(amr="mfa"), Refusal.SECOND_FACTOR),
    "factors within a factor": (_claims(amr=[["mfa"]]), Refusal.SECOND_FACTOR),
    "factors of this morning": (_later(auth_time=-3600), Refusal.TOO_LONG_AGO),
    "factors of an unknown time": (_claims(auth_time=None), Refusal.TOO_LONG_AGO),
    "factors of the future": (_later(auth_time=3600), Refusal.TOO_LONG_AGO),
    "factors at a time in words": (_claims(auth_time="now"), Refusal.TOO_LONG_AGO),
    "factors at a time that is true": (_claims(auth_time=True), Refusal.TOO_LONG_AGO),
    "no roles": (_claims(roles=None), Refusal.NO_ROLE),
    "an empty list of roles": (_claims(roles=[]), Refusal.NO_ROLE),
    "roles that open nothing": (_claims(roles=["everybody", "NEURO", "neuro "]), Refusal.NO_ROLE),
    "our own word for a role": (_claims(roles=["administrator"]), Refusal.NO_ROLE),
    "roles as an object": (_claims(roles={"neuro": True}), Refusal.NO_ROLE),
    "roles in a sentence": (_claims(roles="neuro it"), Refusal.NO_ROLE),
    "no email address": (_claims(email=None), Refusal.PERSON),
    "no real email address": (_claims(email="ann at home"), Refusal.PERSON),
    "an email address that nobody checked": (_claims(email_verified=False), Refusal.PERSON),
    "an email address that nobody checked, in a word": (_claims(email_verified="false"), Refusal.PERSON),
    "an email address that was checked by a number": (_claims(email_verified=0), Refusal.PERSON),
    "an email address that was checked by nothing": (_claims(email_verified=[]), Refusal.PERSON),
    "an email address with a line behind it": (
        _claims(email="ann@clinic.example\nBcc: eve@other.example"),
        Refusal.PERSON,
    ),
    "an email address that turns round": (_claims(email="ann\u202e@clinic.example"), Refusal.PERSON),
    "azp of nobody": (_claims(azp=""), Refusal.AUDIENCE),
    "azp that is a number": (_claims(azp=0), Refusal.AUDIENCE),
    "begun at no number": (_claims(iat=math.nan), Refusal.TIME),
    "good since no number": (_claims(nbf=math.nan), Refusal.TIME),
    "an end without an end": (_claims(exp=math.inf), Refusal.TIME),
    "factors at no number": (_claims(auth_time=math.nan), Refusal.TOO_LONG_AGO),
    "factors in a year that no clock has": (_claims(auth_time=10**400), Refusal.TOO_LONG_AGO),
    "subject with a letter nobody sees": (_claims(sub="s-1\u200b"), Refusal.SUBJECT),
    "hash of no access token": (_claims(at_hash=""), Refusal.TOKEN),
    "hash of another access token": (_claims(at_hash="AAAA"), Refusal.TOKEN),
    "signed by another key": (_signed(lambda p, c: p.signed(c, _stranger())), Refusal.SIGNATURE),
    "key that is unknown": (_signed(lambda p, c: p.signed(c, _stranger(), kid="other")), Refusal.SIGNATURE),
    "key that it brings": (_signed(_with_key_of_its_own), Refusal.SIGNATURE),
    "key at an address that it names": (
        _signed(lambda p, c: p.signed(c, _stranger(), kid="x", jku="https://other.example/jwks")),
        Refusal.SIGNATURE,
    ),
    "without a signature": (
        _signed(lambda _, c: f"{_parts({'alg': 'none', 'kid': 'now'}, c)}."),
        Refusal.SIGNATURE,
    ),
    "without a signature, in capitals": (
        _signed(lambda _, c: f"{_parts({'alg': 'NONE'}, c)}."),
        Refusal.SIGNATURE,
    ),
    "signed with our secret": (
        _signed(lambda p, c: p.signed(c, by_secret(SECRET.encode()), alg="HS256")),
        Refusal.SIGNATURE,
    ),
    "signed with the public key as a secret": (_signed(_with_public_key), Refusal.SIGNATURE),
    "changed after it was signed": (_signed(_changed_afterwards), Refusal.SIGNATURE),
    "signature cut off": (_signed(lambda p, c: p.signed(c)[:-8]), Refusal.SIGNATURE),
    "with an extension that nobody knows": (
        _signed(
            lambda p, c: p.signed(c).replace(
                p.signed(c).split(".")[0], _parts({"alg": "RS256", "crit": ["x"]})
            )
        ),
        Refusal.SIGNATURE,
    ),
    "with a list of no extensions": (
        _signed(lambda p, c: _signed_as({"alg": "RS256", "kid": "now", "crit": []}, p, c)),
        Refusal.SIGNATURE,
    ),
    "with a body that is not encoded": (
        _signed(lambda p, c: _signed_as({"alg": "RS256", "kid": "now", "crit": ["b64"], "b64": False}, p, c)),
        Refusal.SIGNATURE,
    ),
    "a name of a key that is a list": (
        _signed(lambda p, c: _signed_as({"alg": "RS256", "kid": ["now"]}, p, c)),
        Refusal.SIGNATURE,
    ),
    "ways to sign": (
        _signed(lambda p, c: _signed_as({"alg": ["RS256"], "kid": "now"}, p, c)),
        Refusal.SIGNATURE,
    ),
    "no token at all": (_signed(lambda *_: "hello"), Refusal.SIGNATURE),
    "letters of another kind": (_signed(lambda *_: "é.é.é"), Refusal.SIGNATURE),
    "claims that are a list": (_signed(lambda p, _: _signed_bytes(p, b'["sub"]')), Refusal.SIGNATURE),
    "a number in place of a token": (_signed(lambda *_: 7), Refusal.TOKEN),
    "nothing in place of a token": (_signed(lambda *_: None), Refusal.TOKEN),
    "a token without an end": (_signed(lambda *_: "a" * 40_000), Refusal.TOKEN),
    "keys that include a secret": (
        _keys(lambda _: set_of(OctKey.import_key(SECRET, {"kid": "now"}))),
        Refusal.SIGNATURE,
    ),
    "keys that are private": (_keys(lambda p: set_of(p.key)), Refusal.SIGNATURE),
    "a key that is too short": (
        _keys(lambda _: {"keys": [_key(1024, "weak").as_dict(private=False)]}, kid="weak"),
        Refusal.SIGNATURE,
    ),
    "a key for something else": (
        _keys(lambda p: {"keys": [p.key.as_dict(private=False) | {"use": "enc"}]}),
        Refusal.SIGNATURE,
    ),
    "two keys of one name": (
        _keys(lambda p: {"keys": [k.as_dict(private=False) | {"kid": "now"} for k in (p.key, _second())]}),
        Refusal.SIGNATURE,
    ),
    "no name of a key, and two": (
        _keys(lambda p: {"keys": [k.as_dict(private=False) for k in (p.key, _second())]}, kid=None),
        Refusal.SIGNATURE,
    ),
    "no keys": (_keys(lambda _: {"keys": []}), Refusal.SIGNATURE),
    "keys in a word": (_keys(lambda _: {"keys": "now"}), Refusal.SIGNATURE),
    "keys that are none": (
        _keys(lambda _: {"keys": [7, {"kty": "RSA", "kid": "now", "n": "?"}]}),
        Refusal.SIGNATURE,
    ),
}


ANSWERS: dict[str, tuple[Attack, Refusal]] = {
    "cancelled there": (_answer(error="access_denied", code=None), Refusal.CANCELLED),
    "a fault there": (_answer(error="server_error", code=None), Refusal.PROVIDER_FAULT),
    "a fault and a code": (_answer(error="<script>"), Refusal.PROVIDER_FAULT),
    "no code": (_answer(code=None), Refusal.ANSWER),
    "an empty code": (_answer(code=""), Refusal.ANSWER),
    "a code that was made up": (_answer(code="made-up"), Refusal.CODE),
    "an issuer of another": (_answer(iss="https://other.example"), Refusal.OTHER_ISSUER),
    "no issuer, where one was promised": (_answer(iss=None), Refusal.OTHER_ISSUER),
    "a token in the address": (_answer(id_token="a.b.c"), Refusal.ANSWER),
    "an access token in the address": (_answer(access_token="a", token_type="Bearer"), Refusal.ANSWER),
    "no state": (_answer(state=None), Refusal.STATE),
    "an empty state": (_answer(state=""), Refusal.STATE),
    "a state of nobody": (_answer(state="made-up"), Refusal.STATE),
    "code refused": (_at("/token", 400, {"error": "invalid_grant"}), Refusal.CODE),
    "we are refused": (_at("/token", 401, {"error": "invalid_client"}), Refusal.CODE),
    "code: a fault": (_at("/token", 500, {"error": "server_error"}), Refusal.AWAY),
    "code: a fault with a body": (
        _at("/token", 302, {"id_token": "x"}, Location="/token?again"),
        Refusal.AWAY,
    ),
    "code: created": (_at("/token", 201, {"token_type": "Bearer"}), Refusal.AWAY),
    "code: a page": (_at("/token", 200, "<!doctype html>", **{"Content-Type": "text/html"}), Refusal.AWAY),
    "code: a list": (_at("/token", 200, [1]), Refusal.AWAY),
    "code: too much": (_at("/token", 200, json.dumps({"id_token": "a" * 300_000})), Refusal.AWAY),
    "code: too deep": (_at("/token", 200, "[" * 100_000), Refusal.AWAY),
    "code: bytes": (_at("/token", 200, "\x1f\x8b", **{"Content-Encoding": "gzip"}), Refusal.AWAY),
    "code: another kind of token": (
        _at("/token", 200, {"token_type": "mac", "id_token": "x"}),
        Refusal.TOKEN,
    ),
    "code: no identity": (_at("/token", 200, {"token_type": "Bearer", "access_token": "x"}), Refusal.TOKEN),
    "keys: a fault": (_at("/jwks", 500, {}), Refusal.AWAY),
    "keys: elsewhere": (_elsewhere("/jwks"), Refusal.AWAY),
    "keys: too many": (_at("/jwks", 200, json.dumps({"keys": ["a" * 300_000]})), Refusal.AWAY),
    "keys: not there": (_at("/jwks", 404, {}), Refusal.AWAY),
    "keys at a private address": (_about(jwks_uri="https://10.1.2.3/jwks"), Refusal.AWAY),
    "keys at the cloud's own address": (_about(jwks_uri="https://169.254.169.254/"), Refusal.AWAY),
    "keys at this machine by another number": (_about(jwks_uri="https://[::1]/jwks"), Refusal.AWAY),
    "keys at a number of six that is one of four": (
        _about(jwks_uri="https://[::ffff:10.1.2.3]/"),
        Refusal.AWAY,
    ),
    "code at a private address": (_about(token_endpoint="https://192.168.1.1/token"), Refusal.AWAY),
    "about itself: a fault": (_at("/.well-known/openid-configuration", 500, {}), Refusal.AWAY),
    "about itself: elsewhere": (
        _at("/.well-known/openid-configuration", 301, {}, Location="/about"),
        Refusal.AWAY,
    ),
    "about itself: nothing": (_at("/.well-known/openid-configuration", 200, {}), Refusal.CONFIGURATION),
    "about itself: a sentence": (_at("/.well-known/openid-configuration", 200, "no"), Refusal.AWAY),
}

ABOUT: dict[str, Attack] = {
    "it is another": _about(issuer="https://other.example"),
    "it is nobody": _about(issuer=None),
    "it is a list": _about(issuer=["x"]),
    "no TLS to sign in": _about(authorization_endpoint="http://127.0.0.1/authorize"),
    "no TLS for codes": _about(token_endpoint="http://127.0.0.1/token"),
    "no TLS for keys": _about(jwks_uri="http://127.0.0.1/jwks"),
    "no TLS on the way out": _about(end_session_endpoint="http://127.0.0.1/logout"),
    "a script to sign in": _about(authorization_endpoint="javascript:alert(1)"),
    "a name before the host": _about(authorization_endpoint="https://screen.example@evil.example/"),
    "a number for an address": _about(token_endpoint=7),
    "no address": _about(jwks_uri=None),
    "a line break in an address": _about(token_endpoint="https://a.example/\r\nX: y"),
    "no PKCE of this kind": _about(code_challenge_methods_supported=["plain"]),
    "no code flow": _about(response_types_supported=["id_token"]),
    "signatures of nobody": _about(id_token_signing_alg_values_supported=["none"]),
}  # fmt: skip


def _refused(app: Flask, browser: StrictClient, address: str, why: Refusal, base: str = "192.0.2.1") -> None:
    with use_cases(app).database.reading() as connection:
        before = connection.scalar(select(func.count()).select_from(account))
    came = browser.get(address, environ_base={"REMOTE_ADDR": base})
    away = why in {Refusal.AWAY, Refusal.CONFIGURATION, Refusal.PROVIDER_FAULT}
    assert came.status_code == (503 if away else 403), came.text
    page = Page(came.text)
    assert PHONE in page.text
    ways = {attributes["href"] for attributes, _ in page.all("a")}
    assert {START, "/clinic/sign-in"} <= ways
    line = told(app)[-1]
    assert (line["action"], line["subject"], line["actor"]) == ("sign_on.refused", "visitor", "visitor")
    assert json.loads(line["details"]) == {"reason": why.value, "address": base}
    with use_cases(app).database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(account)) == before
        assert connection.scalar(select(func.count()).select_from(staff_session)) == 0
    assert browser.get("/clinic/").status_code == OUT


@pytest.mark.parametrize("name", TOKENS)
def test_no_hostile_token_lets_anybody_in(app: Flask, provider: Provider, name: str) -> None:
    attack, why = TOKENS[name]
    browser = new_browser(app)
    attack(provider)
    _refused(app, browser, comes_back(browser, provider), why)


@pytest.mark.parametrize("name", ANSWERS)
def test_no_hostile_answer_lets_anybody_in(app: Flask, provider: Provider, name: str) -> None:
    attack, why = ANSWERS[name]
    browser = new_browser(app)
    gone = browser.get(START).location
    attack(provider)
    _refused(app, browser, provider.go(gone).removeprefix(HOME), why, "192.0.2.2")


@pytest.mark.parametrize("name", ABOUT)
def test_a_provider_that_cannot_be_used_is_not_even_gone_to(
    app: Flask, provider: Provider, logged: io.StringIO, name: str
) -> None:
    ABOUT[name](provider)
    _refused(app, new_browser(app), START, Refusal.CONFIGURATION, "192.0.2.3")
    assert provider.asked == []
    assert '"error": "configuration", "event": "single sign-on failed"' in logged.getvalue()
