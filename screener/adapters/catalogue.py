"""The words of each language, read from the catalogue as it is written: nothing compiled can be missing or stale."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from screener.questionnaire.wording import ENGLISH

FOLDER = Path(__file__).parents[1] / "translations"


@lru_cache
def catalogue(language: str) -> NullTranslations:
    """Return the words of a language; English is what the code is written in. ``OSError`` when there is no catalogue."""
    if language == ENGLISH:
        return NullTranslations()
    compiled = BytesIO()
    with (FOLDER / language / "LC_MESSAGES" / "messages.po").open("rb") as written:
        write_mo(compiled, read_po(written))
    compiled.seek(0)
    return Translations(compiled)
