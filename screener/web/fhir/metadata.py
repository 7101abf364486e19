"""What programs ask first: what this can do, and where a token is to be had."""

from functools import cache
from importlib.metadata import version

from flask import Response

from screener.adapters.languages import OFFERED
from screener.documents.fhir import capability
from screener.documents.fhir.names import Json
from screener.web.fhir.pages import addresses, as_json, pages, sent

_LANGUAGES = {code: language.english_name for code, language in OFFERED.items()}


@cache
def software() -> str:
    """Return the version of this program."""
    return version("screener")


@pages.get("/metadata")
def metadata() -> Response:
    """Give the CapabilityStatement."""
    return sent(capability.capability_statement(addresses(), software(), _LANGUAGES))


@pages.get("/openapi.json")
def openapi() -> Response:
    """Give the description in OpenAPI."""
    return _described(capability.openapi(addresses(), software(), _LANGUAGES))


@pages.get("/.well-known/smart-configuration")
def smart_configuration() -> Response:
    """Give what SMART backend services look for."""
    return _described(capability.smart_configuration(addresses()))


def _described(description: Json) -> Response:
    return Response(as_json(description), content_type="application/json")
