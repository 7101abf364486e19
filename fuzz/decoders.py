"""What reads bytes from outside, or from another version of itself: each with the errors that it may raise, and no others."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl

from screener.adapters.ages import age_in_years
from screener.adapters.contact import phone_number
from screener.adapters.dates import date_of_birth
from screener.adapters.email_addresses import email_address
from screener.adapters.mail_server import mail_server
from screener.clinic.worklist import Cursor, Query
from screener.codes import five_words, receipt, reference
from screener.dystonia import DYSTONIA
from screener.questionnaire import typed
from screener.questionnaire.flow import walk
from screener.storage.keys.sealing import CannotOpen, Keyring, key_from
from screener.web.written_answers import decode, encode

CORPUS = Path(__file__).parents[1] / "tests" / "fuzz" / "corpus"
_TODAY = date(2026, 1, 1)
_KEYRING = Keyring([bytes(range(32))], "data")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _draft(data: bytes) -> None:
    with suppress(ValueError, RecursionError):
        written = json.loads(data)
        if isinstance(written, dict):
            answers = decode(DYSTONIA, written)
            assert decode(DYSTONIA, encode(DYSTONIA, answers)) == answers
            walk(DYSTONIA, answers)


def _sealed(data: bytes) -> None:
    with suppress(CannotOpen):
        _KEYRING.open(data, "table", "column", "row")
        raise AssertionError("opened what was not sealed")
    sealed = bytearray(_KEYRING.seal(data, "table", "column", "row"))
    assert _KEYRING.open(bytes(sealed), "table", "column", "row") == data
    sealed[len(data) % len(sealed)] ^= 1
    with suppress(CannotOpen):
        _KEYRING.open(bytes(sealed), "table", "column", "row")
        raise AssertionError("opened what was changed")


def _codes(data: bytes) -> None:
    text = _text(data)
    for found in (receipt.normalized(text), reference.normalized(text, reference.REFERENCE_LENGTH)):
        if found is not None:
            assert found in {receipt.normalized(found), reference.normalized(found, len(found))}
    with suppress(five_words.NotACode):
        code = five_words.normalized(text)
        assert five_words.normalized(code) == code


def _dates(data: bytes) -> None:
    with suppress(ValueError):
        day = date_of_birth(_text(data), _TODAY)
        assert date.fromisoformat(day) <= _TODAY
        assert date_of_birth(day, _TODAY) == day


def _ages(data: bytes) -> None:
    with suppress(ValueError):
        assert age_in_years(_text(data)) >= 0


def _phones(data: bytes) -> None:
    with suppress(ValueError):
        number = phone_number(_text(data))
        assert phone_number(number) == number


def _emails(data: bytes) -> None:
    with suppress(ValueError):
        address = email_address(_text(data))
        assert email_address(address) == address


def _worklist(data: bytes) -> None:
    with suppress(ValueError):
        query = Query.read(parse_qsl(_text(data)))
        assert Query.read(query.pairs()) == query
    with suppress(ValueError):
        cursor = Cursor.read(_text(data))
        assert Cursor.read(str(cursor)) == cursor


def _settings(data: bytes) -> None:
    with suppress(ValueError):
        key_from(_text(data))
    with suppress(ValueError):
        mail_server(_text(data))


def _typed(data: bytes) -> None:
    text = _text(data)
    assert typed.readable(typed.readable_part(text))
    assert typed.visible(typed.visible(text)) == typed.visible(text)
    assert typed.on_one_line(typed.in_one_line(typed.readable_part(text)))


DECODERS: dict[str, Callable[[bytes], None]] = {
    "ages": _ages,
    "codes": _codes,
    "dates": _dates,
    "draft": _draft,
    "emails": _emails,
    "phones": _phones,
    "sealed": _sealed,
    "settings": _settings,
    "typed": _typed,
    "worklist": _worklist,
}
"""By name: each takes any bytes, and raises nothing."""
