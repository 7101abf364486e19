"""The Spanish catalogue holds every word of the code and the templates, translated, and nothing else."""

import re
import tomllib

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from screener.adapters.catalogue import FOLDER, catalogue
from screener.web.language import LANGUAGES

ROOT = FOLDER.parents[1]
FILE = FOLDER / "es" / "LC_MESSAGES" / "messages.po"
SAME_IN_BOTH = {"No", "Error:", "Focal", "Multifocal", "focal", "multifocal"}
"""Words that are spelled alike."""
Name = tuple[str | None, str]


def _extracted() -> set[Name]:
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["babel"][
        "mappings"
    ]
    found = extract_from_dir(
        ROOT / "screener",
        [(mapping["pattern"].removeprefix("screener/"), mapping["method"]) for mapping in mappings],
        keywords=DEFAULT_KEYWORDS | {"N_": None},
    )
    return {(context, message) for _, _, message, _, context in found if isinstance(message, str)}


@pytest.fixture(scope="module")
def spanish() -> Catalog:
    """The catalogue as it is written."""
    with FILE.open("rb") as written:
        return read_po(written, locale="es")


def _placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)s", text))


def test_it_holds_what_the_code_says_and_nothing_that_it_no_longer_says(spanish: Catalog) -> None:
    written = {(message.context, str(message.id)) for message in spanish if message.id}
    extracted = _extracted()
    assert len(extracted) > 500
    assert sorted(map(str, extracted - written)) == [], "make translations, then translate"
    assert sorted(map(str, written - extracted)) == [], "make translations"
    assert not spanish.obsolete


def test_every_text_is_translated_and_sure(spanish: Catalog) -> None:
    messages = [message for message in spanish if message.id]
    assert [message.id for message in messages if not str(message.string).strip()] == []
    assert [message.id for message in messages if message.fuzzy] == []
    same = {message.id for message in messages if message.id == message.string}
    assert same == SAME_IN_BOTH


def test_both_sides_have_the_same_placeholders(spanish: Catalog) -> None:
    differing = [
        message.id
        for message in spanish
        if message.id and _placeholders(str(message.id)) != _placeholders(str(message.string))
    ]
    assert differing == []
    assert not any("%" in re.sub(r"%\(\w+\)s", "", str(message.string)) for message in spanish if message.id)


def test_emergency_numbers_years_and_doses_are_the_same_on_both_sides(spanish: Catalog) -> None:
    def figures(text: str) -> set[str]:
        return set(re.findall(r"\d+", text))

    differing = {
        str(message.id)
        for message in spanish
        if message.id and figures(str(message.string)) - {"2"} != figures(str(message.id)) - {"2"}
    }
    assert differing == set()


def test_988_is_told_with_the_way_to_spanish(spanish: Catalog) -> None:
    told = [str(message.string) for message in spanish if "988" in str(message.id)]
    assert told
    assert all("oprima 2" in text or "AYUDA" in text for text in told)
    both = [str(message.string) for message in spanish if "call or text 988" in str(message.id)]
    assert all("llame al 988 y oprima 2" in text and "AYUDA al 988" in text for text in both)


def test_the_file_is_what_the_tool_writes_without_dates_paths_or_line_numbers() -> None:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    assert {line.split(" ")[0] for line in lines} <= {"", "msgid", "msgstr", "msgctxt", "#,"}
    assert {line for line in lines if line.startswith("#")} <= {"#, python-format"}


def test_every_language_has_its_words() -> None:
    for language in LANGUAGES:
        catalogue(language)
    with pytest.raises(OSError, match=r"messages\.po"):
        catalogue("fr")
