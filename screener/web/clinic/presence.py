"""What a page asks for by itself: to stay signed in while somebody is at it, and whether something new came."""

from datetime import datetime

from flask import Response, abort, request

from screener.web.clinic.pages import pages
from screener.web.use_cases import use_cases

_FIRST_YEAR, _LAST_YEAR = 1900, 2999
_NOTHING_TO_SEE = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"></svg>'


@pages.get("/arrived")
def arrived() -> Response:
    """Say how many were sent since a moment; asking is no use of the session, because nobody pressed anything."""
    try:
        since = datetime.fromisoformat(request.args.get("since", ""))
    except ValueError:
        abort(400)
    if since.tzinfo is None or not _FIRST_YEAR <= since.year <= _LAST_YEAR:
        abort(400)
    return Response(str(use_cases().worklist.arrived(since)), mimetype="text/plain")


@pages.get("/stay.svg")
def stay() -> Response:
    """Put the idle end of the session off, as every page does; a script may fetch nothing but pictures."""
    return Response(_NOTHING_TO_SEE, mimetype="image/svg+xml")
