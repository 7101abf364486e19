"""The poster for the waiting room as a tagged PDF (PDF/UA-1) with a QR code, typeset by typst."""

import json
from dataclasses import asdict
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import segno
import typst

from screener.dystonia.poster import Poster

_TEMPLATE = Path(__file__).with_name("poster.typ").read_bytes()


def poster_pdf(poster: Poster) -> bytes:
    """Return the poster as a PDF of one page; the same poster always gives the same bytes."""
    # Error correction Q: a quarter of the squares may be hidden by a fold, a pin or a reflection.
    picture = BytesIO()
    segno.make(poster.address, error="q", micro=False).save(
        picture, kind="svg", border=4, light="#fff", xmldecl=False
    )
    inputs = {"poster": json.dumps(asdict(poster)), "code": picture.getvalue().decode()}
    return typst.compile(
        _TEMPLATE, font_paths=_fonts(), sys_inputs=inputs, pdf_standards="ua-1", format="pdf"
    )


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
