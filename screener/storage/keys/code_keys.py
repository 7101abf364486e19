"""What a code of words opens: derived slowly, so that whoever has the database and its keys could not try all codes.

One half finds the row, the other seals what is in it: without the words the server cannot open what it keeps.
"""

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from screener.processes.slow_work import OneAtATime
from screener.storage.keys.sealing import KEY_BYTES, Keyring

_SALT = b"screener saved answers"
"""Fixed, because a code alone has to find its row; what is stored is keyed by the data keys on top of it."""
_MEMORY_KIB = 64 * 1024
_ITERATIONS = 2
DERIVING = OneAtATime(waiting=2)
"""However many ask at once, a process never needs this memory twice."""


@dataclass(frozen=True, slots=True)
class CodeKey:
    """``lookup`` is what a row is found by, and ``keyring`` seals and opens it. Neither is ever stored."""

    lookup: str = field(repr=False)
    keyring: Keyring


def key_of(code: str) -> CodeKey:
    """Derive the key of a normalized code. It takes about 0.15 seconds and 64 MiB: never inside a transaction.

    Raises ``Busy`` when too many wait for it.
    """
    argon2 = Argon2id(
        salt=_SALT, length=2 * KEY_BYTES, iterations=_ITERATIONS, lanes=1, memory_cost=_MEMORY_KIB
    )
    derived = DERIVING.do(argon2.derive, code.encode())
    return CodeKey(derived[:KEY_BYTES].hex(), Keyring([derived[KEY_BYTES:]], "saved answers"))
