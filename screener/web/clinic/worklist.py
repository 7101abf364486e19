"""The worklist, and the picture that a page fetches to say that somebody is still there."""

from flask import Response, render_template

from screener.web.clinic.pages import pages

_NOTHING_TO_SEE = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"></svg>'


@pages.get("/", strict_slashes=False)
def worklist() -> str:
    """Say that there is nothing yet."""
    return render_template("clinic/worklist.html")


@pages.get("/stay.svg")
def stay() -> Response:
    """Put the idle end of the session off, as every page does; a script may fetch nothing but pictures."""
    return Response(_NOTHING_TO_SEE, mimetype="image/svg+xml")
