"""The proofs of programs, and the tokens that are given for them.

Authlib does it: RFC 6749 (client credentials), RFC 7523 (the assertion), RFC 6750 (the token).
"""

import secrets
import time
from datetime import UTC, datetime
from functools import cache
from typing import Any

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.integrations.flask_oauth2.requests import FlaskOAuth2Payload, FlaskOAuth2Request
from authlib.oauth2 import OAuth2Request
from authlib.oauth2.rfc6749 import ClientMixin, InvalidClientError, InvalidScopeError
from authlib.oauth2.rfc6749.grants import ClientCredentialsGrant
from authlib.oauth2.rfc6750 import BearerTokenGenerator
from authlib.oauth2.rfc7523 import JWTBearerClientAssertion
from flask import request
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from screener.accounts.client import Client, Scope, scopes_of, written
from screener.adapters.client_keys import ALGORITHMS, keys_of
from screener.documents.fhir.capability import token_address
from screener.use_cases.clients import SHORT, TOKEN_HEAD
from screener.web.addresses import network_address
from screener.web.fhir.pages import addresses
from screener.web.use_cases import use_cases

_LEEWAY_SECONDS = 60
_TOKEN_BYTES = 32
_BY_ASSERTION = JWTBearerClientAssertion.CLIENT_AUTH_METHOD


class _Known(ClientMixin):  # type: ignore[misc]
    """A client as Authlib asks of it."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def get_client_id(self) -> str:
        return self.client.id

    def get_allowed_scope(self, scope: str) -> str:
        return written(_asked(scope) & self.client.scopes)

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return (method, endpoint) == (_BY_ASSERTION, "token")

    def check_grant_type(self, grant_type: str) -> bool:
        return bool(grant_type == ClientCredentialsGrant.GRANT_TYPE)


class _Grant(ClientCredentialsGrant):  # type: ignore[misc]
    TOKEN_ENDPOINT_AUTH_METHODS = [_BY_ASSERTION]

    def validate_requested_scope(self) -> None:
        """Refuse who asks for nothing that they may do; SMART has no scope that is meant where none is named."""
        if not self.request.client.get_allowed_scope(self.request.payload.scope or ""):
            raise InvalidScopeError


class _Proof(JWTBearerClientAssertion):  # type: ignore[misc]
    def __call__(self, query_client: Any, request: Any) -> Any:
        # Before any signature is checked, a proof is what anybody wrote: nested without end, half a surrogate pair for a name.
        try:
            return super().__call__(query_client, request)
        except (ValueError, RecursionError):
            raise InvalidClientError from None

    def get_audiences(self) -> list[str]:
        return [token_address(addresses())]

    def resolve_client_public_key(self, client: _Known) -> KeySet:
        return keys_of(client.client.jwks)

    def process_assertion_claims(self, assertion: str, resolve_key: KeySet) -> dict[str, Any]:
        # By the algorithms that SMART names, and no other that the header of a proof may claim.
        try:
            claims = jwt.decode(assertion, resolve_key, algorithms=list(ALGORITHMS)).claims
        except (JoseError, ValueError, TypeError):
            raise InvalidClientError from None
        self.verify_claims(claims)
        return claims

    def verify_claims(self, claims: dict[str, Any]) -> None:
        expires, name = claims.get("exp"), claims.get("jti")
        most = time.time() + SHORT.total_seconds() + self.leeway
        if not isinstance(expires, int | float) or expires > most:
            raise InvalidClientError(description="A proof is good for 5 minutes at most.")
        if not isinstance(name, str) or not name:
            raise InvalidClientError(description="A proof needs an id of its own.")
        super().verify_claims(claims)

    def validate_jti(self, claims: dict[str, Any], jti: str) -> bool:
        until = datetime.fromtimestamp(claims["exp"] + self.leeway, UTC)
        client = use_cases().clients.known(claims["sub"])
        return client is not None and use_cases().clients.use(client, jti, until)


class _Asked(FlaskOAuth2Request):  # type: ignore[misc]
    """The request under our own address: what host it claims, and whether a proxy took TLS off, does not matter."""

    def __init__(self) -> None:
        OAuth2Request.__init__(
            self, method=request.method, uri=token_address(addresses()), headers=request.headers
        )
        self._request = request
        self.payload = FlaskOAuth2Payload(request)


class _Server(AuthorizationServer):  # type: ignore[misc]
    def create_oauth2_request(self, _: object) -> _Asked:
        return _Asked()


@cache
def token_server() -> AuthorizationServer:
    """Return what answers a request for a token; it raises ``OAuth2Error`` without TLS."""
    server = _Server()
    server.init_app(_NoConfiguration(), _query, _save)
    server.register_token_generator(
        "default",
        BearerTokenGenerator(
            lambda *_, **__: TOKEN_HEAD + secrets.token_urlsafe(_TOKEN_BYTES),
            expires_generator=lambda *_: int(SHORT.total_seconds()),
        ),
    )
    server.register_client_auth_method(_BY_ASSERTION, _Proof(leeway=_LEEWAY_SECONDS))
    server.register_grant(_Grant)
    return server


class _NoConfiguration:
    """What Authlib reads of an application: nothing is set there."""

    config: dict[str, object] = {}


def _query(client_id: str) -> _Known | None:
    found = use_cases().clients.known(client_id)
    return _Known(found) if found is not None and found.jwks else None


def _save(given: dict[str, Any], asked: Any) -> None:
    client: Client = asked.client.client
    use_cases().clients.give(client, given["access_token"], scopes_of(given["scope"]), network_address())


def _asked(scope: str) -> frozenset[Scope]:
    return frozenset(each for each in Scope if each in scope.split())
