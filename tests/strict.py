"""A client that checks every page it gets, as a browser without script would use it."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import html5lib
from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from werkzeug.test import TestResponse

from screener.web.security import HEADERS
from tests.valid import valid

PHONE = "913-588-1227"
LARGEST_BYTES = 3500
"""Of a cookie with its name: browsers drop one of more than 4,096, and with it the draft."""


@dataclass(frozen=True)
class Language:
    """What every page of a language carries."""

    code: str
    product: str
    diagnosis: str
    other_code: str
    other_name: str


ENGLISH = Language("en", "Dystonia self-screen", "diagnosis", "es", "Español")
SPANISH = Language("es", "Autoevaluación de distonía", "diagnóstico", "en", "English")


_TOKEN = re.compile(r'(name="csrf_token"[^>]* value=")([^"]+)"')


_WORDS = re.compile(r"""(>|=")[^<&"\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffe\uffff]+""")
"""What stands between tags and in values: with any other words in its place a page is as well formed as before."""
WELL_FORMED: list[Path] = []
"""The folder with a file for each shape of pages that html5lib found no fault in, for all processes that run tests.

To look takes twice as long as it takes to make the page. Without a folder each page is looked at.
"""


_TAG_AS_WORDS = re.compile(r"&lt;\w+ (class|dir|href|lang|translate)=")
"""A tag of ours that was escaped, which people read as words."""


def _check_markup(text: str) -> None:
    assert not _TAG_AS_WORDS.search(text), _TAG_AS_WORDS.findall(text)
    shape = sha256(_WORDS.sub(r"\1", text).encode()).hexdigest()
    if not any((folder / shape).exists() for folder in WELL_FORMED):
        html5lib.HTMLParser(strict=True).parse(text)
        for folder in WELL_FORMED:
            (folder / shape).touch()


@lru_cache(maxsize=512)  # apart from its token the same page comes again and again
def _elements(text: str) -> list[tuple[str, dict[str, str], str]]:
    _check_markup(text)
    root = LexborHTMLParser(text).root
    assert root
    return [
        (str(node.tag), {name: value or "" for name, value in node.attributes.items()}, node.text(deep=True))
        for node in root.traverse()
    ]


class Page:
    """A parsed page."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.elements = _elements(_TOKEN.sub(r'\1token"', text))

    def all(self, tag: str) -> list[tuple[dict[str, str], str]]:
        """Return the attributes and text of every element with this tag."""
        return [
            (attributes, " ".join(text.split())) for name, attributes, text in self.elements if name == tag
        ]

    @property
    def draft(self) -> dict[str, str]:
        """The name of the draft that the form was made for, as it is sent; nothing where it names none."""
        fields = (attributes for attributes, _ in self.all("input") if attributes.get("name") == "draft")
        return {field["name"]: field["value"] for field in fields}

    @property
    def token(self) -> str:
        """The CSRF token of the form."""
        found = _TOKEN.search(self.text)
        assert found
        return found[2]

    @property
    def heading(self) -> str:
        """The text of the h1."""
        return self.all("h1")[0][1]

    def switch(self, code: str) -> tuple[dict[str, str], str]:
        """Return the attributes and text of the one link to the page in another language; there may be links to more."""
        (link,) = (link for link in self.all("a") if link[0].get("hreflang") == code)
        return link

    @property
    def errors(self) -> list[str]:
        """The lines of the error summary's links."""
        return [text for attributes, text in self.all("p") if attributes.get("class") == "error-message"]

    @property
    def fields(self) -> dict[str, list[str]]:
        """What the form would send as it stands, without the token and the name of the draft."""
        sent: dict[str, list[str]] = {}
        for attributes, _ in self.all("input"):
            ticked = attributes.get("type") not in {"radio", "checkbox"} or "checked" in attributes
            if ticked and "name" in attributes and attributes["name"] not in {"csrf_token", "draft"}:
                sent.setdefault(attributes["name"], []).append(attributes.get("value", ""))
        for attributes, text in self.all("textarea"):
            sent.setdefault(attributes["name"], []).append(text)
        return sent


