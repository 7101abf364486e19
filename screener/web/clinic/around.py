"""The list that a submission was opened from: it travels in the address of every page of that submission.

So each tab of a browser has its own way back and on, and a list that others change meanwhile stays as it was seen. What
somebody searched for stands in no address: a name that this browser's session alone can read stands for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import has_request_context, request, url_for

from screener.clinic.worklist import Cursor, Query
from screener.clinic.worklist_page import PAGE_SIZE
from screener.codes.reference import REFERENCE_LENGTH, normalized
from screener.web.clinic.pages import pages

_LIST, _ROWS = "list", "rows"
_LONGEST = 600
PLACES = ("found", "after", "before", "page")
"""What says which page of what list, beside its query."""


@dataclass(frozen=True, slots=True)
class Around:
    """The list: its address behind the question mark, and the references of the page that was seen, in order."""

    asked: str = ""
    rows: tuple[str, ...] = ()

    def arguments(self) -> dict[str, str]:
        """Return what an address carries of it."""
        return {_LIST: self.asked, _ROWS: ".".join(self.rows)} if self.rows else {}

    def back(self, reference: str) -> str:
        """Return the address of the list, at the row of this submission."""
        address = url_for("clinic.worklist", _anchor=f"row-{reference}" if reference in self.rows else None)
        path, sign, anchor = address.partition("#")
        return f"{path}?{self.asked}{sign}{anchor}" if self.asked else address

    def next(self, reference: str) -> str | None:
        """Return the reference of the row below; ``None`` at the end."""
        return self._beside(reference, 1)

    def previous(self, reference: str) -> str | None:
        """Return the reference of the row above; ``None`` at the start."""
        return self._beside(reference, -1)

    def _beside(self, reference: str, step: int) -> str | None:
        if reference not in self.rows:
            return None
        place = self.rows.index(reference) + step
        return self.rows[place] if 0 <= place < len(self.rows) else None


def around() -> Around:
    """Return the list that the address of this page names; one of nothing where it names none that can be."""
    rows = request.args.get(_ROWS, "").split(".")
    if not all(normalized(row, REFERENCE_LENGTH) == row for row in rows) or len(rows) > PAGE_SIZE:
        return Around()
    pairs = parse_qsl(request.args.get(_LIST, "")[:_LONGEST])
    try:
        Query.read(pairs)
        for name, value in pairs:
            if name in {"after", "before"}:
                Cursor.read(value)
    except ValueError:
        return Around()
    return Around(urlencode(pairs), tuple(rows))


def around_list(pairs: Sequence[tuple[str, str]], rows: Sequence[str]) -> Around:
    """Return the list that is shown now."""
    places = [(name, request.args[name]) for name in PLACES if request.args.get(name)]
    return Around(urlencode([*pairs, *places]), tuple(rows))


@pages.url_defaults
def _carry(_: str, values: dict[str, Any]) -> None:
    """Let each address of a page of a submission carry the list that this page has in its own."""
    if "reference" in values and has_request_context() and _ROWS in request.args and _ROWS not in values:
        values.update(around().arguments())
