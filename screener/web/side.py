"""Who sits in front of the pages with questions, and what the pages are to them."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import request, url_for

from screener.web.language import language
from screener.web.page_request import on_tablet


@dataclass(frozen=True, slots=True)
class Side:
    """One of those who may sit there: ``own`` is whoever answers; ``keeps`` whoever can save, copy and come back."""

    blueprint: str
    folder: str
    layout: str
    own: bool = True
    keeps: bool = True

    def address(self, endpoint: str, **values: Any) -> str:
        """Return the address of a page on this side."""
        return url_for(f"{self.blueprint}.{endpoint}", **values)

    def template(self, name: str) -> str:
        """Return the template of a page that has words of its own on each side."""
        return f"{self.folder}/{name}"


def side() -> Side:
    """Return the side of the request: the person at their own device or at a tablet of the clinic, or a clinician."""
    if (request.blueprint or "").startswith("phone_"):
        return _caller(language())
    return _person(language(), keeps=not on_tablet(request))


@cache
def _person(code: str, *, keeps: bool) -> Side:
    return Side(f"patient_{code}", "patient", "base.html", keeps=keeps)


@cache
def _caller(code: str) -> Side:
    return Side(f"phone_{code}", "phone", "phone/layout.html", own=False, keeps=False)
