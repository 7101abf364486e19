"""The extensions that items carry, and words with their translations."""

from collections.abc import Mapping
from dataclasses import dataclass

from screener.documents.fhir import names
from screener.documents.fhir.expressions import LANGUAGE, codes_of, literal
from screener.documents.fhir.names import Json
from screener.dystonia import voice_of
from screener.dystonia.parts import RESPONDENT
from screener.questionnaire.wording import Translate, Voice, Wording


def expressed(url: str, text: str, **more: str) -> Json:
    """Return an extension that holds an expression."""
    return {"url": url, "valueExpression": {**more, "language": LANGUAGE, "expression": text}}


def flag(url: str) -> Json:
    """Return an extension that says yes."""
    return {"url": url, "valueBoolean": True}


def control(code: str) -> Json:
    """Return the extension that names how an item is shown."""
    coding = {"system": names.ITEM_CONTROLS, "code": code}
    return {"url": names.ITEM_CONTROL, "valueCodeableConcept": {"coding": [coding]}}


@dataclass(frozen=True, slots=True)
class Words:
    """Says words of the instrument in one language, with the others as extensions of the same element."""

    language: str
    translations: Mapping[str, Translate]

    def __call__(self, element: str, said: str | Wording) -> Json:
        """Return ``element`` with its words, and beside it what they are in other languages, and of somebody else."""
        wording = said if isinstance(said, Wording) else Wording(said)
        own = self.translations[self.language]
        extensions = [
            {
                "url": names.TRANSLATION,
                "extension": [
                    {"url": "lang", "valueCode": language},
                    {"url": "content", "valueString": translate(wording.you)},
                ],
            }
            for language, translate in self.translations.items()
            if language != self.language
        ]
        if wording.they is not None and element == "text":
            extensions.append(expressed(names.CQF_EXPRESSION, _in_each_voice(wording, own)))
        return {element: own(wording.you), f"_{element}": {"extension": extensions}}

    def plainly(self, said: str) -> str:
        """Return words in the one language alone."""
        return self.translations[self.language](said)


def _in_each_voice(wording: Wording, translate: Translate) -> str:
    """Return the expression for the words as whoever answers reads them."""
    text = literal(translate(wording.you))
    for choice in RESPONDENT.questions[0].choices:
        spoken_to = voice_of(choice.id)
        if spoken_to is not Voice.SELF:
            answered = f"{codes_of('respondent')}.where($this = {literal(choice.id)}).exists()"
            text = f"iif({answered}, {literal(wording.said(spoken_to, translate))}, {text})"
    return text
