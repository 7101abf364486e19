"""The questionnaire for other programs: it is public, as its pages are, and the same for everybody."""

from functools import lru_cache

from flask import Response, abort, request

from screener.adapters.catalogue import catalogue
from screener.adapters.languages import offered
from screener.documents.fhir.capability import MEDIA_TYPE
from screener.documents.fhir.code_system import code_system as choices_of
from screener.documents.fhir.names import ITEM, Addresses, Json
from screener.documents.fhir.own_codes import CODES, own_code_system
from screener.documents.fhir.questionnaire import questionnaire as made_of
from screener.dystonia import DYSTONIA
from screener.questionnaire.wording import ENGLISH, Translate
from screener.rules import RULES_VERSION
from screener.web.fhir.pages import addresses, as_json, pages
from screener.web.language import LANGUAGES

_KEPT_SECONDS = 3600


@pages.get(f"/Questionnaire/{ITEM}", defaults={"language": ENGLISH})
@pages.get(f"/Questionnaire/{ITEM}/<language>")
def questionnaire(language: str) -> Response:
    """Give the questionnaire in a language; 304 to whoever has this version of it."""
    if language not in LANGUAGES:
        abort(404)
    return _kept(_written(language, addresses()))


@pages.get("/CodeSystem/<system_id>")
def code_system(system_id: str) -> Response:
    """Give the choices of a question, which the codes of answers to it are taken from, or codes of our own."""
    if system_id in CODES:
        return _kept(as_json(own_code_system(system_id, RULES_VERSION, addresses())))
    question = DYSTONIA.questions.get(system_id)
    if question is None or not question.choices:
        abort(404)
    return _kept(as_json(choices_of(question, DYSTONIA.version, addresses(), _translations())))


def _kept(written: bytes) -> Response:
    response = Response(written, content_type=f"{MEDIA_TYPE}; charset=utf-8")
    response.headers["Cache-Control"] = f"public, max-age={_KEPT_SECONDS}"
    response.add_etag()
    response.make_conditional(request)
    return response


@lru_cache
def questionnaire_in(language: str, canonical: Addresses) -> Json:
    """Return the questionnaire in a language, made once; in English for one that is not offered, or not any more."""
    return made_of(DYSTONIA, canonical, offered(language).code, _translations())


@lru_cache
def _written(language: str, canonical: Addresses) -> bytes:
    return as_json(questionnaire_in(language, canonical))


def _translations() -> dict[str, Translate]:
    return {each: catalogue(each).gettext for each in LANGUAGES}
