"""The questionnaire for other programs: it is public, as its pages are, and the same for everybody."""

import json
from functools import lru_cache

from flask import Blueprint, Response, abort, request

from screener.adapters.catalogue import catalogue
from screener.documents.fhir.code_system import code_system as choices_of
from screener.documents.fhir.names import ITEM, Addresses, Json
from screener.documents.fhir.questionnaire import questionnaire as made_of
from screener.dystonia import DYSTONIA
from screener.questionnaire.wording import ENGLISH, LANGUAGES, Translate
from screener.web.use_cases import use_cases

pages = Blueprint("fhir", __name__)

MEDIA_TYPE = "application/fhir+json"
WITHOUT_ADDRESS = "urn:dystonia-self-screen"
"""The head of canonical addresses where no address is configured: the host that a request claims is not believed."""

_KEPT_SECONDS = 3600


@pages.get(f"/Questionnaire/{ITEM}", defaults={"language": ENGLISH})
@pages.get(f"/Questionnaire/{ITEM}/<language>")
def questionnaire(language: str) -> Response:
    """Give the questionnaire in a language; 304 to whoever has this version of it."""
    if language not in LANGUAGES:
        abort(404)
    return _kept(_written(language, addresses()))


@pages.get("/CodeSystem/<question_id>")
def code_system(question_id: str) -> Response:
    """Give the choices of a question, which the codes of answers to it are taken from."""
    question = DYSTONIA.questions.get(question_id)
    if question is None or not question.choices:
        abort(404)
    return _kept(_as_json(choices_of(question, DYSTONIA.version, addresses(), _translations())))


def _kept(written: bytes) -> Response:
    response = Response(written, content_type=f"{MEDIA_TYPE}; charset=utf-8")
    response.headers["Cache-Control"] = f"public, max-age={_KEPT_SECONDS}"
    response.add_etag()
    response.make_conditional(request)
    return response


def addresses() -> Addresses:
    """Return the canonical addresses of this screener."""
    return Addresses(use_cases().settings.base_url.rstrip("/") or WITHOUT_ADDRESS)


@lru_cache
def _written(language: str, canonical: Addresses) -> bytes:
    return _as_json(made_of(DYSTONIA, canonical, language, _translations()))


def _translations() -> dict[str, Translate]:
    return {each: catalogue(each).gettext for each in LANGUAGES}


def _as_json(resource: Json) -> bytes:
    return json.dumps(resource, ensure_ascii=False).encode()
