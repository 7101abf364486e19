"""A form of staff that met a database which does not answer: nobody knows whether it was saved, and no page may say that it was not."""

from flask import Response, request

from screener.accounts.kept_form import worth_keeping
from screener.storage.database import DatabaseUnavailable
from screener.web.clinic import endpoints
from screener.web.clinic.pages import pages
from screener.web.clinic.typed import press_of
from screener.web.error_words import PERHAPS_DONE, SEND_AGAIN
from screener.web.errors import error_page, log_unavailable

_OF_THE_PAGE = frozenset({"csrf_token", "kept"})


@pages.errorhandler(DatabaseUnavailable)
def perhaps_done(error: DatabaseUnavailable) -> Response:
    """Answer what could not be done, or nobody knows, and give back what was typed."""
    log_unavailable(error)
    if request.method != "POST":
        return error_page(503)
    # A form may take several transactions, and one that failed tells nothing of those before. What names itself, or the
    # exam that it follows, is saved once.
    once = press_of(request.form.get("press")) or "seen" in request.form
    return error_page(503, SEND_AGAIN if once else PERHAPS_DONE, _again())


def _again() -> list[tuple[str, str]]:
    """Return what to send once more, so that nothing typed is lost: never a password, and nothing of who is not signed in."""
    if endpoints.ROUTES.get(request.endpoint or "") is endpoints.OPEN:
        return []
    sent = list(request.form.items(multi=True))
    written = worth_keeping(sent)
    return [*written, *(each for each in sent if each[0] in _OF_THE_PAGE)] if written else []
