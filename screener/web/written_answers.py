"""Answers as they are written into a draft, small enough for one cookie whatever is answered.

A choice is written as three bytes of a hash of its question and id (four characters), so that a draft outlives a new
version of the questionnaire: a choice that is no longer there is simply not answered.
"""

import base64
import hashlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from screener.questionnaire.answers import NOT_SURE, SKIPPED, Answers, Value
from screener.questionnaire.pages import Questionnaire
from screener.questionnaire.question import WRITTEN, Kind

CHOSEN = "chosen"
TEXTS = "texts"
_CODE_CHARACTERS = 4


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
    return {CHOSEN: "".join(chosen), TEXTS: texts}


def decode(questionnaire: Questionnaire, written: Mapping[str, Any]) -> Answers:
    """Read what ``encode`` wrote; codes of questions and choices that are no more are left out."""
    codes = _codes(questionnaire)
    values: dict[str, Value] = {}
    text = str(written.get(CHOSEN, ""))
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
    texts = written.get(TEXTS, {})
    for code, value in texts.items() if isinstance(texts, dict) else ():
        question_id, _ = codes.get(code, ("", ""))
        if question_id and isinstance(value, str | int):
            values[question_id] = value
    return Answers(values)
