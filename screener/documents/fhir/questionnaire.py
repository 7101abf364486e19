"""The questionnaire as a FHIR Questionnaire, in one language, with the other beside it as an extension."""

from collections.abc import Mapping

from screener.documents.fhir import names
from screener.documents.fhir.enabling import enabling, without_stop
from screener.documents.fhir.extensions import Words, expressed
from screener.documents.fhir.items import item_of
from screener.documents.fhir.names import Addresses, Json
from screener.documents.fhir.outcome import flag_item, outcome
from screener.documents.fhir.pattern import variables
from screener.documents.fhir.templates import templates
from screener.dystonia.advice import NOT_A_DIAGNOSIS
from screener.dystonia.safety import EMERGENCIES
from screener.dystonia.visit import SELF_SCREEN
from screener.questionnaire.pages import Page, Questionnaire
from screener.questionnaire.wording import N_, Translate

CALL_911 = N_("Call 911")


def questionnaire(
    instrument: Questionnaire, addresses: Addresses, language: str, translations: Mapping[str, Translate]
) -> Json:
    """Return the instrument as a Questionnaire in ``language``; ``translations`` has every language it is to be had in.

    A person who answers an emergency page so that the way ends is asked nothing more and told to call 911.
    """
    say = Words(language, translations)
    return {
        "resourceType": "Questionnaire",
        "id": names.ITEM if language == "en" else f"{names.ITEM}-{language}",
        "language": language,
        "url": addresses.questionnaire(language),
        "version": instrument.version,
        "name": "DystoniaSelfScreen",
        **say("title", SELF_SCREEN),
        "status": "active",
        "experimental": False,
        "subjectType": ["Patient"],
        **say("description", NOT_A_DIAGNOSIS),
        "contained": templates(flag_item(""), addresses),
        "extension": [expressed(names.VARIABLE, text, name=name) for name, text in variables().items()],
        "item": _from(list(instrument.every_page), addresses, say),
    }


def _from(pages: list[Page], addresses: Addresses, say: Words) -> list[Json]:
    """Return the groups of ``pages``; what follows a page at which the way may end stands in a group of its own."""
    items: list[Json] = []
    for number, page in enumerate(pages):
        items.append(_group(page, addresses, say))
        if page.stops_when is not None:
            call = {"linkId": f"{page.id}.call", **say("text", CALL_911), "type": "display"}
            rest = {"linkId": f"after-{page.id}", "type": "group"}
            return [
                *items,
                call | enabling(page.stops_when, addresses),
                rest
                | enabling(without_stop(page), addresses)
                | {"item": _from(pages[number + 1 :], addresses, say)},
            ]
    return [*items, *outcome(say)]


def _group(page: Page, addresses: Addresses, say: Words) -> Json:
    items: list[Json] = []
    if page.lead:
        items.append({"linkId": f"{page.id}.lead", **say("text", page.lead), "type": "display"})
    if page.stops_when is not None:
        items += _signs(page, say)
    for question in page.questions:
        items += item_of(question, addresses, say)
    # A page may have the id of its one question; a link id is unique.
    made: Json = {"linkId": f"page.{page.id}", **say("text", page.title), "type": "group"}
    return made | enabling(page.when, addresses) | {"item": items}


def _signs(page: Page, say: Words) -> list[Json]:
    """Return the signs that the question of ``page`` asks about: without them nobody could answer it."""
    return [
        {"linkId": f"{page.id}.{sign.id}", **say("text", sign.for_patient), "type": "display"}
        for sign in EMERGENCIES
    ]
