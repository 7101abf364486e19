"""One press marks a whole arm or leg, and a second one takes it away, also without script: the page comes back so."""

from flask import request

from screener.questionnaire.answers import SKIPPED
from screener.web.patient.forms import PageForm

WHOLE = "whole"
"""The name of the buttons; the value is the id of what is marked whole."""


def mark_whole(form: PageForm) -> str | None:
    """Mark what was pressed, or take it away where all of it was marked, and return its id; ``None`` when nothing was.

    What says that there is nothing to mark goes. To be called before the form is validated.
    """
    pressed = request.form.get(WHOLE)
    for field in form.answers:
        for whole in (whole for group in field.question.groups for whole in group.wholes):
            if whole.id == pressed:
                marked = field.data if isinstance(field.data, frozenset) else frozenset()
                limb = frozenset(whole.choices)
                others = marked - field.question.exclusive_ids - limb
                field.data = (others if limb <= marked else others | limb) or SKIPPED
                return whole.id
    return None
