"""Addresses: whole ones of pages, for whoever is not on one; where a taken form leads; and where a request came from."""

from typing import Any
from urllib.parse import quote

from flask import Flask, current_app, request
from werkzeug.routing import PathConverter

SEE_OTHER = 303
"""Go there with a GET: the answer to a form that was taken."""


class AnyPath(PathConverter):
    """A path with whatever was copied behind it, a line break too."""

    regex = r"[^/][\s\S]*?"


def public_address(path: str) -> str:
    """Return the whole address of a path under ``SCREENER_BASE_URL``; empty without it.

    The host that a request claims is nothing to write down.
    """
    base_url: str = current_app.config["BASE_URL"]
    return base_url and joined(base_url, path)


def address_from_here(path: str) -> str:
    """Return the whole address of a path under ``SCREENER_BASE_URL``, or else as whoever asks reached this program."""
    return public_address(path) or joined(request.host_url, path)


def address_in(app: Flask, base_url: str, endpoint: str, **values: Any) -> str:
    """Return the whole address of a page outside of any request, for somebody who reaches the program by ``base_url``."""
    return joined(base_url, app.url_map.bind("").build(endpoint, values))


def joined(base_url: str, path: str) -> str:
    """Return a path behind an address, however that ends."""
    return base_url.rstrip("/") + path


def address_as_written() -> str:
    """Return the path and query of the request as they were written: decoded, they might hold what no address may hold."""
    return f"{quote(request.path)}?{quote(request.query_string, safe='=&%+')}".removesuffix("?")


def network_address() -> str:
    """Return where the request came from, empty where nobody knows."""
    return request.remote_addr or ""
