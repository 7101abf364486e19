"""OpenID Connect as Authlib and joserfc know it: asking a provider who somebody is, and what is believed of its answer.

The code flow with PKCE (RFC 7636), the issuer in the answer (RFC 9207), signatures of public keys alone. What the provider says of
itself, and its keys, are fetched anew each time: a key that it takes back is believed no longer, and no process knows an older one
than the next.
"""

import json
from collections.abc import Mapping
from threading import Semaphore
from typing import Any

from authlib.common.urls import add_params_to_uri
from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri, prepare_token_request
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from authlib.oidc.discovery import OpenIDProviderMetadata, get_well_known_url
from joserfc import jwt
from joserfc.errors import ExpiredTokenError, InvalidClaimError, JoseError, MissingClaimError

from screener.accounts.single_sign_on import LEEWAY, Flow, NotSignedOn, Refusal, Terms
from screener.adapters.https import NotAnswered, Reach, fetch
from screener.adapters.identity_provider import IdentityProvider, is_https
from screener.adapters.signing_keys import ALGORITHMS, key_for
from screener.processes.slow_work import Busy

_LONGEST_TOKEN = 32 * 1024
_AT_ONCE = 4
"""How many wait for the provider in one process: a provider that hangs must leave threads to patients."""
_FORM = {"Content-Type": "application/x-www-form-urlencoded;charset=UTF-8"}
_BY_FORM = "client_secret_post"
_BY_HEADER = "client_secret_basic"
_OF_A_CLAIM = {
    "iss": Refusal.ISSUER,
    "aud": Refusal.AUDIENCE,
    "azp": Refusal.AUDIENCE,
    "nonce": Refusal.NONCE,
    "sub": Refusal.SUBJECT,
    **dict.fromkeys(("exp", "iat", "nbf"), Refusal.TIME),
    "amr": Refusal.SECOND_FACTOR,
    "auth_time": Refusal.TOO_LONG_AGO,
}
_OF_NO_PERSON = ("id_token", "access_token", "token_type")
"""What no address may hold: a token that comes through the browser may have been put there by anybody."""


