"""One submission as a FHIR Bundle for the staff, to put into another system by hand."""

from flask import Response, abort

from screener.codes.reference import grouped
from screener.use_cases.reviewed import NoSuchSubmission
from screener.web.clinic.access import actor
from screener.web.clinic.pages import pages
from screener.web.fhir.bundles import bundle_of
from screener.web.fhir.pages import sent
from screener.web.use_cases import use_cases


@pages.get("/submissions/<reference>/fhir")
def submission_bundle(reference: str) -> Response:
    """Give the submission as a file; the audit tells of it, and from now on it is read."""
    try:
        found = use_cases().exchange.take_out(reference, actor())
    except NoSuchSubmission:
        abort(404)
    try:
        response = sent(bundle_of(found))
    except ValueError:
        abort(409)
    name = f"submission-{grouped(found.opened.submission.reference)}.fhir.json"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
