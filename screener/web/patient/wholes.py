"""One press marks a whole arm or leg, also without script: the page comes back with its parts marked."""

from flask import request

from screener.web.patient.forms import PageForm

WHOLE = "whole"
"""The name of the buttons; the value is the id of what is marked whole."""


def mark_whole(form: PageForm) -> str | None:
    """Mark what was pressed, beside what was marked before, and return its id; ``None`` when nothing of it was.

    What says that there is nothing to mark goes. To be called before the form is validated.
    """
    pressed = request.form.get(WHOLE)
    for field in form.answers:
        for whole in (whole for group in field.question.groups for whole in group.wholes):
            if whole.id == pressed:
                marked = field.data if isinstance(field.data, frozenset) else frozenset()
                field.data = (marked - field.question.exclusive_ids).union(whole.choices)
                return whole.id
    return None
