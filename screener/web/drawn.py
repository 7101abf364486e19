"""Views of the body picture, printed once: each part and each tick is set into its place as its mark says.

What can stand in a place is printed too, for each side that a mark can have: so it is the part alone that is kept, and never which
parts one person marked.
"""

from functools import cache

from flask import get_template_attribute
from markupsafe import Markup

from screener.web.pictures import Picture
from screener.web.prints import Print

_MACROS = "macros/picture.html"
_PLACES = Picture(places=True)


def drawn(picture: Picture, view: str) -> Markup:
    """Return the drawing of one view, as the macro ``drawing`` makes it."""
    if picture.answered_on or picture.shades:
        return _drawing(picture, view)
    sides = picture.sides
    found = _print(view)
    return Markup(  # noqa: S704 - of drawings of ours alone
        found.filled({name: _in_place(name, sides.get(name.split(" ")[1])) for name in found.places})
    )


@cache
def _print(view: str) -> Print:
    return Print.of(_drawing(_PLACES, view))


@cache
def _in_place(name: str, side: str | None) -> Markup:
    macro, mark, *more = name.split(" ")
    picture = Picture({} if side is None else {mark: side})
    arguments = [int(each) if macro == "tick" else each for each in more]
    written: Markup = get_template_attribute(_MACROS, macro)(picture, mark, *arguments)
    return written


def _drawing(picture: Picture, view: str) -> Markup:
    written: Markup = get_template_attribute(_MACROS, "drawing")(picture, view)
    return written
