"""A page as a form that holds its follow-ups from the start: the style sheet shows each after the answer that brings it up.

Where a browser cannot do that, they are in sight all the time, and whatever does not apply is not asked for.
"""

from collections.abc import Sequence

from screener.dystonia import DYSTONIA, voice
from screener.questionnaire.answers import SKIPPED, Answers
from screener.questionnaire.flow import DuePage, Way, walk
from screener.questionnaire.follow_ups import OnPage, on_page
from screener.web.patient.forms import PageForm, form_for


def page_form(way: Way, due: DuePage, kept: Answers) -> PageForm:
    """Return the form of a page with its follow-ups, and what was ``kept`` of its questions."""
    held = on_page(due, way.answers)
    questions = [each.question for each in held]
    return numbered(form_for(questions, voice(way.answers), with_follow_ups(way, held, kept)), held)


def with_follow_ups(way: Way, held: Sequence[OnPage], kept: Answers) -> Answers:
    """Return the answers that count, and what was ``kept`` of a follow-up: it stands there again while it does not apply."""
    follow_ups = [each.question.id for each in held if each.after]
    return way.answers.with_({name: kept[name] for name in follow_ups if name in kept})


def numbered(form: PageForm, held: Sequence[OnPage]) -> PageForm:
    """Return the form with its follow-ups numbered from 1, and with the choices that show each."""
    for number, each in enumerate((each for each in held if each.after), start=1):
        form[each.question.id].follows = number
        shows = form[each.after].shows
        for choice in each.choices:
            shows[choice] = [*shows.get(choice, []), number]
    return form


def way_with(form: PageForm, page_id: str, kept: Answers) -> Way | None:
    """Validate the form, and return the way as these answers make it; ``None`` where what they ask has a mistake.

    Questions that they do not bring up count neither way.
    """
    if not form.validate() and form.token_expired:
        return None
    given = {field.name: field.data for field in form.answers if not field.errors}
    way = walk(DYSTONIA, kept.with_(given), to=page_id)
    due = way.at(page_id)
    asked = {question.id for question in due.questions} if due else set[str]()
    for field in form.answers:
        if field.follows and field.name not in asked:
            if field.errors:
                field.data = (
                    SKIPPED  # what is no answer is not kept either, for a day when the question applies
                )
            field.applies, field.errors = False, ()
    return None if form.errors else way
