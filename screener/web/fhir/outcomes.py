"""What went wrong, as programs read it: an OperationOutcome. Never a detail of the fault, nor of what was sent."""

from flask import Request, Response

from screener.documents.fhir.exchanged import operation_outcome
from screener.web.fhir.pages import sent

FHIR = "/fhir"

_WORDS = {
    400: "The request cannot be read.",
    401: "A token that is good is needed, in the header Authorization.",
    403: "This client may not do that.",
    404: "There is nothing under this address.",
    405: "This is not offered here.",
    406: "Only application/fhir+json of FHIR 4.0 is given.",
    413: "This is more than is taken.",
    415: "A resource is taken as application/fhir+json, parameters as application/x-www-form-urlencoded.",
    422: "What was sent does not fit.",
    429: "Too many requests. Try again in an hour.",
    503: "Not now. Try again in a minute.",
}
_FAULT = "Something went wrong here."


class Refused(Exception):
    """A request of a program that is not done: why, in words that repeat nothing of it, and at which element."""

    def __init__(self, status: int, words: str = "", element: str = "") -> None:
        super().__init__(status)
        self.status = status
        self.words = words
        self.element = element


def in_fhir(asked: Request) -> bool:
    """Tell whether a request is of a program."""
    return asked.path == FHIR or asked.path.startswith(f"{FHIR}/")


def outcome(status: int, words: str = "", element: str = "") -> Response:
    """Return the answer to a request that was not done."""
    said = operation_outcome(status, words or _WORDS.get(status, _FAULT), element=element)
    response = sent(said, status)
    if status == 401:  # noqa: PLR2004 - Unauthorized
        response.headers["WWW-Authenticate"] = 'Bearer realm="fhir"'
    return response
