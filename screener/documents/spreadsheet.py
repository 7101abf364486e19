"""Tables that a spreadsheet opens: UTF-8 with its mark, and no cell that could be taken for a formula."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence

_MARK = "\ufeff"
_FORMULA = re.compile(r"(^|[;\t\r\n])([\s\x22]*)([=+\-@\uff1d\uff0b\uff0d\uff20])")
"""What a spreadsheet may take for a formula, also behind a semicolon, which separates the cells of half the world,
where it then begins with a quotation mark of its own."""


class _Piece:
    """What ``csv.writer`` writes one line to."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> None:
        self.text = text


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Return the lines of any table, each with its end; no cell of it can be taken for a formula."""
    piece = _Piece()
    writer = csv.writer(piece)
    writer.writerow(header)
    yield _MARK + piece.text
    for row in rows:
        writer.writerow([_safe(cell) for cell in row])
        yield piece.text


def _safe(cell: str) -> str:
    plain = cell if cell[:1] not in {"\t", "\r", "\n"} else f"'{cell}"
    return _FORMULA.sub(r"\1\2'\3", plain)
