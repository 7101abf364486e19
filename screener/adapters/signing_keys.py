"""Public keys of an identity provider, as a JSON Web Key Set: which of them a token may be signed with."""

from collections.abc import Mapping
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, JWKRegistry, RSAKey
from joserfc.util import base64_to_int

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Of public keys: what only the provider can sign."""
_CURVES = {"ES256": "P-256", "ES384": "P-384", "ES512": "P-521"}
_FEWEST_BITS = 2048


def key_for(header: Mapping[str, Any], jwks: Mapping[str, Any]) -> RSAKey | ECKey:
    """Return the one key of a set that a token of this header can be signed with. Raises ``ValueError`` for none, and for two."""
    kid, algorithm, written = header.get("kid"), header.get("alg"), jwks.get("keys")
    named = [
        one
        for one in (written if isinstance(written, list) else ())
        if isinstance(one, dict)
        and (kid is None or one.get("kid") == kid)
        and one.get("use", "sig") == "sig"
        and one.get("alg", algorithm) == algorithm
        and one.get("kty") in {"RSA", "EC"}
    ]
    fitting = [key for key in map(_read, named) if key is not None and _fits(key, str(algorithm))]
    if len(fitting) != 1:
        raise ValueError("no key, or more than one")
    return fitting[0]


def _read(written: dict[str, Any]) -> RSAKey | ECKey | None:
    try:
        if written["kty"] == "RSA" and base64_to_int(written["n"]).bit_length() < _FEWEST_BITS:
            return None
        key = JWKRegistry.import_key(written)
    except (JoseError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return key if isinstance(key, RSAKey | ECKey) and not key.is_private else None


def _fits(key: RSAKey | ECKey, algorithm: str) -> bool:
    if isinstance(key, ECKey):
        return key.curve_name == _CURVES.get(algorithm)
    return algorithm in ALGORITHMS and algorithm not in _CURVES
