"""The draft: the answers so far, in the sealed session, what was sent of them, and the words that they are saved under."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from screener.dystonia import DYSTONIA
from screener.questionnaire.answers import Answers
from screener.use_cases.send_keys import new_send_key
from screener.web.caller import draft_session, nothing_is_unsent
from screener.web.written_answers import CHOSEN, TEXTS, decode, encode

_SENT = "sent"
_COPY = "copy"
_OF = "of"
_NAME_CHARACTERS = 16
_KEY = "key"
_KEPT = (CHOSEN, TEXTS, _KEY)
_SAVED = "saved"


def current() -> Answers:
    """Return every answer of this visit, also those that do not apply at the moment."""
    return decode(DYSTONIA, draft_session())


def save(answers: Answers) -> None:
    """Keep the answers in the session, with the random key that makes Send happen once; an older receipt goes."""
    held = draft_session()
    held.pop(_SENT, None)
    held.pop(_COPY, None)
    nothing_is_unsent()
    held.update(encode(DYSTONIA, answers))
    if _KEY not in held:
        held[_KEY] = new_send_key()


def send_key() -> str | None:
    """Return the key to send this draft under, or ``None`` when nothing was answered yet."""
    return draft_session().get(_KEY)


def name() -> str:
    """Return the name that forms call this draft by, or an empty text before the first answer.

    It is a hash of the key that the draft is sent under, so that no page holds the key.
    """
    key = send_key()
    return str((sent() or {}).get(_OF, "")) if key is None else _name_of(key)


def state(answers: Answers) -> str:
    """Return the name of the draft as it is now: another one as soon as an answer is another."""
    written = json.dumps(encode(DYSTONIA, answers), sort_keys=True)
    return f"{name()}.{_name_of(name() + written)}"


def _name_of(text: str) -> str:
    return hashlib.sha256(f"draft {text}".encode()).hexdigest()[:_NAME_CHARACTERS]


def sent() -> dict[str, Any] | None:
    """Return the receipt of what was sent in this visit, or ``None``."""
    return draft_session().get(_SENT)


def written() -> dict[str, Any]:
    """Return the draft as it is kept: the answers, as ``encode`` writes them, and the key to send them under."""
    held = draft_session()
    return {name: held[name] for name in _KEPT if name in held}


def restore(written: Mapping[str, Any], code: str, until: str) -> None:
    """Put a saved draft in the place of this one, in whatever version of the questionnaire it was written."""
    held = draft_session()
    for name in (*_KEPT, _SENT, _COPY):
        held.pop(name, None)
    held.update({name: written[name] for name in _KEPT if name in written})
    mark_saved(code, until)


def mark_saved(code: str, until: str) -> None:
    """Remember the words that this draft is saved under, and the day until it is kept, as an ISO date."""
    draft_session()[_SAVED] = [code, until]


def saved() -> tuple[str, date] | None:
    """Return the words that this draft is saved under, and the day until it is kept, or ``None``."""
    held = draft_session()
    if _SAVED not in held:
        return None
    code, until = held[_SAVED]
    return code, date.fromisoformat(until)


def saved_code() -> str | None:
    """Return the words that this draft is saved under, or ``None``."""
    found = saved()
    return found[0] if found else None


def forget_saved() -> None:
    """Forget the words: there is nothing under them any longer."""
    draft_session().pop(_SAVED, None)


def mark_sent(  # noqa: PLR0913 - what is told once it was sent
    reference: str, code: str, *, flags: Iterable[str], respondent: str, copy: bool, gone: bool
) -> None:
    """Forget the draft and keep the receipt, for the confirmation page and for a second press of Send.

    The red flags stay with it, and whom the words speak to, because the page tells them again. With ``copy`` the answers
    stay for the person to take away, and are a draft no longer. ``gone`` tells that it was sent before, and is no longer there.
    """
    held = draft_session()
    of, answered = name(), {each: held[each] for each in (CHOSEN, TEXTS) if each in held}
    held.clear()
    nothing_is_unsent()
    held[_SENT] = {
        "reference": reference,
        "code": code,
        "flags": list(flags),
        "respondent": respondent,
        "gone": gone,
        _OF: of,
    }
    if copy:
        held[_COPY] = answered


def own_copy() -> Answers:
    """Return the answers that were sent in this visit, as long as they stay for the person to take away."""
    return decode(DYSTONIA, draft_session().get(_COPY, {}))


def forget_copy() -> None:
    """Forget the answers that stayed for the person to take away; the receipt stays."""
    draft_session().pop(_COPY, None)


def clear() -> None:
    """Forget everything."""
    draft_session().clear()
