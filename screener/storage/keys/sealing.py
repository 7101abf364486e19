"""Sealing: AES-256-GCM with a version, a key id, and what the text belongs to as associated data.

A sealed value is ``version (1) | key id (4) | nonce (12) | ciphertext and tag``. It opens only with the very same
purpose (table, column and row), so that nobody can swap two sealed values in the database.
"""

import base64
import hmac
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import Hash
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = b"\x01"
KEY_BYTES = 32
_ID_BYTES = 4
_FEWEST_DIFFERENT_BYTES = 16
"""A random key has fewer about once in 10 to the power of 16."""
_NONCE_BYTES = 12
_HEAD = len(VERSION) + _ID_BYTES


class CannotOpen(Exception):
    """The value was not sealed for this purpose by one of these keys, or it was changed."""


def new_key() -> str:
    """Return a new random key in its written form."""
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def key_from(written: str) -> bytes:
    """Read a key from its written form; raises ``ValueError`` when it is not 32 random bytes in base64."""
    try:
        key = base64.b64decode(written.strip(), altchars=b"-_", validate=True)
    except ValueError:
        raise ValueError("a key is 32 bytes in url-safe base64") from None
    if len(key) != KEY_BYTES:
        raise ValueError("a key is 32 bytes in url-safe base64")
    if len(set(key)) < _FEWEST_DIFFERENT_BYTES:
        raise ValueError("a key is random: this one repeats itself")
    return key


@dataclass(frozen=True, slots=True)
class _Key:
    id: bytes
    cipher: AESGCM
    fingerprinting: bytes


def _derive(key: bytes, purpose: str) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode()).derive(key)


def _key(key: bytes, use: str) -> _Key:
    digest = Hash(hashes.SHA256())
    digest.update(b"screener key id" + key)
    return _Key(
        digest.finalize()[:_ID_BYTES], AESGCM(_derive(key, f"seal {use}")), _derive(key, f"fingerprint {use}")
    )


class _Ring:
    """The keys of one moment."""

    def __init__(self, written: Sequence[bytes], use: str) -> None:
        self.written = written
        self.keys = [_key(key, use) for key in written]
        self.by_id = {key.id: key for key in self.keys}
        if len(self.by_id) != len(self.keys):
            raise ValueError("two keys are the same, or have the same id")


class Keyring:
    """Keys for one use, the newest first: it seals with the newest and opens with any of them.

    ``changed`` returns the keys that are there by now, or nothing where they are those of the start: a ring follows it, so
    that keys are rotated while it is used.
    """

    def __init__(
        self, keys: Sequence[bytes], use: str, changed: Callable[[], Sequence[bytes] | None] | None = None
    ) -> None:
        if not keys:
            raise ValueError("a keyring needs a key")
        self._use = use
        self._changed = changed
        self._of_now = _Ring(keys, use)

    def _ring(self) -> _Ring:
        keys = self._changed() if self._changed else None
        if keys is not None and keys is not self._of_now.written:
            self._of_now = _Ring(keys, self._use)
        return self._of_now

    def __repr__(self) -> str:
        return f"<Keyring of {len(self._ring().keys)}>"

    @property
    def newest_head(self) -> bytes:
        """How a value begins that the newest key sealed."""
        return VERSION + self._ring().keys[0].id

    def seal(self, plain: bytes, *purpose: str) -> bytes:
        """Seal ``plain`` for ``purpose``, such as table, column and row."""
        newest = self._ring().keys[0]
        nonce = secrets.token_bytes(_NONCE_BYTES)
        head = VERSION + newest.id
        return head + nonce + newest.cipher.encrypt(nonce, plain, _bound(head, purpose))

    def open(self, sealed: bytes, *purpose: str) -> bytes:
        """Return what was sealed for ``purpose``; raises ``CannotOpen`` for anything else."""
        head, nonce, body = (
            sealed[:_HEAD],
            sealed[_HEAD : _HEAD + _NONCE_BYTES],
            sealed[_HEAD + _NONCE_BYTES :],
        )
        key = self._ring().by_id.get(head[len(VERSION) :])
        if head[: len(VERSION)] != VERSION or key is None or len(nonce) != _NONCE_BYTES:
            raise CannotOpen
        try:
            return key.cipher.decrypt(nonce, body, _bound(head, purpose))
        except InvalidTag:
            raise CannotOpen from None

    def fingerprints(self, text: str, *purpose: str) -> list[bytes]:
        """Return a keyed hash of ``text`` under each key, the newest first: store that one, look up all."""
        bound = _bound(b"", (*purpose, text))
        return [hmac.digest(key.fingerprinting, bound, "sha256") for key in self._ring().keys]


def _bound(head: bytes, purpose: tuple[str, ...]) -> bytes:
    encoded = [part.encode() for part in purpose]
    return head + b"".join(len(part).to_bytes(2) + part for part in encoded)
