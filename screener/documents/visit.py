"""The sheet for the first visit as a tagged PDF (PDF/UA-1)."""

from dataclasses import asdict
from pathlib import Path

from screener.documents.typesetting import typeset
from screener.dystonia.visit import VisitSheet

_TEMPLATE = Path(__file__).with_name("visit.typ").read_bytes()


def visit_pdf(sheet: VisitSheet, picture: str) -> bytes:
    """Return the sheet as a PDF; the same sheet always gives the same bytes on the same machine.

    ``picture`` is the body picture as SVG. Typed text goes in as data, so that none of it is read as markup.
    Raises ``typst.TypstError`` when the sheet cannot be typeset.
    """
    return typeset(_TEMPLATE, asdict(sheet), picture, sheet.unprintable)