class StrictClient(FlaskClient):
    """Every page fetched in any test is checked whole: markup, headers, names and the phone number."""

    phone = PHONE

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Fetch, and check what came."""
        response = super().open(*args, **{"buffered": True} | kwargs)
        _check_headers(response)
        if response.mimetype == "application/fhir+json" and response.data:
            valid(json.loads(response.data))
        if response.mimetype == "text/html" and not 300 <= response.status_code < 400:
            side = response.request.path.split("/")[1]
            _check_page(Page(response.text), SPANISH if side == "es" else ENGLISH, self.phone)
            if side != "clinic":
                _check_switch(Page(response.text), SPANISH if side == "es" else ENGLISH)
        return response

    def page(self, address: str, status: int = 200) -> Page:
        """Fetch a page that must have ``status``."""
        response = self.get(address)
        assert response.status_code == status, (address, response.status_code, response.location)
        return Page(response.text)

    def submit(self, address: str, fields: dict[str, Any], status: int = 303) -> TestResponse:
        """Fetch the form at ``address`` and send it with ``fields``."""
        return self.sends(self.page(address), address, fields, status)

    def sends(self, page: Page, address: str, fields: dict[str, Any], status: int = 303) -> TestResponse:
        """Send the form of a page that came from ``address`` with ``fields``."""
        response = self.post(address, data={"csrf_token": page.token, **page.draft, **fields})
        assert response.status_code == status, (address, response.status_code, Page(response.text).errors)
        return response


def new_browser(app: Flask) -> StrictClient:
    """Return a browser that has been nowhere yet."""
    client = app.test_client()
    assert isinstance(client, StrictClient)
    return client


def _check_headers(response: TestResponse) -> None:
    for name, value in HEADERS.items():
        assert response.headers[name] == value
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "Cache-Control" in response.headers
    for cookie in response.headers.getlist("Set-Cookie"):
        if response.request.path.startswith("/clinic"):
            assert cookie.startswith(("screener-clinic", "__Secure-screener-clinic"))
            assert "Path=/clinic" in cookie
        else:
            assert cookie.startswith(
                ("screener=", "__Host-screener=", "screener-kiosk=", "__Host-screener-kiosk=")
            )
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert len(cookie.partition(";")[0]) <= LARGEST_BYTES


def _check_switch(page: Page, language: Language) -> None:
    attributes, text = page.switch(language.other_code)
    assert (attributes["lang"], text) == (language.other_code, language.other_name)


def _check_page(page: Page, language: Language, phone: str) -> None:
    assert page.text.startswith("<!doctype html>")
    assert len(page.all("h1")) == 1
    assert page.heading
    assert page.all("title")[0][1].endswith(f"– {language.product}")
    assert page.all("html")[0][0]["lang"] == language.code
    assert phone in page.text
    assert page.all("main")
    assert language.diagnosis in page.text
    ids = [attributes["id"] for _, attributes, _ in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    labelled = {attributes["for"] for attributes, _ in page.all("label")}
    assert labelled <= set(ids)
    for tag, attributes, text in page.elements:
        assert "style" not in attributes
        assert not any(name.startswith("on") for name in attributes)
        for name in ("aria-describedby", "aria-labelledby"):
            assert set(attributes.get(name, "").split()) <= set(ids)
        if tag in {"input", "textarea", "select"} and attributes.get("type") != "hidden":
            assert attributes["id"] in labelled
        if tag in {"a", "button"}:
            assert text.strip()
        if tag == "a" and attributes["href"].startswith("#"):
            assert attributes["href"][1:] in ids
        if tag == "script":
            assert attributes["src"].startswith("/static/")
        if tag in {"link", "img", "script"} and attributes.get("rel") != "alternate":
            assert "//" not in attributes.get("href", "") + attributes.get("src", "")
    levels = [int(tag[1]) for tag, _, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
