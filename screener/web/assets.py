"""Style sheets, scripts and the icon: joined, without what only their readers need, named by their content, compressed once for the life of the process."""

import hashlib
import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import rcssmin
import rjsmin
from flask import Flask, Response, abort, request

from screener.web.compression import MOST, coding_of_request, encoded

SECONDS = 365 * 24 * 3600
_FOLDER = Path(__file__).parent.parent / "static"
_EVERYWHERE = ("shared.css", "picture.css")
_OF_PATIENTS = (*_EVERYWHERE, "patient.css", "questions.css")
_OF_STAFF = (
    *("staff.css", "worklist.css", "record.css", "overview.css", "summary.css", "rows.css", "exam.css"),
    "cards.css",
)
_JOINED = {
    "patient.css": (*_OF_PATIENTS, "pages.css", "outcome.css", "about.css", "sections.css"),
    "body-parts.css": (*_OF_PATIENTS, "picker.css"),
    "rtl.css": ("rtl.css",),
    "staff.css": (*_EVERYWHERE, *_OF_STAFF),
}
_SMALLER: dict[str, Callable[[str], str]] = {"css": rcssmin.cssmin, "js": rjsmin.jsmin}
"""A fifth of what a page and its styles take on the wire would be comments and indents."""
_ASSETS = {*_JOINED, *(file.name for file in _FOLDER.iterdir() if file.suffix != ".css")}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as browsers get it; ``name`` changes with its content, so that it can be kept for a year."""

    name: str
    content: bytes
    mimetype: str


def register(app: Flask) -> None:
    """Serve the assets, and let templates name one by its plain name."""
    app.add_url_rule("/static/<filename>", "static", _serve)

    @app.url_defaults
    def _name_by_content(endpoint: str, values: dict[str, str]) -> None:
        if endpoint == "static":
            values["filename"] = asset(values["filename"]).name


@cache
def asset(plain_name: str) -> Asset:
    """Return an asset by its plain name, such as ``patient.css``; ``KeyError`` where there is none."""
    if plain_name not in _ASSETS:
        raise KeyError(plain_name)
    files = _JOINED.get(plain_name, (plain_name,))
    written = "".join((_FOLDER / file).read_text(encoding="utf-8") for file in files)
    stem, _, ending = plain_name.partition(".")
    content = _SMALLER.get(ending, str)(written).encode()
    name = f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}.{ending}"
    return Asset(name, content, mimetypes.guess_type(plain_name)[0] or "")


@cache
def _encoded(found: Asset, coding: str) -> bytes:
    return encoded(found.content, coding, MOST)


def _serve(filename: str) -> Response:
    stem, _, rest = filename.partition(".")
    plain_name = f"{stem}.{rest.rpartition('.')[2]}"
    if plain_name not in _ASSETS:
        abort(404)
    found, coding = asset(plain_name), coding_of_request()
    response = Response(_encoded(found, coding) if coding else found.content, mimetype=found.mimetype)
    response.vary.add("Accept-Encoding")
    if coding:
        response.headers["Content-Encoding"] = coding
    response.set_etag(f"{found.name}.{coding or 'plain'}")
    if filename == found.name:
        # Another version's name gets what is here, so that a page from before an update has its styles; it is not kept.
        response.headers["Cache-Control"] = f"public, max-age={SECONDS}, immutable"
    response.make_conditional(request)
    return response
