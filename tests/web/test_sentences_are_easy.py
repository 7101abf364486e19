"""Every sentence for patients reads as easily as its language states in its folder, in each voice.

A page may be easy on the whole and hard in the one sentence that matters. What has fewer than six words is a label: the formulas do
not hold for it, and the pages are measured with it in ``test_reading_level``.
"""

import re

import pytest
from babel.messages.pofile import read_po

from screener.adapters.catalogue import FOLDER
from screener.adapters.languages import OFFERED
from screener.dystonia import advice
from screener.questionnaire.wording import ENGLISH, PERSON, WHOSE, Voice
from tests.web.reading import MEASURED, MEDICAL, figure, is_hard

pytestmark = pytest.mark.usefixtures("syllables_from_a_package")

FEWEST_WORDS = 6
NAMES = re.compile(
    r"\b(Compazine|Phenergan|droperidol|Haldol|Risperdal|Invega|Abilify|Zyprexa|Seroquel|Thorazine|levodopa|Sinemet|warfarina?|"
    r"Eliquis|Xarelto|Plavix|deep brain stimulation|estimulación cerebral profunda|estimulador cerebral|interpreter|intérprete|"
    r"U\.S\. Department of Health and Human Services, Office for Civil Rights|"
    r"Departamento de Salud y Servicios Humanos de los Estados Unidos, Oficina de Derechos Civiles|"
    r"race, color, language, where they come from, age, disability or sex|name@example\.com|nombre@example\.com|Parkinson|essential tremor|temblor esencial)\b",
    re.IGNORECASE,
)
"""Names beside those of ``tests.web.reading``: of medicines, an operation, help to ask for, an office, what the law lists, an example."""
PATTERNS = {
    advice.SPECIALIST_MAY_DIFFER,
    *(words.described for words in (*advice.PATTERN_WORDS.values(), advice.GENERALIZED_WORDS)),
    *(words.named for words in (*advice.PATTERN_WORDS.values(), advice.GENERALIZED_WORDS)),
}
"""What is said of a pattern has to be exact first."""


def _sentences(code: str) -> set[str]:
    own = code != ENGLISH  # the words of the code stand in every catalogue
    with (FOLDER / (code if own else "es") / "LC_MESSAGES" / "messages.po").open("rb") as written:
        catalogue = read_po(written)
    words = {
        str(message.id): str(message.string if own else message.id) for message in catalogue if message.id
    }
    found: set[str] = set()
    for english, text in words.items():
        if english in PATTERNS:
            continue
        for voice in PERSON:
            told = text.replace("%(person)s", words[PERSON[voice]]).replace("%(whose)s", words[WHOSE[voice]])
            plain = NAMES.sub("name", MEDICAL.sub("name", re.sub(r"%\(\w+\)s", "12", told)))
            found.update(re.split(r"(?<=[.?!:])\s+", plain))
    return {one for one in found if len(re.findall(r"[\w’'-]+", one)) >= FEWEST_WORDS}


@pytest.mark.parametrize("code", MEASURED)
def test_every_sentence_is_as_easy_as_its_language_states(code: str) -> None:
    sentences = _sentences(code)
    assert len(sentences) > 300
    figures = {one: figure(one, code) for one in sentences}
    hard = {one: shown for one, shown in figures.items() if is_hard(round(shown, 1), OFFERED[code].reading)}
    assert hard == {}


def test_the_sentences_are_measured_in_each_voice() -> None:
    assert {"your child" in one for one in _sentences(ENGLISH)} == {True, False}
    assert set(PERSON) == set(Voice) - {Voice.SELF}
