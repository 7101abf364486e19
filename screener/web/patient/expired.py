"""A form whose page was open too long: where words were typed into it, they are given back with it."""

from flask import Response, make_response, render_template, request
from flask_babel import gettext
from flask_wtf.csrf import CSRFError

from screener.codes.five_words import LONGEST_TYPED
from screener.questionnaire.typed import readable_part
from screener.questionnaire.wording import N_
from screener.web.error_words import EXPIRED
from screener.web.errors import error_page
from screener.web.patient.pages import pages

_AGAIN = N_("This page was open for a long time. What you wrote is still here. Press the button again.")
_COOKIES = N_("If this comes back, your browser may block cookies. Allow them for this page, or call us.")
_TYPED = {
    "open_saved": ("patient/find_saved.html", "words"),
    "delete_saved": ("patient/delete_saved.html", "words"),
    "open_receipt": ("patient/find_receipt.html", "code"),
}
"""The page and the field of each form that needs no draft, and so outlives the session that made its token."""


@pages.errorhandler(CSRFError)
def give_back(_: CSRFError) -> Response:
    """Show the form again with what was typed, or say that nothing was changed."""
    page, name = _TYPED.get((request.endpoint or "").rpartition(".")[2], ("", ""))
    typed = readable_part(request.form.get(name, ""))[:LONGEST_TYPED] if name else ""
    if not typed:
        return error_page(400, EXPIRED)
    error = f"{gettext(_AGAIN)} {gettext(_COOKIES)}"
    return make_response(render_template(page, typed=typed, error=error, saved=None), 400)
