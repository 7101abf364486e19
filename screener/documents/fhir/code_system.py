"""The choices of a question as a FHIR CodeSystem: what a code in a response means."""

from collections.abc import Mapping

from screener.documents.fhir.names import Addresses, Json
from screener.questionnaire.question import Question
from screener.questionnaire.wording import ENGLISH, Translate


def code_system(
    question: Question, version: str, addresses: Addresses, translations: Mapping[str, Translate]
) -> Json:
    """Return the choices of ``question`` in English, each with its words in the other languages as designations."""
    others = {language: say for language, say in translations.items() if language != ENGLISH}
    return {
        "resourceType": "CodeSystem",
        "id": question.id,
        "url": addresses.code_system(question.id),
        "version": version,
        "title": question.words.you,
        "status": "active",
        "caseSensitive": True,
        "content": "complete",
        "count": len(question.choices),
        "concept": [
            {
                "code": choice.id,
                "display": choice.label.you,
                "designation": [
                    {"language": language, "value": say(choice.label.you)} for language, say in others.items()
                ],
            }
            for choice in question.choices
        ],
    }
