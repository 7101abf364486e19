"""Files that somebody downloads: whole, under a name that says nothing about a person."""

from collections.abc import Iterable
from io import BytesIO

from flask import Response, send_file


def download(content: str | bytes, name: str) -> Response:
    """Return ``content`` (a text as UTF-8) as a file called ``name``, whose ending says what it is."""
    whole = content.encode() if isinstance(content, str) else content
    made = send_file(BytesIO(whole), as_attachment=True, download_name=name, etag=False)
    made.direct_passthrough = False  # it is here whole, to be made smaller on its way and read by commands
    return made


def stream(lines: Iterable[str], name: str) -> Response:
    """Return the lines of a table (CSV) as a file called ``name``; each leaves as soon as it is made."""
    made = Response((line.encode() for line in lines), mimetype="text/csv")
    made.headers.set("Content-Disposition", "attachment", filename=name)
    return made
