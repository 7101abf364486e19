"""Words that were found wrong, unclear or cold stay away, in both languages: a row each, with what stands in their place."""

import re

import pytest
from babel.messages.pofile import read_po

from screener.adapters.catalogue import FOLDER

ENGLISH = {
    r"happening right now": "now, or in the last few days",
    r"[Dd]octors do not count all": "some of these areas are not next to each other",
    r"that doctors count as next to": "next to each other, the way doctors count",
    r"All marks are in one area": "doctors count what you marked as one area",
    r"There is a gap": "some of these areas do not touch each other",
    r"It comes from areas of the brain": "research points to areas of the brain",
    r"Call soon": "please call this week",
    r"mental illness": "mood, sleep, or hearing voices",
    r"Family by blood": "blood relatives only",
    r"certain position": "sit or lie a certain way",
    r"stiff muscles\b(?!,)": "moving more slowly than before",
    r"[Ii]n attacks": "in spells that start and stop",
    r"Which side of the neck": "on one side only, with the other side normal",
    r"Many other things": "other problems can look like this",
    r"no published threshold|awaits the clinic": "in the documents, not in a nurse's flag",
    r"longer ago": "more than 12 months ago",
    r"may need a check|can come from a medicine": "name what was answered: on paper nothing else does",
}
SPANISH = {
    r"derrame o ataque": "derrame, embolia o ataque cerebral",
    r"tirones": "jalarse",
    r"lesión grave": "golpe fuerte en la cabeza",
    r"[Ff]amilia de sangre": "parientes de sangre",
    r"[Hh]istoria de salud": "antecedentes de salud",
    r"ser un cálculo": "puede ser aproximado",
    r"(?i)caminar de puntas|en la punta de los pies(?! \(de puntitas)": "caminar en la punta de los pies (de puntitas)",
    r"\bvecin[oa]s?\b": "una junto a otra",
    r"\bvientre\b": "abdomen, as on the list of parts",
    r"ánimo muy bajo": "muy triste o sin ganas de vivir",
    r"¿Cuándo pasa\?": "¿Cuándo le pasa?",
    r"[Qq]ué más se presenta": "qué más nota",
    r"¿Duele": "¿Le duele?",
    r"(?i)(?<!le )\bcuesta (?!entender|mucho esfuerzo)": "le cuesta",
    r"Muéstrelo al": "muéstreselo al",
    r"Llame pronto": "llame esta semana",
    r"Por qué da": "por qué ocurre",
    r"Esto necesita ayuda": "para usted o para la persona",
    r"son las de usted": "su propia izquierda y su propia derecha",
    r"Viene de (las )?zonas": "los estudios señalan zonas",
    r"enfermedades mentales": "para el ánimo, los nervios, el sueño, o si oye voces",
    r"dispositivo": "aparato",
    r"(?i)\b(puls(a|e|ar)|presion(a|e|ar)|apriet(a|e) el)\b": "oprima: one word for what is done to a button",
    r"Ningun[oa] hasta ahora": "nada hasta ahora, which fits tests and treatments",
}


def _texts(*, spanish: bool) -> list[str]:
    with (FOLDER / "es" / "LC_MESSAGES" / "messages.po").open("rb") as written:
        catalogue = read_po(written, locale="es")
    return [str(message.string if spanish else message.id) for message in catalogue if message.id]


@pytest.mark.parametrize("words", ENGLISH)
def test_english_words_that_were_mended_do_not_come_back(words: str) -> None:
    assert [text for text in _texts(spanish=False) if re.search(words, text)] == [], ENGLISH[words]


@pytest.mark.parametrize("words", SPANISH)
def test_spanish_words_that_were_mended_do_not_come_back(words: str) -> None:
    assert [text for text in _texts(spanish=True) if re.search(words, text)] == [], SPANISH[words]
