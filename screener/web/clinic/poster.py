"""The poster for the waiting room, as staff print it."""

from flask import Response, url_for

from screener.adapters.catalogue import catalogue
from screener.adapters.languages import OFFERED
from screener.documents.poster import poster_pdf
from screener.dystonia.poster import Spoken, poster
from screener.web.addresses import address_from_here
from screener.web.clinic.pages import pages
from screener.web.downloads import download
from screener.web.facts import facts


@pages.get("/poster.pdf")
def waiting_room_poster() -> Response:
    """Give the poster with the address of the start page, in every language on one page."""
    known = facts()
    made = poster(
        known.name,
        known.phone,
        address_from_here(url_for("patient_en.start")),
        [
            Spoken(code, language.direction, catalogue(code).gettext, language.isolated)
            for code, language in OFFERED.items()
        ],
    )
    return download(poster_pdf(made), "dystonia-self-screen-poster.pdf")
