"""The blank questionnaire as a tagged PDF (PDF/UA-1), in large print."""

from dataclasses import asdict
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import segno

from screener.documents.typesetting import typeset
from screener.dystonia.paper import Paper

_TEMPLATE = Path(__file__).with_name("paper.typ").read_bytes()
_MOST_KEPT = 8
"""Each language, before and after the clinic changed its words."""


@lru_cache(maxsize=_MOST_KEPT)
def paper_pdf(paper: Paper, picture: str, address: str = "") -> bytes:
    """Return the paper; ``picture`` is the body picture as SVG, ``address`` where the same questions are on the web.

    It is typeset once, because it is the same for everybody: whoever fetches it again and again keeps nobody's sheet waiting.
    Raises ``typst.TypstError`` when it cannot be typeset.
    """
    return typeset(
        _TEMPLATE,
        asdict(paper) | {"address": address, "square": _square(address) if address else ""},
        picture,
        paper.unprintable,
    )


def _square(address: str) -> str:
    drawn = BytesIO()
    segno.make(address, error="q", micro=False).save(drawn, kind="svg", border=4, light="#fff", xmldecl=False)
    return drawn.getvalue().decode()
