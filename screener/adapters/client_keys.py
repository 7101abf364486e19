"""Public keys of programs, as a JSON Web Key Set: what joserfc knows of them, and what is taken here."""

import json

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet, RSAKey

ALGORITHMS = ("RS384", "ES384")
"""What SMART backend services sign with."""
_LONGEST = 20_000
_FEWEST_BITS = 2048


def public_keys(written: str) -> str:
    """Return the set as it is stored. Raises ``ValueError`` that says what is not taken, and repeats nothing of it."""
    keys = _read(written)
    if any(key.is_private for key in keys.keys):
        raise ValueError("A key is a private one, which nobody else may have. Make a new pair.")
    if not all(_is_taken(key) for key in keys.keys):
        raise ValueError("Only RSA keys of 2048 bits or more and keys on the curve P-384 are taken.")
    return json.dumps(keys.as_dict(private=False))


def _read(written: str) -> KeySet:
    if len(written) > _LONGEST:
        raise ValueError("The keys are too long.")
    try:
        keys = KeySet.import_key_set({"keys": json.loads(written)["keys"]})
    except (JoseError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise ValueError("This is no JSON Web Key Set.") from None
    if not keys.keys:
        raise ValueError("This is no JSON Web Key Set: there is no key in it.")
    return keys


def keys_of(jwks: str) -> KeySet:
    """Return the keys of a set that ``public_keys`` gave."""
    return KeySet.import_key_set(json.loads(jwks))


def _is_taken(key: object) -> bool:
    if isinstance(key, RSAKey):
        return key.public_key.key_size >= _FEWEST_BITS
    return isinstance(key, ECKey) and key.curve_name == "P-384"
