"""What would help at the visit: as it was ticked, in one order, and an interpreter for whoever asks for another language."""

import pytest

from screener.dystonia import DYSTONIA
from screener.submissions.content import Contact, Content, Seen
from screener.submissions.needs import NEEDS, interpreter_for, needs_of


def test_every_choice_but_none_is_a_need() -> None:
    question = DYSTONIA.questions["help"]
    assert set(NEEDS) == question.choice_ids - {"none"}
    assert len(NEEDS) == 6


@pytest.mark.parametrize("kind", [frozenset, list])
def test_needs_are_what_was_ticked_in_the_order_of_the_question(kind: type[list[str]]) -> None:
    assert needs_of({"help": kind(["companion", "interpreter"])}, "en") == ("interpreter", "companion")
    assert needs_of({"help": kind(["none"])}, "en") == ()


@pytest.mark.parametrize("answer", [{}, {"help": None}, {"help": "skipped"}])
def test_nothing_ticked_is_no_need(answer: dict[str, object]) -> None:
    assert needs_of(answer, "") == ()


def test_another_language_to_be_called_in_needs_an_interpreter() -> None:
    assert needs_of({}, "other") == ("interpreter",)
    assert needs_of({"help": ["interpreter"]}, "other") == ("interpreter",)
    assert needs_of({}, "es") == ()


def test_the_language_of_the_interpreter_is_the_one_that_was_typed() -> None:
    def content(**answers: str | None) -> Content:
        return Content(
            Contact(), {name.replace("_", "-"): value for name, value in answers.items()}, (), Seen((), ())
        )

    assert interpreter_for(content(help_language="Vietnamese")) == "Vietnamese"
    assert interpreter_for(content(help_language=None)) == interpreter_for(content()) == ""
