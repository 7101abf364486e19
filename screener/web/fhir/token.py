"""SMART backend services: a program proves with a signed assertion who it is, and gets a token for a few minutes."""

from flask import Response

from screener.web.addresses import network_address
from screener.web.fhir.outcomes import Refused
from screener.web.fhir.pages import pages
from screener.web.use_cases import use_cases


@pages.post("/token")
def token() -> Response:
    """Give a token for a proof; what was wrong with one is not told in more words than OAuth has."""
    if not use_cases().settings.base_url:
        raise Refused(404, "SCREENER_BASE_URL is not set: a proof has to name this address.")
    # A fifth of all that a start would load, for programs that most clinics never let in.
    from authlib.oauth2 import OAuth2Error
    from authlib.oauth2.rfc6749 import InvalidClientError

    from screener.web.fhir.proofs import token_server

    try:
        answer: Response = token_server().create_token_response()
    except OAuth2Error:
        raise Refused(400, "A token is given over TLS alone.") from None
    if (answer.get_json() or {}).get("error") == InvalidClientError.error:
        use_cases().clients.refuse(network_address())
    return answer
