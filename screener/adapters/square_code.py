"""A square code (QR) that a camera reads, as a picture that stands in a page."""

import segno


def square_code(text: str) -> str:
    """Return the code as SVG, dark on white in any colour scheme, with the quiet border that cameras need."""
    return segno.make(text, error="m", micro=False).svg_inline(
        scale=4, border=4, light="#fff", dark="#000", svgclass="square-code", lineclass=None, omitsize=False
    )
