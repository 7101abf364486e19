"""The result as HTML: a letter whose text is printed once for everybody, with the pieces that are one person's set into it."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import current_app, get_template_attribute, render_template, request, session
from flask_babel import format_date, gettext

from screener.dystonia import advice
from screener.dystonia.calling import to_say
from screener.dystonia.result import Result
from screener.questionnaire.flow import Way
from screener.questionnaire.summary import summary
from screener.questionnaire.wording import Voice
from screener.web import draft
from screener.web.facts import facts
from screener.web.language import language
from screener.web.page_request import on_tablet
from screener.web.pictures import picture_of
from screener.web.prints import PRINTS, Prints, place
from screener.web.session import draft_minutes
from screener.web.today import today

_CARE, _LETTER, _ANSWERS = "macros/care.html", "macros/letter.html", "macros/answers.html"
_PIECES = ("care", "pattern", "why", "marked", "to_say", "answers")


@dataclass(frozen=True, slots=True)
class Letter:
    """What all letters of a kind have in common: everything that the text around the pieces depends on."""

    voice: Voice
    any_part: bool
    head: bool
    """Whether the large head is among the pictures."""
    today: bool
    unsure_where: bool
    last_page: str


def letter_of(way: Way, found: Result) -> Letter:
    """Return the kind of letter that a result is told in."""
    return Letter(
        found.voice,
        bool(found.parts),
        "head" in picture_of(found.parts).first_views,
        found.today,
        found.unsure_where,
        way.pages[-1].id,
    )


def pieces(way: Way, found: Result) -> dict[str, str]:
    """Return what is one person's own in their letter, as HTML."""
    return {
        "care": get_template_attribute(_CARE, "call_card")(found, advice, "h1"),
        "pattern": get_template_attribute(_LETTER, "pattern_card")(found, advice),
        "why": get_template_attribute(_LETTER, "why")(found, advice),
        "marked": get_template_attribute(_LETTER, "marked")(found),
        "to_say": get_template_attribute(_LETTER, "to_read_out")(to_say(found, gettext)),
        "answers": get_template_attribute(_ANSWERS, "answers")(summary(way, found.voice, gettext)),
    }


def result_page(way: Way, found: Result) -> str:
    """Return the page, made of the print of its letter; written for one person where the address holds anything of theirs."""
    letter, named = letter_of(way, found), bool(draft.name())
    if request.args:
        return written(letter, pieces(way, found))
    key = (letter, language(), on_tablet(request), named, draft.send_key() is not None)
    prints: Prints = current_app.extensions[PRINTS]
    return prints.get(key, facts(), lambda: _print(letter, named=named)).filled(
        {
            "draft": draft.name(),
            "minutes": str(draft_minutes(session)),
            "today": format_date(today(), "long"),
            **pieces(way, found),
        }
    )


def _print(letter: Letter, *, named: bool) -> str:
    return written(
        letter,
        {name: place(name) for name in _PIECES},
        draft_name=lambda: place("draft") if named else "",
        idle_minutes=lambda: place("minutes"),
        today=lambda: place("today"),
    )


def written(letter: Letter, own: Mapping[str, str], **places: object) -> str:
    """Return the letter with these pieces in it."""
    return render_template("patient/result.html", letter=letter, own=own, advice=advice, **places)
