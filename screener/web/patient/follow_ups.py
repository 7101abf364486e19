"""A page as a form that holds its follow-ups from the start: the style sheet shows each after the answer that brings it up.

Where a browser cannot do that, they are in sight all the time, and whatever does not apply is not asked for.
"""

from screener.dystonia import DYSTONIA, voice
from screener.questionnaire.answers import SKIPPED, Answers
from screener.questionnaire.flow import DuePage, Way, walk
from screener.questionnaire.follow_ups import on_page
from screener.web.patient.forms import PageForm, form_for


def page_form(way: Way, due: DuePage, kept: Answers) -> PageForm:
    """Return the form of a page, its follow-ups numbered from 1, with the choices that show each.

    What was ``kept`` of a follow-up stands in it again, also while it does not apply.
    """
    held = on_page(due, way.answers)
    follow_ups = [each for each in held if each.after]
    before = {each.question.id: kept[each.question.id] for each in follow_ups if each.question.id in kept}
    form = form_for([each.question for each in held], voice(way.answers), way.answers.with_(before))
    for number, each in enumerate(follow_ups, start=1):
        form[each.question.id].follows = number
        shows = form[each.after].shows
        for choice in each.choices:
            shows[choice] = [*shows.get(choice, []), number]
    return form


def is_valid(form: PageForm, page_id: str, kept: Answers) -> bool:
    """Validate the form, and tell whether all is well with the questions that the answers in it bring up; no other counts."""
    if not form.validate() and form.token_expired:
        return False
    given = {field.name: field.data for field in form.answers if not field.errors}
    due = walk(DYSTONIA, kept.with_(given)).at(page_id)
    asked = {question.id for question in due.questions} if due else set[str]()
    for field in form.answers:
        if field.follows and field.name not in asked:
            if field.errors:
                field.data = (
                    SKIPPED  # what is no answer is not kept either, for a day when the question applies
                )
            field.applies, field.errors = False, ()
    return not form.errors
