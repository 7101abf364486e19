"""A form of other answers than those that are open: refused for good, with what was typed given back."""

from flask import Response, make_response, render_template, request

from screener.questionnaire.question import WRITTEN, Kind
from screener.web import draft
from screener.web.patient.forms import PageForm

DRAFT = "draft"
"""The field by which a form names the draft it was made for."""


def is_of_another_draft() -> bool:
    """Tell whether the form that was sent names a draft that is not the open one. A form without a name says nothing."""
    named = request.form.get(DRAFT, "").partition(".")[0]
    return bool(named) and named != draft.name()


def has_changed(state: str) -> bool:
    """Tell whether the form was made for answers of this draft that are others by now."""
    named = request.form.get(DRAFT, "")
    return "." in named and named != state


def another_is_open(named: str | None) -> bool:
    """Tell whether a page that was made for the draft of this name would act on the answers of another one."""
    return bool(named) and bool(draft.name()) and named != draft.name()


def refuse(form: PageForm | None = None) -> Response:
    """Say that these are other answers now, and give back what was typed. Nothing is kept and nothing is sent."""
    typed = [
        (field.words, field.typed)
        for field in (form.answers if form else ())
        if field.question.kind in {*WRITTEN, Kind.YEARS} and field.typed
    ]
    return make_response(render_template("patient/other_answers.html", typed=typed), 409)
