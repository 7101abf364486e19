"""A form of staff that met a database which does not answer: nobody knows whether it was saved, and no page may say that it was not."""

from flask import Response, request

from screener.storage.database import DatabaseUnavailable
from screener.web.clinic.pages import pages
from screener.web.clinic.typed import press_of
from screener.web.error_words import PERHAPS_DONE, SEND_AGAIN
from screener.web.errors import error_page, log_unavailable


@pages.errorhandler(DatabaseUnavailable)
def _unavailable(error: DatabaseUnavailable) -> Response:
    log_unavailable(error)
    if request.method != "POST":
        return error_page(503)
    # A form may take several transactions, and one that failed tells nothing of those before. What has a name is saved once.
    if press_of(request.form.get("press")):
        return error_page(503, SEND_AGAIN, list(request.form.items(multi=True)))
    return error_page(503, PERHAPS_DONE)
