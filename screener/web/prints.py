"""Pages that are printed once for everybody: what is one person's own is set into them for each request.

A print is made without an answer, and holds a place wherever an answer, a token or the name of a draft belongs. Whatever
else of the page depends on the answers is in the key that its print is kept under. Nothing personal is ever kept.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field

from markupsafe import escape

from screener.clinic.facts import Facts

PRINTS = "prints"
"""The name of the application's extension that holds its prints."""
_EDGE = "\x00"
"""No page holds this character: nobody can type a place."""
_MOST = 256
"""Prints in memory, of some 10 KB each, however many ways a stranger walks."""


def place(*name: object) -> str:
    """Return what a print holds where something of one person's own belongs."""
    return f"{_EDGE}{' '.join(map(str, name))}{_EDGE}"


@dataclass(frozen=True, slots=True)
class Print:
    """A page with its places: texts and names of places in turns, beginning and ending with a text."""

    texts: tuple[str, ...]

    @classmethod
    def of(cls, page: str) -> "Print":
        """Return the print of a page in which every place stands."""
        return cls(tuple(page.split(_EDGE)))

    @property
    def places(self) -> tuple[str, ...]:
        """The names of the places, one after the other."""
        return self.texts[1::2]

    def filled(self, own: Mapping[str, str]) -> str:
        """Return the page with ``own`` in its places, as text; a place that is not named stays empty."""
        pieces = list(self.texts)
        pieces[1::2] = [str(escape(own.get(name, ""))) for name in pieces[1::2]]
        return "".join(pieces)


@dataclass
class Prints:
    """The prints of one process, those that were made last; other facts of the clinic make all of them old."""

    facts: Facts | None = None
    kept: OrderedDict[Hashable, Print] = field(default_factory=OrderedDict)

    def get(self, key: Hashable, facts: Facts, make: Callable[[], str]) -> Print:
        """Return the print under ``key``, made by ``make`` where there is none yet."""
        if facts is not self.facts:
            self.facts, self.kept = facts, OrderedDict()
        kept = self.kept
        found = kept.get(key)
        if found is None:
            found = kept[key] = Print.of(make())
            if len(kept) > _MOST:
                kept.popitem(last=False)
        return found
