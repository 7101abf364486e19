"""Ways through the questionnaire, for tests that need a person who answers."""

from typing import Any

from tests.strict import Page, StrictClient

ANSWERS: dict[str, dict[str, Any]] = {
    "emergency": {"emergency": "none"},
    "respondent": {"respondent": "self"},
    "movements": {"movements": "yes"},
    "body-parts": {"body-parts": ["neck", "left_hand"]},
    "sides": {f"side-{part}": "both" for part in ("upper-face", "lower-face", "jaw-tongue", "neck", "trunk")},
    **{
        f"signs-{group}": {f"signs-{group}": ["tremor"]}
        for group in ("eyes", "face", "jaw", "voice", "neck", "back", "arm", "leg")
    },
    "onset": {
        "onset-age": "43",
        "onset-when": "last-year",
        "onset-pace": "years",
        "first-part": "together",
    },
    "course": {"course": "worse", "through-day": ["one-task"], "task": "writing", "triggers": ["stress"]},
    "features": {"relief": "yes", "with-it": ["none"], "pain": "some"},
    "background": {"family": ["none"], "stroke": "no", "head-injury": "no", "birth": "no", "medicine": "no"},
    "so-far": {"told": "no", "tried": ["none"]},
    "effect": {"swallowing": ["none"], "effect-walking": "a-lot"},
}
"""An answer for every page, by page id: a neck and a left hand."""

CONTACT = {"name": "Ann Example", "phone": "913 555 0123", "consent": "agree"}


def answer_until(
    client: StrictClient,
    last: str,
    changes: dict[str, dict[str, Any]] | None = None,
    prefix: str = "",
    under: str = "/screen",
) -> list[str]:
    """Answer page after page until the address of ``last`` comes; return the ids of the pages on the way.

    ``prefix`` is that of the addresses of a language, ``under`` where the questions are.
    """
    answers = ANSWERS | (changes or {})
    visited: list[str] = []
    address = f"{prefix}{under}/emergency"
    while not address.endswith(f"/{last}"):
        page_id = address.rpartition("/")[2]
        assert page_id in answers, address
        visited.append(page_id)
        asked = set(client.page(address).fields) | set(names(client.page(address)))
        fields = {name: value for name, value in answers[page_id].items() if name in asked}
        address = client.submit(address, fields).location
    return visited


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
    answer_until(client, "check")
    client.submit("/screen/share", CONTACT | changes)
    return receipt_code(client.page("/screen/sent"))


def receipt_code(sent: Page) -> str:
    """Return the receipt code on the confirmation page."""
    return next(text for attributes, text in sent.all("p") if attributes.get("class") == "receipt-code")
