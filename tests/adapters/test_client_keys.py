"""Public keys are taken as a set; private, weak and symmetric ones are not, and nothing of them is repeated."""

import json
from typing import Any

import pytest
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from screener.adapters.client_keys import keys_of, public_keys

GOOD = ECKey.generate_key("P-384")


def _written(*keys: Any, private: bool = False) -> str:
    return json.dumps({"keys": [key.as_dict(private=private) for key in keys]})


def test_public_keys_are_taken_and_read_again() -> None:
    stored = public_keys(_written(GOOD, RSAKey.generate_key(2048)))
    assert len(keys_of(stored).keys) == 2
    assert public_keys(stored) == stored


@pytest.mark.filterwarnings("ignore:Key size should be")
def test_a_weak_key_is_refused() -> None:
    with pytest.raises(ValueError, match="Only RSA"):
        public_keys(_written(GOOD, RSAKey.generate_key(1024)))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (_written(GOOD, private=True), "a private one"),
        (_written(ECKey.generate_key("P-256")), "Only RSA"),
        (_written(OKPKey.generate_key("Ed25519")), "Only RSA"),
        (_written(OctKey.generate_key(256), private=True), "a private one"),
        ("x" * 20_001, "too long"),
        ("[" * 20_000, "no JSON Web Key Set"),
        ("secretsecret", "no JSON Web Key Set"),
        ("[]", "no JSON Web Key Set"),
        ('{"keys": []}', "no JSON Web Key Set"),
        ('{"keys": ["secretsecret"]}', "no JSON Web Key Set"),
        ('{"keys": [{"kty": "secretsecret"}]}', "no JSON Web Key Set"),
        ('{"keys": [{"kty": "EC", "crv": "P-384", "x": "secretsecret", "y": "a"}]}', "no JSON Web Key Set"),
    ],
    ids=[
        *("private", "weak curve", "signs alone", "symmetric", "long", "deep", "no JSON", "a list"),
        *("empty", "no object", "unknown kind", "broken point"),
    ],
)
def test_what_cannot_be_used_is_refused(written: str, said: str) -> None:
    with pytest.raises(ValueError, match=said) as refused:
        public_keys(written)
    assert "secretsecret" not in str(refused.value)
