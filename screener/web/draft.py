"""The draft: the answers so far, in the sealed session, small enough for one cookie whatever is answered.

A choice is written as three bytes of a hash of its question and id (four characters), so that a draft outlives a new
version of the questionnaire: a choice that is no longer there is simply not answered.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from screener.dystonia import DYSTONIA
from screener.questionnaire.answers import NOT_SURE, SKIPPED, Answers, Value
from screener.questionnaire.pages import Questionnaire
from screener.questionnaire.question import WRITTEN, Kind
from screener.use_cases.send_keys import new_send_key
from screener.web.caller import draft_session, nothing_is_unsent

_CODE_CHARACTERS = 4
_SENT = "sent"
_COPY = "copy"
_OF = "of"
_NAME_CHARACTERS = 16
_KEY = "key"
_CHOSEN = "chosen"
_TEXTS = "texts"
_KEPT = (_CHOSEN, _TEXTS, _KEY)
_SAVED = "saved"


@lru_cache(maxsize=4096)  # no more than there are choices
def _code(question_id: str, choice_id: str) -> str:
    digest = hashlib.sha256(f"{question_id}/{choice_id}".encode()).digest()
    return base64.urlsafe_b64encode(digest[:3]).decode()


@lru_cache(maxsize=8)
def _codes(questionnaire: Questionnaire) -> dict[str, tuple[str, str]]:
    names = [
        (question.id, choice_id)
        for question in questionnaire.questions.values()
        for choice_id in (*question.choice_ids, "", NOT_SURE)
    ]
    codes = {_code(*name): name for name in names}
    if len(codes) != len(set(names)):
        raise ValueError("two choices have the same code: rename one of them")
    return codes


def encode(questionnaire: Questionnaire, answers: Answers) -> dict[str, object]:
    """Write answers as a text of choice codes and a table of typed texts and numbers."""
    chosen, texts = [], {}
    for question_id, value in answers.items():
        question = questionnaire.questions[question_id]
        if value is SKIPPED:
            chosen.append(_code(question_id, ""))
        elif isinstance(value, frozenset):
            chosen += [_code(question_id, choice_id) for choice_id in sorted(value)]
        elif isinstance(value, int) or question.kind in WRITTEN:
            texts[_code(question_id, "")] = value
        else:
            chosen.append(_code(question_id, str(value)))
    return {_CHOSEN: "".join(chosen), _TEXTS: texts}


def decode(questionnaire: Questionnaire, written: Mapping[str, Any]) -> Answers:
    """Read what ``encode`` wrote; codes of questions and choices that are no more are left out."""
    codes = _codes(questionnaire)
    values: dict[str, Value] = {}
    text = str(written.get(_CHOSEN, ""))
    for start in range(0, len(text), _CODE_CHARACTERS):
        question_id, choice_id = codes.get(text[start : start + _CODE_CHARACTERS], ("", ""))
        if not question_id:
            continue
        if choice_id == "":
            values[question_id] = SKIPPED
        elif questionnaire.questions[question_id].kind is Kind.MANY:
            earlier = values.get(question_id, frozenset())
            values[question_id] = (earlier if isinstance(earlier, frozenset) else frozenset()) | {choice_id}
        else:
            values[question_id] = choice_id
    texts = written.get(_TEXTS, {})
    for code, value in texts.items() if isinstance(texts, dict) else ():
        question_id, _ = codes.get(code, ("", ""))
        if question_id and isinstance(value, str | int):
            values[question_id] = value
    return Answers(values)


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
    key = send_key() or (sent() or {}).get(_OF, "")
    return key if send_key() is None else _name_of(str(key))


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
    of, answered = name(), {each: held[each] for each in (_CHOSEN, _TEXTS) if each in held}
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
