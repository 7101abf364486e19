"""The blank questionnaire on paper, to print: for whoever has no phone or computer, or would rather write."""

from flask import Flask, Response, render_template

from screener.adapters.catalogue import catalogue
from screener.documents.paper import paper_pdf
from screener.dystonia.paper import paper
from screener.web.downloads import download
from screener.web.facts import letterhead
from screener.web.language import language
from screener.web.patient.pages import pages
from screener.web.pictures import EMPTY
from screener.web.templating import address
from screener.web.use_cases import use_cases


@pages.get("/paper.pdf")
def blank_paper() -> Response:
    """Give the blank questionnaire as a tagged PDF in the language of the page."""
    settings = use_cases().settings
    words = catalogue(language()).gettext
    start = settings.base_url.rstrip("/") + address("start") if settings.base_url else ""
    picture = render_template("patient/picture.svg", picture=EMPTY)
    return download(
        paper_pdf(paper(letterhead(""), words), picture, start), "dystonia-self-screen-on-paper.pdf"
    )


def written(app: Flask, spoken: str) -> bytes:
    """Return the same file outside of a request, for the command line."""
    with app.test_request_context(app.url_map.bind("localhost").build(f"patient_{spoken}.blank_paper")):
        return blank_paper().get_data()
