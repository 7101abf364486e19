"""A response that was filled in another system: read, sorted by the rule that sorts all others, stored with its source."""

import hashlib
import json
import math
from datetime import UTC, datetime
from typing import Any

from flask import Response, request, url_for

from screener.adapters.catalogue import catalogue
from screener.codes.reference import grouped
from screener.documents.fhir.capability import MEDIA_TYPE
from screener.documents.fhir.names import Json
from screener.documents.fhir.reading import DoesNotFit, language_of, way_of
from screener.dystonia import DYSTONIA
from screener.use_cases.send_keys import key_of_program
from screener.web.addresses import network_address, public_address
from screener.web.fhir.access import client, client_name
from screener.web.fhir.incoming_person import contact_of
from screener.web.fhir.outcomes import Refused
from screener.web.fhir.pages import addresses, pages, sent
from screener.web.fhir.questionnaire import questionnaire_in
from screener.web.fhir.times import in_the_past
from screener.web.language import LANGUAGES
from screener.web.use_cases import use_cases

_STORED = "Stored under the reference number %s."
_WITHDRAWN = (
    "This was stored before, under the reference number %s, and was withdrawn since. Nothing was stored anew."
)


@pages.post("/QuestionnaireResponse")
def create() -> Response:
    """Store a response, once, however often it is sent; what does not fit is told with its element, and nothing is stored."""
    if request.mimetype not in {MEDIA_TYPE, "application/json"} or not _in_clear_and_utf_8():
        raise Refused(415)
    body = request.get_data()
    given = _read(body)
    try:
        language = language_of(given, DYSTONIA, addresses(), list(LANGUAGES))
        way = way_of(given, DYSTONIA, questionnaire_in(language, addresses()), addresses())
        contact, answered_at = contact_of(given, f"Sent by another system: {client_name()}"), _authored(given)
    except DoesNotFit as fault:
        raise Refused(422, fault.words, fault.element) from None
    by = client()
    receipt = use_cases().submissions.send(
        way,
        contact,
        language=language,
        translate=catalogue(language).gettext,
        send_key=key_of_program(use_cases().keyring, by.id, hashlib.sha256(body).hexdigest()),
        address=network_address(),
        sent_by=by.id,
        answered_at=answered_at,
    )
    stored = use_cases().exchange.id_of(receipt.reference)
    said: Json = {
        "severity": "information",
        "code": "informational",
        "diagnostics": (_WITHDRAWN if receipt.withdrawn else _STORED) % grouped(receipt.reference),
    }
    response = sent({"resourceType": "OperationOutcome", "issue": [said]}, 200 if receipt.withdrawn else 201)
    path = url_for("fhir.read", submission_id=stored)
    response.headers["Location"] = public_address(path) or path
    return response


def _in_clear_and_utf_8() -> bool:
    charset = request.mimetype_params.get("charset", "utf-8")
    return charset.lower() == "utf-8" and request.headers.get("Content-Encoding", "identity") == "identity"


def _read(body: bytes) -> Any:
    """Return the JSON of a body, of which nothing can be read in two ways: one encoding, each name once, numbers that are some."""
    try:
        return json.loads(
            body.decode("utf-8-sig"),
            object_pairs_hook=_once,
            parse_constant=_no_number,
            parse_float=_finite,
        )
    except (ValueError, RecursionError):
        raise Refused(400, "This is no JSON in UTF-8 in which each name stands once.") from None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a name stands twice")
    return made


def _finite(written: str) -> float:
    number = float(written)
    return number if math.isfinite(number) else _no_number(written)


def _no_number(_: str) -> float:
    raise ValueError("no number")


def _authored(given: Json) -> str:
    """Return when it was answered, as it is written: a "last week" is that of then, not of the day on which it comes."""
    if "authored" not in given:
        return ""
    try:
        return in_the_past(given["authored"], datetime.now(UTC))
    except ValueError:
        words = "This is no time at which it can have been answered."
        raise DoesNotFit("QuestionnaireResponse.authored", words) from None
