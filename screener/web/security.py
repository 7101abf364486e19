"""What every response carries, and what every unsafe request must prove. Closed unless listed."""

import re
from collections.abc import Sequence
from ipaddress import ip_address
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

from flask import Flask, Response, abort, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from screener.adapters.setting_values import as_asked_for
from screener.storage.throttling import Network
from screener.web.page_request import over_tls

LARGEST_BODY = 64 * 1024
_NULL = "\x00"
_ADDRESS_AND_PORT = re.compile(r"\[(?P<v6>[^\]]+)\](:\d+)?|(?P<v4>[\d.]+)(:\d+)?", re.ASCII)
MOST_FIELDS = 500
"""Of a form: the page of most choices has under a hundred, and nobody works through more than a page of the list."""

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_KEPT = {"static", "fhir.questionnaire", "fhir.code_system"}
"""What is the same for everybody, and may be kept by whoever fetched it."""

_SECRETS = {"code", "token"}
"""What an address may hold that opens something: of a page that somebody linked to, no search engine keeps a copy."""

_TAKEN_AS_JSON = {"fhir.create"}
"""What is no form: it looks at its body itself."""

HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def protect(app: Flask, *, base_url: str, proxy_hops: int, proxies: Sequence[Network]) -> CSRFProtect:
    """Limit what comes in, demand a CSRF token with every unsafe request, and set the headers of what goes out."""
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_BODY,
        BASE_URL=base_url,
        WTF_CSRF_TIME_LIMIT=None,  # the token lives as long as the sealed session that holds it
        WTF_CSRF_SSL_STRICT=False,  # no page sends a referrer, so that none can be asked for
    )
    app.url_map.merge_slashes = False  # a redirect would name the host that the request claims
    if proxy_hops:
        app.wsgi_app = _Proxies(app.wsgi_app, proxy_hops, proxies)  # type: ignore[method-assign]
    if base_url:
        ours = as_asked_for(urlsplit(base_url).hostname or "")
        app.before_request(lambda: _refuse_other_hosts(ours))
    app.wsgi_app = _Carrying(app.wsgi_app)  # type: ignore[method-assign]
    app.before_request(_refuse_null)
    app.before_request(_refuse_unreadable)
    app.after_request(_set_headers)
    return CSRFProtect(app)


class _Carrying:
    """Adds the headers that every response carries, whoever made it: as written, for they are looked at no more."""

    def __init__(self, app: Any) -> None:
        self._app = app

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            return start_response(status, [*headers, *HEADERS.items()], *rest)

        return self._app(environ, start)


class _Proxies:
    """Believes what proxies say of the client, where it is one that asks: nobody who found the port past them."""

    def __init__(self, app: Any, hops: int, networks: Sequence[Network]) -> None:
        self._plain = app
        self._told = ProxyFix(self._as_told, x_for=hops, x_proto=hops)
        self._networks = networks

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        try:
            peer = ip_address(environ.get("REMOTE_ADDR", ""))
        except ValueError:
            return self._plain(environ, start_response)
        peer = getattr(peer, "ipv4_mapped", None) or peer
        believed = any(peer in network for network in self._networks)
        return (self._told if believed else self._plain)(environ, start_response)

    def _as_told(self, environ: dict[str, Any], start_response: Any) -> Any:
        """Go on with the address alone: a port behind it would make each connection a client of its own, whose tries nobody counts."""
        said = environ.get("REMOTE_ADDR", "")
        address = _ADDRESS_AND_PORT.fullmatch(said.strip())
        try:
            environ["REMOTE_ADDR"] = str(ip_address(address["v6"] or address["v4"] if address else said))
        except ValueError:  # where no address was told, all are whoever stands in front
            environ["REMOTE_ADDR"] = environ["werkzeug.proxy_fix.orig"]["REMOTE_ADDR"]
        return self._plain(environ, start_response)


def _refuse_other_hosts(ours: str) -> None:
    # A balancer asks for health by address, and monitoring for figures: those pages need no host, and name none.
    if request.blueprint not in {"health", "metrics"} and urlsplit(f"//{request.host}").hostname != ours:
        abort(400)


def _refuse_null() -> None:
    # No name in the program and no text in PostgreSQL holds this character, and nobody types it into an address.
    if _NULL in request.path:
        abort(404)
    if any(_NULL in text for pair in request.args.items(multi=True) for text in pair):
        abort(400)


def _refuse_unreadable() -> None:
    # Werkzeug keeps bytes that are no UTF-8 as percent signs and digits, which nobody typed.
    if request.method in {"GET", "HEAD", "OPTIONS"} or not (body := request.get_data()):
        return
    if request.endpoint in _TAKEN_AS_JSON:
        return
    if request.mimetype != "application/x-www-form-urlencoded":
        abort(415)
    if body.count(b"&") >= MOST_FIELDS:
        abort(413)
    try:
        unquote_to_bytes(body).decode()
    except UnicodeDecodeError:
        abort(400)


def _set_headers(response: Response) -> Response:
    if over_tls():
        response.headers["Strict-Transport-Security"] = "max-age=63072000"
    if request.endpoint not in _KEPT or "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    if not _SECRETS.isdisjoint(request.view_args or ()):
        response.headers["X-Robots-Tag"] = "noindex"
    return response
