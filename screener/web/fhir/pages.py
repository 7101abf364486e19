"""The blueprint of all that programs of other systems call, and how a resource is sent."""

import json

from flask import Blueprint, Response, request

from screener.documents.fhir.capability import MEDIA_TYPE
from screener.documents.fhir.names import Addresses, Json
from screener.web.use_cases import use_cases

pages = Blueprint("fhir", __name__)

WITHOUT_ADDRESS = "urn:dystonia-self-screen"
"""The head of canonical addresses where no address is configured: the host that a request claims is not believed."""


def addresses() -> Addresses:
    """Return the canonical addresses of this screener."""
    return Addresses(use_cases().settings.base_url.rstrip("/") or WITHOUT_ADDRESS)


def as_json(resource: Json) -> bytes:
    """Return a resource as it is sent."""
    return json.dumps(resource, ensure_ascii=False).encode()


def sent(resource: Json, status: int = 200) -> Response:
    """Return the answer that holds a resource."""
    return Response(as_json(resource), status, content_type=f"{MEDIA_TYPE}; charset=utf-8")


def sent_unless_known(resource: Json, etag: str) -> Response:
    """Return the answer that holds a resource, or 304 to whoever names its ETag."""
    response = sent(resource)
    response.set_etag(etag, weak=True)
    response.make_conditional(request)
    return response
