"""The style guide: the real macros and style sheets, with a person's answers in them, as files that need no server."""

from collections.abc import Iterator

from flask import Flask, render_template

from screener.dystonia import DYSTONIA, advice, voice
from screener.dystonia.result import result_of
from screener.dystonia.safety import EMERGENCIES
from screener.dystonia.urgency import Urgency
from screener.questionnaire.answers import Answers
from screener.questionnaire.flow import walk
from screener.questionnaire.summary import summary
from screener.questionnaire.wording import Voice
from screener.web import assets
from screener.web.clinic import words
from screener.web.patient.forms import PageForm, form_for

_DARK = b"@media screen and (prefers-color-scheme:dark)"
_EITHER = b"light dark"
THEMES = {"light": b"@media not all", "dark": b"@media screen"}
"""What stands for the question whether the reader wants the dark, so that each theme can be seen by anybody."""

_ANSWERS = Answers(
    {
        "emergency": "none",
        "respondent": "self",
        "body-parts": frozenset({"neck", "left_hand"}),
        "onset-age": 43,
        "new-or-worse": frozenset({"swallowing"}),
        "life": frozenset({"walking"}),
        "through-day": frozenset({"one-task"}),
    }
)
_ASKED = ("respondent", "onset-age", "with-it", "effect-walking")
_MISTAKEN = ("respondent", "onset-when", "task")
_TOO_LONG = {"task": "x" * 100}


def files(app: Flask) -> Iterator[tuple[str, str | bytes]]:
    """Yield the name and content of each file: ``index.html`` shows both sides in both themes."""
    with app.test_request_context(method="POST", data=_TOO_LONG):
        mistaken = _form(_MISTAKEN)
        mistaken.validate()
    with app.test_request_context():
        way = walk(DYSTONIA, _ANSWERS)
        shown = {
            "mistaken": mistaken,
            "form": _form(_ASKED),
            "parts": _form(["body-parts"]).answers[0],
            "result": result_of(way),
            "sections": summary(way, voice(way.answers), str),
            "emergencies": EMERGENCIES,
            "advice": advice,
            "urgencies": list(Urgency),
            "words": words,
            "wrong_words": "Write five words.",
        }
        for side in ("patient", "staff"):
            style = assets.asset(f"{side}.css")
            page = render_template(f"styleguide/{side}.html", **shown)
            for theme, instead in THEMES.items():
                whole = style.content + (assets.asset("body-parts.css").content if side == "patient" else b"")
                dressed = whole.replace(_DARK, instead).replace(_EITHER, theme.encode())
                yield f"{side}-{theme}.css", dressed
                yield f"{side}-{theme}.html", page.replace(f"/static/{style.name}", f"{side}-{theme}.css")
        yield "index.html", render_template("styleguide/index.html", themes=THEMES)


def _form(question_ids: tuple[str, ...] | list[str]) -> PageForm:
    return form_for([DYSTONIA.questions[each] for each in question_ids], Voice.SELF, _ANSWERS)
