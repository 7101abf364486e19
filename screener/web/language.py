"""The language of a page is the first part of its path, and for a caller the part behind the desk; English has none."""

from dataclasses import dataclass
from urllib.parse import urlencode

from babel.support import NullTranslations
from flask import request, url_for
from flask_babel import Domain

from screener.adapters.catalogue import catalogue
from screener.adapters.languages import OFFERED, Language
from screener.questionnaire.wording import ENGLISH
from screener.web.addresses import public_address
from screener.web.page_request import CLINIC

DEFAULT = ENGLISH
LANGUAGES = {code: "" if code == DEFAULT else f"/{code}" for code in OFFERED}
"""Each language that is offered with the prefix of its addresses."""

PHONE = f"{CLINIC}/phone"
"""Under this path staff read the questions to a caller, in any language; all else of theirs is in English."""
_LISTED = {"start", "about_dystonia", "information"}


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """Another language under its own name, with the address of the same page in it."""

    code: str
    name: str
    address: str


def language() -> str:
    """Return the language of the address that was asked for, also where no page is.

    What a browser says that it prefers changes nothing: an address is the same page for whoever it is sent to.
    """
    first = request.path.removeprefix(PHONE).partition("/")[2].partition("/")[0]
    return first if LANGUAGES.get(first) == f"/{first}" else DEFAULT


def spoken() -> Language:
    """Return how the language of the request is written."""
    return OFFERED[language()]


def locale() -> str:
    """Return the language as it is spoken where the clinic is: dates and times are written as in the United States."""
    return spoken_in(language())


def spoken_in(code: str) -> str:
    """Return the locale of a language."""
    return OFFERED[code].locale


def words_language() -> str:
    """Return the language that codes of five words are in for whoever reads that of the request."""
    return spoken().code_words


def other_languages() -> tuple[OtherLanguage, ...]:
    """Return the other languages, with the page of the request in each: its start where the address has no page."""
    pages, _, of = (request.blueprint or "").rpartition("_")
    own_page = bool(pages) and of == language()
    page = (request.endpoint or "").rpartition(".")[2] if own_page else "start"
    pages = pages if own_page else "patient"
    values = (request.view_args or {}) if own_page else {}
    query = urlencode(tuple(request.args.items(multi=True))) if own_page else ""
    return tuple(
        OtherLanguage(code, OFFERED[code].name, f"{path}?{query}" if query else path)
        for code in LANGUAGES
        if code != language()
        for path in (url_for(f"{pages}_{code}.{page}", **values),)
    )


def alternates() -> tuple[tuple[str, str], ...]:
    """Return (language, whole address) for a page that a search engine may list; none where no host is configured.

    The host a request claims is not written into a page.
    """
    page = (request.endpoint or "").rpartition(".")[2]
    if page not in _LISTED or not public_address(""):
        return ()
    return tuple(
        (code, public_address(url_for(f"patient_{code}.{page}", **(request.view_args or {}))))
        for code in LANGUAGES
    )


class WrittenCatalogues(Domain):  # type: ignore[misc]
    """The catalogues, as Flask-Babel asks for them."""

    def get_translations(self) -> NullTranslations:
        """Return the words in the language of the request."""
        return catalogue(language())
