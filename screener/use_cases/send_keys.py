"""The key of a Send: the same press with the same content has the same one, and so is the same Send. The receipt follows from it."""

import hmac
import json
import secrets

from screener.adapters.languages import code_words_of
from screener.codes import receipt
from screener.storage.keys.sealing import Keyring
from screener.submissions.content import SINCE_0_2, Content, texts_of

_KEY_BITS = 192


def new_send_key() -> str:
    """Return the random key of a draft, without which nobody can make the receipt code of what was sent from it."""
    return secrets.token_hex(_KEY_BITS // 8)


def receipt_code(send_key: str, language: str) -> str:
    """Return the receipt code that belongs to the key a submission is stored under, in the words of whoever reads ``language``."""
    return receipt.code_from(int(send_key, 16), code_words_of(language))


def key_of_program(keyring: Keyring, client_id: str, digest: str) -> str:
    """Return the key of what a program sends: the same for the same body, and known to nobody who knows the body alone."""
    keyed = keyring.fingerprints(digest, "client send", client_id)[0]
    return keyed.hex()[: _KEY_BITS // 4]


def key_of(draft_key: str, content: Content) -> str:
    """Return the key that a submission is stored under, of its draft's key and content: a corrected phone number makes another."""
    # Servers of an older version, which may get the same press, make the same key: with a number that says nothing, and without
    # fields that they lack, where nothing stands in these.
    contact = {
        name: text for name, text in texts_of(content.contact).items() if text or name not in SINCE_0_2
    }
    said = json.dumps([contact, content.answers, 0], sort_keys=True)
    return hmac.new(bytes.fromhex(draft_key), said.encode(), "sha256").hexdigest()
