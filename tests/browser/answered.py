"""Somebody who answered before the test begins: the same browser sends the forms, and draws no page for it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import APIRequestContext

from screener.body.anatomy import UNSIDED_MARKS
from tests.answering import answer_until
from tests.browser.person import Person
from tests.strict import Page

_ONE_HAND: dict[str, dict[str, Any]] = {
    "body-parts": {"body-parts": ["left_hand"]},
    "medicines": {"medicine": "no", "happened": ["none"]},
}
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class _Sent:
    location: str


class Undrawn:
    """A browser with its cookies and without its window."""

    def __init__(self, request: APIRequestContext) -> None:
        self._request = request

    def page(self, address: str) -> Page:
        """Fetch a page."""
        response = self._request.get(address)
        assert response.status == 200, (address, response.status)
        return Page(response.text())

    def submit(self, address: str, fields: dict[str, Any]) -> _Sent:
        """Fetch the form at ``address`` and send it with these fields."""
        return self.sends(self.page(address), address, fields)

    def sends(self, page: Page, address: str, fields: dict[str, Any]) -> _Sent:
        """Send the form of a page that came from ``address`` with these fields."""
        body = urlencode({"csrf_token": page.token, **page.draft, **fields}, doseq=True)
        response = self._request.post(address, data=body, headers=_FORM, max_redirects=0)
        assert response.status == 303, (address, response.status, Page(response.text()).errors)
        return _Sent(response.headers["location"])


def starts(person: Person) -> Person:
    """Be on the question about the parts, answering for oneself."""
    answer_until(Undrawn(person.page.context.request), "body-parts")
    return person.goes_to("/screen/body-parts").is_on("/screen/body-parts")


def has_marked_one_hand(person: Person) -> Person:
    """Have answered the first part with one marked hand, and be on no page yet."""
    answer_until(Undrawn(person.page.context.request), "result", _ONE_HAND)
    return person


def has_marked_every_part(person: Person) -> Person:
    """Have answered the first part for somebody in care, with all parts marked, and be on no page yet."""
    changes: dict[str, dict[str, Any]] = {
        "respondent": {"respondent": "carer"},
        "body-parts": {"body-parts": sorted(UNSIDED_MARKS)},
    }
    answer_until(Undrawn(person.page.context.request), "result", changes)
    return person
