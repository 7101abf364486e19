"""The page that explains dystonia to anybody, before, after or without the questions."""

from flask import render_template

from screener.dystonia import DYSTONIA, about, advice, voice
from screener.questionnaire.flow import walk
from screener.web import draft
from screener.web.patient.pages import pages


@pages.get("/about")
def about_dystonia() -> str:
    """Show what dystonia is, with the way back to where a person in this state comes from."""
    way = walk(DYSTONIA, draft.current())
    back = "result" if way.complete else "sent" if draft.sent() else "start"
    return render_template(
        "patient/about.html", about=about, advice=advice, back=back, voice=voice(way.answers)
    )
