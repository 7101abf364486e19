"""Submissions as programs read them: page by page, one by one, and with all that belongs to them."""

from urllib.parse import urlencode

from flask import Response, request, url_for
from werkzeug.datastructures import MultiDict

from screener.documents.fhir.bundle import version_of
from screener.documents.fhir.exchanged import operation_outcome, search_set
from screener.documents.fhir.names import Json
from screener.documents.fhir.response import by_reference_number, meta, response
from screener.submissions.opened import Opened
from screener.use_cases.exchange import Whole
from screener.use_cases.reviewed import NoSuchSubmission
from screener.web.addresses import public_address
from screener.web.fhir.access import client
from screener.web.fhir.bundles import bundle_of
from screener.web.fhir.outcomes import Refused
from screener.web.fhir.pages import addresses, pages, sent, sent_unless_known
from screener.web.fhir.questionnaire import questionnaire_in
from screener.web.fhir.searching import CURSOR, Search, search_of, written
from screener.web.use_cases import use_cases

_CANNOT_BE_OPENED = "The answers were damaged and cannot be opened."
_NOT_KNOWN = "This parameter is not known, and was left aside."


@pages.get("/QuestionnaireResponse")
def search() -> Response:
    """Give a page of submissions, in the order in which they came or went, or only their number."""
    return _page_of(request.args)


@pages.post("/QuestionnaireResponse/_search")
def search_by_post() -> Response:
    """Give the same to whoever writes parameters into the body, which stands in no log; those of the address count too."""
    both = [*request.args.items(multi=True), *request.form.items(multi=True)]
    return _page_of(MultiDict(both))


def _page_of(asked: MultiDict[str, str]) -> Response:
    search = search_of(asked, request.headers.getlist("Prefer"))
    links = {"self": _link(search, search.cursor)}
    left_aside = [
        operation_outcome(400, _NOT_KNOWN, severity="warning", element=name[:40]) for name in search.ignored
    ]
    if search.count == 0:
        total = use_cases().exchange.count(search.wanted, client())
        return sent(search_set(left_aside, addresses().base, links, total=total))
    page = use_cases().exchange.page(search.wanted, search.count, client())
    if page.next is not None:
        links["next"] = _link(search, written(page.next))
    found = [_or_outcome(each) for each in page.submissions]
    return sent(search_set([*left_aside, *found], addresses().base, links))


@pages.get("/QuestionnaireResponse/<uuid:submission_id>")
def read(submission_id: object) -> Response:
    """Give one submission; 304 to whoever has this version of it."""
    found = _found(str(submission_id)).opened
    try:
        return sent_unless_known(_response(found), str(meta(found.submission)["versionId"]))
    except ValueError:
        raise Refused(500, _CANNOT_BE_OPENED) from None


@pages.get("/Bundle/<uuid:submission_id>")
def bundle(submission_id: object) -> Response:
    """Give one submission with all that belongs to it; a new version of its exam makes it another one."""
    found = _found(str(submission_id))
    try:
        return sent_unless_known(bundle_of(found), version_of(found.opened.submission, found.exam))
    except ValueError:
        raise Refused(500, _CANNOT_BE_OPENED) from None


def _found(submission_id: str) -> Whole:
    try:
        return use_cases().exchange.read(submission_id, client())
    except NoSuchSubmission:
        raise Refused(404) from None


def _response(found: Opened) -> Json:
    made_for = questionnaire_in(found.submission.language, addresses())
    return response(found, made_for, addresses(), by_reference_number(found.submission, addresses()))


def _or_outcome(found: Opened) -> Json:
    # One that was damaged must not keep others from being read.
    try:
        return _response(found)
    except ValueError:
        return operation_outcome(500, f"QuestionnaireResponse/{found.submission.id}: {_CANNOT_BE_OPENED}")


def _link(search: Search, cursor: str | None) -> str:
    kept = [*search.kept, *([(CURSOR, cursor)] if cursor else [])]
    path = f"{url_for('fhir.search')}?{urlencode(kept)}"
    return public_address(path) or path
