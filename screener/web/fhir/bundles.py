"""A submission with all that belongs to it, as it leaves the program: for programs, for a file, for a push."""

from contextlib import AbstractContextManager
from datetime import UTC, datetime

from flask import Flask
from werkzeug.test import EnvironBuilder

from screener.documents.fhir.bundle import Belongings, bundle
from screener.documents.fhir.names import Json
from screener.use_cases.exchange import Whole
from screener.web.clinic.at_work import names_of_staff
from screener.web.clinic.sheet import sheet_pdf
from screener.web.fhir.metadata import software
from screener.web.fhir.pages import addresses
from screener.web.fhir.questionnaire import questionnaire_in
from screener.web.page_request import CLINIC
from screener.web.use_cases import use_cases


def for_the_clinic(app: Flask) -> AbstractContextManager[object]:
    """Return a context in which a Bundle can be made where no program asks: its words are those of the staff's pages."""
    return app.request_context(EnvironBuilder(CLINIC).get_environ())


def bundle_of(found: Whole) -> Json:
    """Return the Bundle of a submission, with its sheet. Raises ``ValueError`` for content that cannot be opened."""
    opened, pdf = found.opened, b""
    if opened.content:
        pdf = sheet_pdf(opened, datetime.now(UTC), use_cases().settings.clinic_name)
    belongings = Belongings(software(), found.exam, pdf, names_of_staff())
    made_for = questionnaire_in(opened.submission.language, addresses())
    return bundle(opened, made_for, addresses(), belongings)
