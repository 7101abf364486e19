"""A tagged PDF (PDF/UA-1) from a template and words, typeset by typst, and the body picture as it stands on paper."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal

import typst

_INK = """
.part, .body-outline { fill: #f6efe6; stroke: #8f7d68; stroke-width: 0.6 }
.body-outline { fill: #e3d5c3; stroke-width: 1.2 }
.part.is-marked { fill: #1d5c57; stroke: #22302e; stroke-width: 1 }
.body-line { fill: none; stroke: #8f7d68; stroke-width: 0.8; stroke-linecap: round }
.body-caption, .body-side { font: 600 12px 'Libertinus Serif'; fill: #51605d; text-anchor: middle }
"""
"""The body picture on paper: a style sheet is read inside the picture alone, without variables."""


def typeset(template: bytes, sheet: Mapping[str, Any], picture: str) -> bytes:
    """Return the PDF; the same sheet always gives the same bytes on the same machine.

    ``picture`` is the body picture as SVG. All words go in as data, so that none of them is read as markup.
    Raises ``typst.TypstError`` when the sheet cannot be typeset.
    """
    inputs = {"sheet": json.dumps(sheet), "picture": _on_paper(picture)}
    try:
        return _typeset(template, inputs, "ua-1")
    except typst.TypstError as fault:
        if "could not be displayed" not in fault.message:
            raise
        # PDF/UA refuses a letter that no font here has, such as a Chinese one: the same pages, tagged, without the claim.
        return _typeset(template, inputs, None)


def _typeset(template: bytes, inputs: dict[str, str], standard: Literal["ua-1"] | None) -> bytes:
    return typst.compile(
        template,
        font_paths=_fonts(),
        sys_inputs=inputs,
        pdf_standards=standard,
        format="pdf",
    )


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    # The page's own font comes with typst; those of the machine serve for typed letters that it does not have.
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)


def _on_paper(picture: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 270"><style>{_INK}</style>{picture}</svg>'
    )
