"""Ways through the questionnaire, for tests that need a person who answers."""

import copy
from typing import Any, Protocol
from weakref import WeakSet

import time_machine
from flask import Flask

from tests.strict import Page, StrictClient

FIRST: dict[str, dict[str, Any]] = {
    "emergency": {"emergency": "none"},
    "respondent": {"respondent": "self"},
    "body-parts": {"body-parts": ["neck", "left_hand"]},
    "sides": {f"side-{part}": "both" for part in ("upper-face", "lower-face", "jaw-tongue", "neck", "trunk")},
    "onset": {"onset-age": "43", "onset-when": "last-year", "onset-pace": "years", "spells": "no"},
    "new-or-worse": {"new-or-worse": ["none"]},
    "medicines": {
        "medicine": "no",
        "happened": ["none"],
        "worse-within-days": "no",
        "speech-after-shot": "no",
    },
}
SECOND: dict[str, dict[str, Any]] = {
    "signs-head": {f"signs-{group}": ["none"] for group in ("eyes", "face", "jaw", "voice")},
    "signs-body": {"signs-neck": ["turns"], "signs-back": ["none"]},
    "signs-limbs": {"signs-arm": ["cramps"], "signs-leg": ["none"]},
    "course": {"first-part": "together", "course": "worse", "through-day": ["one-task"], "task": "writing"},
    "triggers": {
        "rest-action": "action",
        "triggers": ["stress"],
        "relief": "yes",
        "relief-where": "chin",
        "alcohol-helps": "no",
    },
    "features": {
        "with-it": ["none"],
        "overflow": "no",
        "mirror": "no",
        "pain": "some",
        "pain-where": ["neck"],
    },
    "background": {"family": ["none"], "early-life": ["none"], "liver": "no", "injury-first": "no"},
    "treatment": {"blood-thinner": "no", "levodopa": "no", "tried": ["none"]},
    "so-far": {"told": "no", "tests-done": ["none"]},
    "effect": {"life": ["walking"], "effect-walking": "a-lot"},
    "about-you": {"age-now": "44", "sex": "female", "pregnant": "no", "writing-hand": "right"},
    "help": {"help": ["interpreter"], "help-language": "Vietnamese"},
}
ANSWERS = FIRST | SECOND
"""An answer for every page of both parts, by page id: a neck and a left hand."""

CONTACT = {"name": "Ann Example", "phone": "913 555 0123", "consent": "agree"}


class Answering(Protocol):
    """A browser that fetches a page, and sends the form that is on it."""

    def page(self, address: str) -> Page:
        """Fetch a page."""

    def sends(self, page: Page, address: str, fields: dict[str, Any]) -> Any:
        """Send the form of a page that came from ``address``; the answer has the ``location`` of what comes next."""


def answer_until(
    client: Answering,
    last: str,
    changes: dict[str, dict[str, Any]] | None = None,
    prefix: str = "",
    under: str = "/screen",
) -> list[str]:
    """Answer page after page until the address of ``last`` comes; return the ids of the pages on the way.

    ``check`` comes when the second part is answered too. ``prefix`` is that of the addresses of a language, ``under``
    where the questions are.
    """
    answers = ANSWERS | (changes or {})
    visited: list[str] = []
    address = f"{prefix}{under}/emergency"
    while not address.endswith((f"/{last}", "/result")):
        address = _answer(client, address, answers, visited)
    if last == "check" and address.endswith("/result"):
        for section in _sections(client.page(f"{prefix}{under}/more")):
            address = section
            while not address.endswith("/more"):
                address = _answer(client, address, answers, visited)
    return visited


_DRAFTS: dict[str, dict[str, Any]] = {}
_WITH_A_DRAFT: WeakSet[Flask] = WeakSet()


def arrive_at(
    client: StrictClient, last: str, changes: dict[str, dict[str, Any]] | None = None, prefix: str = ""
) -> None:
    """Be where ``answer_until`` leads, for a test of what comes then.

    The way is walked once; afterwards a browser that has been nowhere yet gets the draft that was made. Two browsers of
    one application never get the same one.
    """
    app, way = client.application, repr((last, changes, prefix))
    new = app not in _WITH_A_DRAFT and not client._cookies and not time_machine.escape_hatch.is_travelling()  # noqa: SLF001
    _WITH_A_DRAFT.add(app)
    if new and way in _DRAFTS:
        with client.session_transaction() as session:
            session.update(copy.deepcopy(_DRAFTS[way]))
        return
    answer_until(client, last, changes, prefix)
    if new:
        with client.session_transaction() as session:
            _DRAFTS[way] = copy.deepcopy(dict(session))


def _answer(client: Answering, address: str, answers: dict[str, dict[str, Any]], visited: list[str]) -> str:
    """Answer what a page asks, once or, where an answer brings up another question, twice; return what comes next."""
    address = address.partition("#")[0]
    page_id = address.rpartition("/")[2]
    assert page_id in answers, address
    if page_id not in visited[-1:]:
        visited.append(page_id)
    page = client.page(address)
    asked = set(page.fields) | set(names(page))
    fields = {name: value for name, value in answers[page_id].items() if name in asked}
    sent: str = client.sends(page, address, fields).location
    return sent


def _sections(more: Page) -> list[str]:
    """Return the first page of each section that is offered."""
    return [
        attributes["href"]
        for attributes, _ in more.all("a")
        if attributes.get("href", "").rpartition("/")[2] in SECOND
    ]


def names(page: Page) -> set[str]:
    """Return the names of all controls of a page."""
    return {
        attributes["name"]
        for tag in ("input", "button", "textarea")
        for attributes, _ in page.all(tag)
        if "name" in attributes
    }


def send(client: StrictClient, **changes: str) -> str:
    """Answer everything, send it, and return the receipt code."""
    arrive_at(client, "check")
    client.submit("/screen/share", CONTACT | changes)
    return receipt_code(client.page("/screen/sent"))


def receipt_code(sent: Page) -> str:
    """Return the five words of the receipt on the confirmation page."""
    return " ".join(
        next(text for attributes, text in sent.all("ol") if attributes.get("class") == "saved-words").split()
    )
