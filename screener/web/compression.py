"""What is sent small: files always, and those pages in which nothing was chosen by who asked."""

import gzip

import brotli
from flask import Flask, Response, request

from screener.web.page_request import in_clinic

CODINGS = ("br", "gzip")
"""What a body can be sent as; the first that a browser takes is sent."""

_LONGEST_CHOICE = 500
"""Characters. A browser names a handful of codings; to read thousands takes longer than to make the page."""
MOST = 11
_PAGE_EFFORT, _LARGE_PAGE_EFFORT = 5, 10
"""A page is made anew for each request. Effort that takes milliseconds goes where it decides: a page with the body picture
loses an eighth of its bytes by it, and comes with its styles in one round trip."""
_LARGE = 16 * 1024
"""Bytes of a page as it is made."""


def register(app: Flask) -> None:
    """Send pages small, where that tells nobody on the wire what is in them."""
    app.after_request(_send_small)


def coding_of_request() -> str | None:
    """Return the name of the coding to send, or ``None`` where the browser takes neither, or asks for more than any does."""
    if len(request.headers.get("Accept-Encoding", "")) > _LONGEST_CHOICE:
        return None
    return next((name for name in CODINGS if request.accept_encodings[name] > 0), None)


def encoded(content: bytes, coding: str, effort: int) -> bytes:
    """Return ``content`` in a coding, with so much effort of eleven."""
    if coding == "br":
        return bytes(brotli.compress(content, mode=brotli.MODE_TEXT, quality=effort))
    return gzip.compress(content, min(effort, 9), mtime=0)


def _send_small(response: Response) -> Response:
    if not _is_the_persons_alone(response):
        return response
    response.vary.add("Accept-Encoding")
    coding = coding_of_request()
    if coding is not None:
        page = response.get_data()
        effort = _LARGE_PAGE_EFFORT if len(page) >= _LARGE else _PAGE_EFFORT
        response.set_data(encoded(page, coding, effort))
        response.headers["Content-Encoding"] = coding
    return response


def _is_the_persons_alone(response: Response) -> bool:
    # The size of a page that holds a guess beside a secret tells whether the guess is right (BREACH). What an address
    # asks for comes back in links, what a form sent comes back in its fields, and a list of the clinic holds what
    # strangers typed: these are sent as they are.
    return (
        response.status_code == 200  # noqa: PLR2004 - OK
        and response.mimetype == "text/html"
        and request.method in {"GET", "HEAD"}
        and not request.query_string
        and not in_clinic(request)
    )
