"""The catalogue of each language holds every word of the code and the templates, translated, and nothing else."""

import re
import tomllib
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from screener.adapters.catalogue import FOLDER, catalogue
from screener.adapters.languages import KNOWN, OFFERED
from screener.questionnaire.wording import ENGLISH
from tests.pseudo_language import words

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


def test_it_holds_what_the_code_says_and_nothing_that_it_no_longer_says(spanish: Catalog) -> None:
    written = {(message.context, str(message.id)) for message in spanish if message.id}
    extracted = _extracted()
    assert len(extracted) > 500
    assert sorted(map(str, extracted - written)) == [], "make translations, then translate"
    assert sorted(map(str, written - extracted)) == [], "make translations"
    assert not spanish.obsolete


def faults(catalogue: Catalog, *, complete: bool) -> list[str]:
    """Return what is wrong with a catalogue: what is missing or unsure, where it has to be complete, and what came out else.

    A text keeps its placeholders, its tags, its paragraphs and its figures; the 2 of a key to press at 988 may come or go.
    """
    found = []
    for message in catalogue:
        text, translated = str(message.id), str(message.string)
        if not text:
            continue
        if not translated.strip() or message.fuzzy:
            found += [f"{text}: missing or fuzzy"] if complete else []
            continue
        kept = {"placeholders": r"%\(\w+\)s", "tags": r"<[^>]*>|&\w+;", "paragraphs": r"\n"}
        found += [
            f"{text}: other {name}"
            for name, pattern in kept.items()
            if sorted(re.findall(pattern, text)) != sorted(re.findall(pattern, translated))
        ]
        if "%" in re.sub(kept["placeholders"], "", translated):
            found.append(f"{text}: a lone percent sign")
        figures = [set(re.findall(r"\d+", one)) - {"2"} for one in (text, translated)]
        found += [f"{text}: other figures"] if figures[0] != figures[1] else []
    return found


def written(folder: Path) -> Catalog:
    """Return the catalogue in the folder of a language as it is written."""
    with (folder / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file)


@pytest.mark.parametrize("code", [code for code in KNOWN if code != ENGLISH])
def test_each_language_that_is_offered_is_complete_and_none_is_broken(code: str) -> None:
    made = written(FOLDER / code)
    assert faults(made, complete=code in OFFERED) == []
    ids = {(message.context, str(message.id)) for message in made if message.id}
    assert code not in OFFERED or ids == _extracted()


def test_the_gates_find_what_is_wrong() -> None:
    assert faults(words(), complete=True) == []
    wrong = {
        "Call %(phone)s": "Llame",
        "Missing": "",
        "<b>Strong</b>": "Fuerte",
        "100": "10 %",
        "Call 911": "Llame al 912",
    }
    made = Catalog()
    for text, translated in wrong.items():
        made.add(text, translated)
    made.add("Unsure", "No sé", flags={"fuzzy"})
    assert {fault.rpartition(": ")[2] for fault in faults(made, complete=True)} == {
        "other placeholders",
        "missing or fuzzy",
        "other tags",
        "a lone percent sign",
        "other figures",
    }
    assert len(faults(made, complete=True)) == len(faults(made, complete=False)) + 2


def test_only_words_that_are_spelled_alike_are_the_same_in_spanish(spanish: Catalog) -> None:
    assert {message.id for message in spanish if message.id and message.id == message.string} == SAME_IN_BOTH


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
    for language in OFFERED:
        catalogue(language)
    with pytest.raises(OSError, match=r"messages\.po"):
        catalogue("fr")
