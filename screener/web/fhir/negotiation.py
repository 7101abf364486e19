"""In which form a program wants what it asks for: there is one, JSON of FHIR 4.0, and whoever wants another is told so."""

from flask import request
from werkzeug.http import parse_options_header

from screener.documents.fhir.capability import FHIR_VERSION, MEDIA_TYPE
from screener.web.fhir.outcomes import Refused

_JSON = {"json", MEDIA_TYPE, "application/json", "text/json"}
_ANYTHING = {"*/*", "application/*"}
_LONGEST = 1000
"""Characters. A program names a handful of forms; to read thousands takes longer than to answer."""


def refuse_other_forms() -> None:
    """Raise ``Refused`` where JSON is none of what the request takes; ``_format`` comes before the header."""
    if len(request.headers.get("Accept", "")) > _LONGEST:
        raise Refused(406)
    named = request.args.get("_format")
    # A plus that nobody wrote as %2B is read as a space.
    takes = [(named.replace(" ", "+", 1), 1.0)] if named is not None else list(request.accept_mimetypes)
    if takes and not any(quality > 0 and _is_ours(written) for written, quality in takes):
        raise Refused(406)


def _is_ours(written: str) -> bool:
    kind, options = parse_options_header(written)
    version = options.get("fhirversion", FHIR_VERSION)
    return kind.lower() in _JSON | _ANYTHING and f"{FHIR_VERSION}.".startswith(f"{version}.")
