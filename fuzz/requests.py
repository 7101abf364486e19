"""Hostile requests: a form or a route that is there, with something about it that is not as it should be."""

import random
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from werkzeug.routing import Rule

from fuzz.values import nearly, value
from tests.web.every_form import Form

NOBODY = -1
FORM = "application/x-www-form-urlencoded"
_METHODS = ("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "BREW")
_TYPES = (
    *(
        FORM,
        "application/json",
        "text/plain",
        "multipart/form-data; boundary=x",
    ),
    *(
        "multipart/form-data",
        "application/x-www-form-urlencoded; charset=utf-16",
        "",
        "\u00e9/\u00e9",
        "application/fhir+json",
    ),
)
_HEADERS = {
    "Accept": ("*/*", "application/fhir+json", "text/html;q=x", ",", "a/b;" * 50),
    "Accept-Encoding": ("br", "gzip;q=2", "identity;q=0, *;q=0", ";;;"),
    "Accept-Language": ("es", "es-MX;q=0.1, en", "*", "x" * 500, "es;q=-1"),
    "Cookie": (
        "screener=",
        "screener=AAAA",
        "screener-clinic=%00",
        "screener-kiosk=x; screener=y",
        "=",
        ";" * 100,
    ),
    "Host": ("example.com", "[::1", "a b", "xn--a", "\u00e9", "", "localhost:99999", "-"),
    "If-Modified-Since": ("yesterday", "Thu, 01 Jan 1970 00:00:00 GMT", "Thu, 01 Jan 99999 00:00:00 GMT"),
    "If-None-Match": ('"x"', "W/", "*", '"' * 99),
    "Origin": ("null", "http://evil.example", "\u00e9"),
    "Range": ("bytes=0-", "bytes=-1", "bytes=9-1", "bytes=0-0,1-1," * 20, "x"),
    "Referer": ("http://evil.example/", "http://[", "\u00e9"),
    "User-Agent": ("", "x" * 4000),
    "X-Forwarded-For": ("1.2.3.4", "unknown", "1.2.3.4, ::1", "::ffff:1.2.3.4%eth0"),
    "X-Forwarded-Proto": ("https", "x"),
    "Transfer-Encoding": ("chunked",),
    "Content-Length": ("-1", "x", "99999999999"),
}


@dataclass(frozen=True)
class Hostile:
    """One request: as whom (a number of a browser), and its bytes."""

    who: int
    method: str
    path: str
    query: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    content_type: str = ""


class Grammar:
    """Draws requests for the forms and routes of one application."""

    def __init__(self, forms: list[Form], rules: list[Rule], browsers: int, draw: random.Random) -> None:
        self._forms = forms
        self._rules = rules
        self._browsers = browsers
        self._draw = draw
        self._names = sorted({name for form in forms for name in form.fields})
        self._segments = sorted({part for form in forms for part in form.action.split("/") if part})

    def hostile(self, of: list[int]) -> Hostile:
        """Return the next request; ``of`` says whose browser has each form."""
        return self.twisted(self._of_route() if self._draw.random() < 0.35 else self._of_form(of))

    def _of_form(self, of: list[int]) -> Hostile:
        draw = self._draw
        number = draw.randrange(len(self._forms))
        form = self._forms[number]
        pairs = list(form.carried)
        for name in form.fields:
            offered = [each for key, each in form.offered if key == name]
            pairs += [(name, value(draw, offered)) for _ in range(draw.choice((0, 1, 1, 1, 1, 2, 3)))]
        if draw.random() < 0.15:
            pairs.append((draw.choice(self._names), value(draw, ())))
        if draw.random() < 0.1:
            pairs = [(name, nearly(draw, each) if draw.random() < 0.3 else each) for name, each in pairs]
        if draw.random() < 0.03:
            pairs += [(draw.choice(self._names), "1")] * 2000
        path, _, query = form.action.partition("#")[0].partition("?")
        if form.method == "GET":
            return Hostile(of[number], "GET", path, urlencode(pairs, errors="surrogatepass"))
        body = urlencode(pairs, errors="surrogatepass").encode()
        return Hostile(of[number], "POST", path, query, {}, body, FORM)

    def _of_route(self) -> Hostile:
        draw, rule = self._draw, self._draw.choice(self._rules)
        parts = [
            quote(self._segment(), safe="") if part.startswith("<") else part for part in rule.rule.split("/")
        ]
        methods = sorted(rule.methods or {"GET"})
        query = urlencode(
            [
                (draw.choice((*self._names, "after", "before", "tab", "q")), value(draw, ()))
                for _ in range(draw.choice((0, 0, 1, 2)))
            ]
        )
        who = draw.randrange(NOBODY, self._browsers)
        return Hostile(who, draw.choice(methods), "/".join(parts), query)

    def _segment(self) -> str:
        draw = self._draw
        found = draw.choice(self._segments)
        return (
            found
            if draw.random() < 0.5
            else (nearly(draw, found) if draw.random() < 0.5 else value(draw, ()))
        )

    def twisted(self, made: Hostile) -> Hostile:
        """Return a request, mostly as it is."""
        draw, changes = self._draw, dict[str, Any]()
        if draw.random() < 0.06:
            changes["method"] = draw.choice(_METHODS)
        if draw.random() < 0.05:
            changes["content_type"] = draw.choice(_TYPES)
        if draw.random() < 0.15:
            name = draw.choice(sorted(_HEADERS))
            changes["headers"] = made.headers | {name: draw.choice(_HEADERS[name])}
        if made.body is not None and draw.random() < 0.06:
            at = draw.randint(0, len(made.body))
            changes["body"] = (
                made.body[:at] + draw.randbytes(draw.randint(0, 20)) + made.body[at + draw.randint(0, 9) :]
            )
        if draw.random() < 0.03:
            changes["path"] = nearly(draw, made.path) or "/"
        if draw.random() < 0.05:
            changes["query"] = made.query + draw.choice(
                ("&%", "&%ff=%fe", "&=&=", "&tab=closed&tab=", "&after=0.0")
            )
        if draw.random() < 0.05:
            changes["who"] = draw.randrange(NOBODY, self._browsers)
        return Hostile(**{**vars(made), **changes})
