"""Somebody at a form of another program: they answer what is asked, from the top, and read what it comes to."""

from typing import Any

from playwright.sync_api import expect

from proof.renderers.forms import Form
from screener.documents.fhir.items import not_sure_item
from screener.documents.fhir.outcome import flag_item
from screener.dystonia.red_flags import RED_FLAGS
from screener.questionnaire.answers import NOT_SURE, SKIPPED, Value
from screener.questionnaire.flow import Way
from screener.questionnaire.question import Kind, Question
from screener.rules import Classification
from tests.documents.fhir.evaluating import items


def fill(form: Form, questionnaire: dict[str, Any], way: Way) -> None:
    """Give the answers of ``way`` one after the other."""
    labels = {
        (item["linkId"], option["valueCoding"]["code"]): option["valueCoding"]["display"]
        for item in items(questionnaire)
        for option in item.get("answerOption", [])
    }
    for page in way.questionnaire.every_page:
        for question in page.questions:
            value = way.answers.get(question.id, SKIPPED)
            if value is not SKIPPED:
                form.settle(question.id)
                _answer(form, question, value, labels)


def _answer(form: Form, question: Question, value: Value, labels: dict[tuple[str, str], str]) -> None:
    if question.kind is Kind.YEARS and value == NOT_SURE:
        form.tick(not_sure_item(question))
    elif question.choices:
        for code in sorted(value) if isinstance(value, frozenset) else [str(value)]:
            form.choose(question.id, labels[question.id, code])
    else:
        form.type_in(question.id, str(value))


def expect_told(form: Form, said: Classification, flags: tuple[str, ...]) -> None:
    """Wait until the form shows the pattern and the words of these red flags; an AssertionError where it never does."""
    field = form.item("distribution").locator("input, textarea").first
    expect(field).to_have_value(said.distribution or "", timeout=20_000)
    for flag in RED_FLAGS:
        words = form.item(f"{flag_item(flag.id)}.words")
        expect(words).to_have_count(1 if flag.id in flags else 0, timeout=20_000)
