"""A language that nobody speaks, made of the catalogue: longer words with accents, in marks, written from right to left.

It is installed as a person would install one: a folder beside the others, in a copy of the program.
"""

import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from screener.adapters.catalogue import FOLDER

CODE, DRAFT = "he", "fa"
"""Codes that dates and typesetting know; the second language is one that nobody reviewed."""
NAME = "עברית"
OPEN, CLOSE = "«", "»"
LANGUAGE_FILE = f"""
name = "{NAME}"
english_name = "Pseudo"
direction = "rtl"
[reading]
none = "it is no language"
"""
REVIEW = '[review]\nby = "the tests"\non = 2026-11-28\n'
_PIECES = re.compile(r"(%\(\w+\)s)")
_ACCENTS = str.maketrans("aeiouAEIOUcnyd", "áéíóúÁÉÍÓÚçñýð")
_VOWELS = re.compile(r"([aeiou])(?=\w*)")


def in_pseudo(text: str) -> str:
    """Return a text in the language: about a third longer, with its placeholders as they were."""
    return f"{OPEN}{''.join(map(_longer, _PIECES.split(text)))}{CLOSE}"


def _longer(piece: str) -> str:
    return piece if _PIECES.fullmatch(piece) else _VOWELS.sub(r"\1\1", piece).translate(_ACCENTS)


def words() -> Catalog:
    """Return the catalogue of the language."""
    with (FOLDER / "es" / "LC_MESSAGES" / "messages.po").open("rb") as written:
        spanish = read_po(written)
    made = Catalog()
    for message in spanish:
        if message.id:
            made.add(message.id, in_pseudo(str(message.id)), context=message.context, flags=message.flags)
    return made


def install(folder: Path) -> Path:
    """Make a copy of the program in ``folder`` that has the language, and another that is a draft; return ``folder``."""
    program, copy = FOLDER.parent, folder / FOLDER.parent.name
    copy.mkdir()
    for entry in program.iterdir():
        if entry != FOLDER and entry.name != "__pycache__":
            (copy / entry.name).symlink_to(entry)
    languages = copy / FOLDER.name
    languages.mkdir()
    for entry in FOLDER.iterdir():
        (languages / entry.name).symlink_to(entry)
    for code, review in ((CODE, REVIEW), (DRAFT, "")):
        own = languages / code / "LC_MESSAGES"
        own.mkdir(parents=True)
        (own.parent / "language.toml").write_text(LANGUAGE_FILE + review, encoding="utf-8")
        with (own / "messages.po").open("wb") as file:
            write_po(file, words(), omit_header=True)
    return folder
