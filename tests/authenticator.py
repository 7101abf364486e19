"""A device that holds one passkey, in software: it makes it, and signs with it, as a browser hands the answers on."""

import hashlib
import json
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, encode_cbor

_PRESENT, _VERIFIED, _HOLDS_KEY = 0x01, 0x04, 0x40
_COORDINATE = 32


class Authenticator:
    """A passkey at ``origin``; ``count`` is how often it was used, and ``verified`` whether it looks at the person."""

    def __init__(self, origin: str = "https://clinic.example", credential: bytes = b"credential" * 2) -> None:
        self.origin = origin
        self.credential = credential
        self.count = 0
        self.verified = True
        self.key = ec.generate_private_key(ec.SECP256R1())

    def makes(self, asked: str) -> str:
        """Answer what a page asked to make a passkey."""
        options = json.loads(asked)
        numbers = self.key.public_key().public_numbers()
        x, y = (number.to_bytes(_COORDINATE) for number in (numbers.x, numbers.y))
        key = encode_cbor({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        held = bytes(16) + len(self.credential).to_bytes(2) + self.credential + key
        stated = self._stated(options["rp"]["id"], _HOLDS_KEY) + held
        made = encode_cbor({"fmt": "none", "attStmt": {}, "authData": stated})
        return self._answer(
            {"clientDataJSON": self._client("create", options), "attestationObject": bytes_to_base64url(made)}
        )

    def signs(self, asked: str) -> str:
        """Answer what a page asked to use it; one that was used before counts up."""
        options = json.loads(asked)
        if self.count:
            self.count += 1
        client, stated = self._client("get", options), self._stated(options["rpId"])
        signed = stated + hashlib.sha256(base64url_to_bytes(client)).digest()
        signature = self.key.sign(signed, ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {
                "clientDataJSON": client,
                "authenticatorData": bytes_to_base64url(stated),
                "signature": bytes_to_base64url(signature),
            }
        )

    def _client(self, what: str, options: dict[str, Any]) -> str:
        stated = {"type": f"webauthn.{what}", "challenge": options["challenge"], "origin": self.origin}
        return bytes_to_base64url(json.dumps(stated).encode())

    def _stated(self, host: str, more: int = 0) -> bytes:
        flags = _PRESENT | (_VERIFIED if self.verified else 0) | more
        return hashlib.sha256(host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4)

    def _answer(self, response: dict[str, str]) -> str:
        shown = bytes_to_base64url(self.credential)
        return json.dumps({"id": shown, "rawId": shown, "type": "public-key", "response": response})
