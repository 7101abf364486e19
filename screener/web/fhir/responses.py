"""Submissions as programs read them: page by page, one by one, and with all that belongs to them."""

import base64
import binascii
from datetime import UTC, datetime
from urllib.parse import urlencode
from uuid import UUID

from flask import Response, request
from werkzeug.datastructures import MultiDict

from screener.documents.fhir.bundle import version_of
from screener.documents.fhir.capability import MOST, SEARCHED_BY
from screener.documents.fhir.exchanged import operation_outcome, search_set
from screener.documents.fhir.names import Json
from screener.documents.fhir.response import by_reference_number, meta, response
from screener.storage.exchange import Place, Wanted
from screener.submissions.opened import Opened
from screener.use_cases.exchange import Whole
from screener.use_cases.reviewed import NoSuchSubmission
from screener.web.addresses import public_address
from screener.web.fhir.access import client
from screener.web.fhir.bundles import bundle_of
from screener.web.fhir.outcomes import Refused
from screener.web.fhir.pages import addresses, pages, sent, sent_unless_known
from screener.web.fhir.questionnaire import questionnaire_in
from screener.web.fhir.times import span
from screener.web.use_cases import use_cases

_USUAL = 50
_CURSOR = "_cursor"
_CANNOT_BE_OPENED = "The answers were damaged and cannot be opened."
_STATUSES = {"completed": (True, False), "entered-in-error": (False, True)}


@pages.get("/QuestionnaireResponse")
def search() -> Response:
    """Give a page of submissions, in the order in which they came or went."""
    asked = request.args
    if unknown := sorted(asked.keys() - SEARCHED_BY.keys() - {_CURSOR}):
        raise Refused(400, f"There is no parameter {unknown[0][:40]!r}.")
    # Of two the first would be taken in silence, and more be read than was asked for.
    if twice := [name for name, values in asked.lists() if len(values) > 1 and name != "_lastUpdated"]:
        raise Refused(400, f"{twice[0]} is taken once.")
    page = use_cases().exchange.page(_wanted(asked), count := _count(asked), client())
    links = {"self": _link(asked, count, asked.get(_CURSOR))}
    if page.next is not None:
        links["next"] = _link(asked, count, _written(page.next))
    return sent(search_set(map(_or_outcome, page.submissions), addresses().base, links))


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


def _wanted(asked: MultiDict[str, str]) -> Wanted:
    live, gone = True, True
    if (status := asked.get("status")) is not None:
        if status not in _STATUSES:
            raise Refused(400, "status is completed or entered-in-error.")
        live, gone = _STATUSES[status]
    try:
        since, until = span(asked.getlist("_lastUpdated"))
    except ValueError:
        raise Refused(400, "_lastUpdated is a time such as ge2026-01-31T00:00:00Z.") from None
    return Wanted(since, until, live, gone, asked.get("_id"), after=_after(asked.get(_CURSOR)))


def _count(asked: MultiDict[str, str]) -> int:
    written = asked.get("_count", str(_USUAL))
    short = written.isascii() and written.isdigit() and len(written) <= len(str(MOST))
    if not short or not 0 < int(written) <= MOST:
        raise Refused(400, f"_count is 1 to {MOST}.")
    return int(written)


def _link(asked: MultiDict[str, str], count: int, cursor: str | None) -> str:
    kept = [(name, value) for name, value in asked.items(multi=True) if name not in {"_count", _CURSOR}]
    kept.append(("_count", str(count)))
    if cursor:
        kept.append((_CURSOR, cursor))
    path = f"{request.path}?{urlencode(kept)}"
    return public_address(path) or path


def _written(place: Place) -> str:
    return base64.urlsafe_b64encode(f"{place.at.isoformat()} {place.id}".encode()).decode().rstrip("=")


def _after(cursor: str | None) -> Place | None:
    if cursor is None:
        return None
    try:
        at, _, found = base64.urlsafe_b64decode(f"{cursor}==").decode().partition(" ")
        return Place(datetime.fromisoformat(at).astimezone(UTC), str(UUID(found)))
    except (ValueError, binascii.Error, OverflowError):
        raise Refused(400, "This is not the link to a next page.") from None
