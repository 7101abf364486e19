"""The longest text that a body may hold is refused in time that grows with its length alone, in every field."""

import time

import pytest
from flask import Flask
from flask_babel import force_locale
from werkzeug.datastructures import MultiDict
from wtforms import Form

from screener.dystonia import DYSTONIA, SHARE
from screener.questionnaire.question import WRITTEN, Kind, Question
from screener.questionnaire.wording import Voice
from screener.web.patient.answer_field import AnswerField
from screener.web.security import LARGEST_BODY

TYPED = [
    question
    for question in (*DYSTONIA.questions.values(), *SHARE.questions)
    if question.kind in WRITTEN | {Kind.YEARS}
]
FILLINGS = ("1{ }x", "{1}", "{a}", "e{\u0301}", "{a@}", "{1. }", "{Jan }", "({(}", "+{1 }", "{\u200b}x")
"""What a body is filled with: the piece in braces, again and again."""
TIMES_LONGER = 4
MOST = TIMES_LONGER * 2.5
"""Four times the text takes four times as long, and sixteen times where each letter is held against each other."""
UNMEASURABLE = 0.004
"""Seconds in which nothing can be told from the noise of a machine, and nobody waits."""


def _filled(filling: str, size: int) -> str:
    head, _, rest = filling.partition("{")
    piece, _, tail = rest.rpartition("}")
    return head + piece * (size // len(piece.encode())) + tail


def _seconds(question: Question, text: str) -> float:
    class One(Form):  # type: ignore[misc]
        answer = AnswerField(question, Voice.SELF)

    taken = []
    for _ in range(3):
        begun = time.process_time()
        One(MultiDict({"answer": text})).validate()
        taken.append(time.process_time() - begun)
    return min(taken)


@pytest.mark.parametrize("filling", FILLINGS)
def test_time_grows_with_the_length_alone(app: Flask, filling: str) -> None:
    long, shorter = (_filled(filling, size) for size in (LARGEST_BODY, LARGEST_BODY // TIMES_LONGER))
    with app.test_request_context("/screen/onset"), force_locale("en"):
        slow = [
            question.id
            for question in TYPED
            if _seconds(question, long) > max(MOST * _seconds(question, shorter), UNMEASURABLE)
        ]
    assert slow == []
