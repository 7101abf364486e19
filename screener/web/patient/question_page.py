"""A page that asks, as HTML: printed once for everybody, or made for one person where something is wrong or in between."""

from typing import Any

from flask import Response, current_app, make_response, render_template, request, session
from flask_wtf.csrf import generate_csrf

from screener.dystonia import voice
from screener.dystonia.safety import EMERGENCIES, told_later
from screener.questionnaire.answers import NOT_SURE, SKIPPED, Answers
from screener.questionnaire.flow import DuePage, Way
from screener.questionnaire.follow_ups import OnPage, on_page
from screener.web import draft
from screener.web.facts import facts
from screener.web.language import language
from screener.web.page_request import on_tablet
from screener.web.patient.answer_field import CHECKED
from screener.web.patient.follow_ups import numbered, with_follow_ups
from screener.web.patient.forms import PageForm, form_for
from screener.web.patient.way import address_before, address_of, send_number
from screener.web.prints import PRINTS, Prints, place
from screener.web.session import draft_minutes

BACK = "back"
SAVE = "save"


def question_page(way: Way, due: DuePage, form: PageForm, status: int) -> Response:
    """Return the page with what ``form`` holds, and what is wrong with it."""
    return make_response(_made(way, due, form), status)


def printed_page(way: Way, due: DuePage, kept: Answers) -> str:
    """Return the page with what was answered before, made of its print. What it asks comes from the address alone."""
    held = on_page(due, way.answers)
    section = way.section_of(due.id)
    named = bool(draft.name())
    key = (
        language(),
        due.id,
        held,
        voice(way.answers),
        way.progress(due.id),
        section.section.id if section else "",
        tuple(flag.id for flag in told_later(way)) if section else (),
        address_before(way, due.id),
        on_tablet(request),
        named,
        draft.send_key() is not None,
    )
    prints: Prints = current_app.extensions[PRINTS]
    found = prints.get(key, facts(), lambda: _print(way, due, held, named=named))
    return found.filled(
        {
            "csrf": generate_csrf(),
            "draft": draft.name(),
            "minutes": str(draft_minutes(session)),
            **_answered(held, with_follow_ups(way, held, kept)),
        }
    )


def _print(way: Way, due: DuePage, held: tuple[OnPage, ...], *, named: bool) -> str:
    form = numbered(form_for([each.question for each in held], voice(way.answers), Answers()), held)
    form.csrf_token.current_token = place("csrf")
    for field in form.answers:
        field.leave_places()
    return _made(
        way,
        due,
        form,
        draft_name=lambda: place("draft") if named else "",
        idle_minutes=lambda: place("minutes"),
    )


def _answered(held: tuple[OnPage, ...], answers: Answers) -> dict[str, str]:
    own: dict[str, str] = {}
    for question_id in (each.question.id for each in held):
        value = answers.get(question_id, SKIPPED)
        if isinstance(value, frozenset):
            own |= {f"checked {question_id} {choice_id}": CHECKED for choice_id in value}
        elif value is not SKIPPED:
            own[f"checked {question_id} {value}"] = CHECKED
            own[f"typed {question_id}"] = "" if value == NOT_SURE else str(value)
    return own


def _made(way: Way, due: DuePage, form: PageForm, **places: Any) -> str:
    section = way.section_of(due.id)
    for field in form.answers:
        field.among_optional = section is not None  # said once for the page
    return render_template(
        "patient/question.html",
        page=due.page,
        form=form,
        voice=voice(way.answers),
        progress=way.progress(due.id),
        section=section.section if section else None,
        later=told_later(way) if section else (),
        back=address_before(way, due.id),
        here=address_of(due.id, send=send_number()),
        keep_and_go_back=address_of(due.id, **{BACK: 1}),
        keep_and_save=address_of(due.id, **{SAVE: 1}),
        emergencies=EMERGENCIES,
        **places,
    )
