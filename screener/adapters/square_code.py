"""A square code (QR) that a camera reads, as a picture that stands in a page."""

import segno

_SCALE, _BORDER = 4, 4


def square_code(text: str) -> str:
    """Return the code as SVG, dark on white in any colour scheme, with the quiet border that cameras need.

    It has a size of its own, and may be drawn smaller where there is no room for it.
    """
    code = segno.make(text, error="m", micro=False)
    width, height = code.symbol_size(_SCALE, _BORDER)
    drawn: str = code.svg_inline(
        scale=_SCALE,
        border=_BORDER,
        light="#fff",
        dark="#000",
        svgclass="square-code",
        lineclass=None,
        omitsize=False,
    )
    return drawn.replace("<svg ", f'<svg viewBox="0 0 {width} {height}" ', 1)
