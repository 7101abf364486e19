"""The sign-off pack as a tagged PDF: every row with room to accept or to change it, a name and a date."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from screener.documents.typesetting import typeset
from screener.dystonia.signoff import Chapter

_TEMPLATE = Path(__file__).with_name("signoff.typ").read_bytes()


def signoff_pdf(title: str, chapters: Sequence[Chapter]) -> bytes:
    """Return the pack. Raises ``typst.TypstError`` when it cannot be typeset."""
    return typeset(_TEMPLATE, {"title": title, "chapters": [asdict(chapter) for chapter in chapters]}, "")