class OpenIdConnect:
    """One provider, as it is set up."""

    def __init__(self, provider: IdentityProvider) -> None:
        self._provider = provider
        self._reach = Reach(provider.networks, provider.seconds, provider.authorities)
        self._places = Semaphore(_AT_ONCE)

    def address(self, flow: Flow, back: str) -> str:
        """Return where a browser is sent, to come back to the address ``back``."""
        terms, about = self._provider.terms, self._about()
        max_age = terms.max_age and int(terms.max_age.total_seconds())
        address: str = prepare_grant_uri(
            about["authorization_endpoint"],
            self._provider.client_id,
            "code",
            redirect_uri=back,
            scope=self._provider.scopes,
            state=flow.state,
            nonce=flow.nonce,
            code_challenge=create_s256_code_challenge(flow.verifier),
            code_challenge_method="S256",
            **_classes_asked_for(terms),
            max_age=0 if flow.anew else max_age,
            prompt="login" if flow.anew else None,
        )
        return address

    def claims(self, flow: Flow, answer: Mapping[str, str], back: str) -> dict[str, Any]:
        """Return what the provider says, signed, for the ``answer`` that a browser came back with.

        Raises ``NotSignedOn``, and ``Busy`` where too many wait for the provider.
        """
        if any(name in answer for name in _OF_NO_PERSON):
            raise NotSignedOn(Refusal.ANSWER)
        if answer.get("iss", self._provider.issuer) != self._provider.issuer:
            raise NotSignedOn(Refusal.OTHER_ISSUER)
        if "error" in answer:
            cancelled = answer["error"] == "access_denied"
            raise NotSignedOn(Refusal.CANCELLED if cancelled else Refusal.PROVIDER_FAULT)
        if not answer.get("code"):
            raise NotSignedOn(Refusal.ANSWER)
        about = self._about()
        if about.get("authorization_response_iss_parameter_supported") is True and "iss" not in answer:
            raise NotSignedOn(Refusal.OTHER_ISSUER)
        given = self._exchanged(about, answer["code"], flow.verifier, back)
        token = given.get("id_token")
        if not isinstance(token, str) or len(token) > _LONGEST_TOKEN:
            raise NotSignedOn(Refusal.TOKEN)
        return self._believed(about, token, flow.nonce, given.get("access_token"))

    def way_out(self, back: str) -> str | None:
        """Return where somebody signs out of the provider too, where it has such a page, to come back to ``back``."""
        page = self._about().get("end_session_endpoint")
        if page is None:
            return None
        named = [("client_id", self._provider.client_id), ("post_logout_redirect_uri", back)]
        address: str = add_params_to_uri(page, named)
        return address

    def _about(self) -> OpenIDProviderMetadata:
        """Return what the provider says of itself, where that can be used."""
        about = OpenIDProviderMetadata(self._ask(get_well_known_url(self._provider.issuer, external=True)))
        try:
            about.validate()
            usable = about["issuer"] == self._provider.issuer and _is_usable(about)
        except (ValueError, TypeError, AttributeError, KeyError):
            usable = False
        if not usable:
            raise NotSignedOn(Refusal.CONFIGURATION)
        return about

    def _exchanged(self, about: Mapping[str, Any], code: str, verifier: str, back: str) -> dict[str, Any]:
        methods = about.get("token_endpoint_auth_methods_supported") or [_BY_HEADER]
        method = _BY_FORM if _BY_HEADER not in methods and _BY_FORM in methods else _BY_HEADER
        auth = ClientAuth(self._provider.client_id, self._provider.client_secret, method)
        asked = prepare_token_request(
            "authorization_code", redirect_uri=back, code=code, code_verifier=verifier
        )
        url, headers, body = auth.prepare("POST", about["token_endpoint"], dict(_FORM), asked)
        given = self._ask(url, headers, body, otherwise=Refusal.CODE)
        if str(given.get("token_type", "")).lower() != "bearer":
            raise NotSignedOn(Refusal.TOKEN)
        return given

    def _believed(
        self, about: Mapping[str, Any], token: str, nonce: str, access_token: object
    ) -> dict[str, Any]:
        named = about.get("id_token_signing_alg_values_supported") or ()
        algorithms = [one for one in ALGORITHMS if one in named]
        try:
            signed = jwt.decode(
                token,
                lambda read: key_for(read.headers(), self._ask(about["jwks_uri"])),
                algorithms=algorithms,
            )
        except (JoseError, ValueError, TypeError, RecursionError):
            raise NotSignedOn(Refusal.SIGNATURE) from None
        demanded = {
            "iss": {"essential": True, "value": self._provider.issuer},
            "aud": {"essential": True, "value": self._provider.client_id},
        }
        params = {"nonce": nonce, "client_id": self._provider.client_id, "access_token": access_token}
        claims = CodeIDToken(signed.claims, signed.header, demanded, params)
        try:
            claims.validate(leeway=int(LEEWAY.total_seconds()))
        except ExpiredTokenError:
            raise NotSignedOn(Refusal.TIME) from None
        except (InvalidClaimError, MissingClaimError) as fault:
            raise NotSignedOn(_OF_A_CLAIM.get(fault.claim, Refusal.TOKEN)) from None
        except (JoseError, ValueError, TypeError):
            raise NotSignedOn(Refusal.TOKEN) from None
        _refuse_what_is_empty(claims, signed.header)
        return dict(claims)

    def _ask(
        self,
        url: str,
        headers: Mapping[str, str] | None = None,
        body: str | None = None,
        otherwise: Refusal = Refusal.AWAY,
    ) -> dict[str, Any]:
        """Return the JSON object of an answer; ``otherwise`` is why nobody is signed in where the provider gave another status."""
        if not self._places.acquire(timeout=1):
            raise Busy
        try:
            answered = json.loads(fetch(url, self._reach, headers=headers or {}, body=body))
        except NotAnswered as fault:
            refused = str(fault).startswith("4")
            raise NotSignedOn(otherwise if refused else Refusal.AWAY) from None
        except (ValueError, RecursionError):
            raise NotSignedOn(Refusal.AWAY) from None
        finally:
            self._places.release()
        if not isinstance(answered, dict):
            raise NotSignedOn(Refusal.AWAY)
        return answered


def _refuse_what_is_empty(claims: Mapping[str, Any], header: Mapping[str, Any]) -> None:
    # Authlib and joserfc pass over what is there and empty as if it were not there.
    if header.get("crit") == []:
        raise NotSignedOn(Refusal.SIGNATURE)
    for name in ("azp", "at_hash"):
        if name in claims and not claims[name]:
            raise NotSignedOn(_OF_A_CLAIM.get(name, Refusal.TOKEN))


def _classes_asked_for(terms: Terms) -> dict[str, str]:
    classes = sorted(terms.acr)
    if not classes:
        return {}
    if terms.acr_claim == "acr":
        return {"acr_values": " ".join(classes)}
    # What no parameter is named for is asked for as a claim (OpenID Connect Core 1.0, section 5.5).
    wanted = {"essential": True, **({"value": classes[0]} if len(classes) == 1 else {"values": classes})}
    return {"claims": json.dumps({"id_token": {terms.acr_claim: wanted}})}


def _is_usable(about: Mapping[str, Any]) -> bool:
    challenges = about.get("code_challenge_methods_supported")
    needed = [about[name] for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
    way_out = about.get("end_session_endpoint")
    return (
        all(map(is_https, needed))
        and (way_out is None or is_https(way_out))
        and (challenges is None or "S256" in challenges)
        and "code" in about["response_types_supported"]
    )
