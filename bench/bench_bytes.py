"""The bytes of every patient page on the wire, with what it asks for: on a first visit, in each language.

Headers count. The budget is what arrives in one round trip: 14 KB for the page, its styles and its script.
"""

import io
import re
import tempfile
from collections.abc import Iterator
from typing import Any

from werkzeug.test import Client

from screener import create_app, logs
from screener.settings import from_environment
from screener.storage.upkeep import schema
from screener.web.use_cases import use_cases

BUDGET = 14 * 1024
ANSWERS: dict[str, dict[str, Any]] = {
    "emergency": {"emergency": "none"},
    "respondent": {"respondent": "self"},
    "body-parts": {"body-parts": ["upper_face", "neck", "left_hand"]},
    "sides": {"side-upper-face": "both", "side-neck": "both"},
    "share": {"phone": "913-555-0123", "consent": "agree"},
}
NEXT = {"/screen/result": "/screen/more", "/screen/more": "/screen/check", "/screen/check": "/screen/share"}
ASKED_FOR = re.compile(r'<(?:link rel="stylesheet"|script)[^>]* (?:href|src)="([^"]+)"')
TAKES = {"Accept-Encoding": "gzip, deflate, br, zstd"}


def first_choices(page: str) -> dict[str, str]:
    """Return an answer to each question of a page: its first choice, or an age."""
    fields: dict[str, str] = {}
    for name, value in re.findall(r'type="(?:radio|checkbox)"[^>]* name="([^"]+)" value="([^"]*)"', page):
        fields.setdefault(name, value)
    return fields | dict.fromkeys(re.findall(r'inputmode="numeric"[^>]* name="([^"]+)"', page), "43")


def addresses(browser: Client, prefix: str) -> Iterator[str]:
    """Answer every question and send; yield the address of each page while it can be seen."""
    yield from ("/", "/about", "/receipt")
    address = "/screen/emergency"
    while address != "/screen/sent":
        yield address
        page = browser.get(prefix + address).text
        if address in NEXT:
            address = NEXT[address]
            continue
        fields = ANSWERS.get(address.rpartition("/")[2]) or first_choices(page)
        token = re.findall(r'name="csrf_token"[^>]* value="([^"]+)"', page)
        sent = browser.post(prefix + address, data={"csrf_token": token, **fields})
        assert sent.status_code == 303, (address, sent.status_code)
        address = sent.location.removeprefix(prefix)
    yield address


def on_the_wire(browser: Client, address: str) -> int:
    """Return the bytes of an answer, its headers included."""
    answer = browser.get(address, headers=TAKES)
    return len(str(answer.headers)) + len(answer.data)


def main() -> None:
    """Print a line for each page, and the largest first visit as a share of the budget."""
    logs.configure(io.StringIO())
    app = create_app(from_environment({"SCREENER_INSTANCE": tempfile.mkdtemp()}))
    schema.upgrade(use_cases(app).database)
    largest = 0
    print(f"{'address':<28}{'page':>8}{'files':>8}{'total':>8}  requests")
    for prefix in ("", "/es"):
        browser = Client(app)
        for address in addresses(browser, prefix):
            asked_for = ASKED_FOR.findall(browser.get(prefix + address).text)
            page = on_the_wire(browser, prefix + address)
            files = sum(on_the_wire(browser, file) for file in asked_for)
            largest = max(largest, page + files)
            print(f"{prefix + address:<28}{page:>8,}{files:>8,}{page + files:>8,}  {1 + len(asked_for)}")
    print(f"largest first visit = {largest / BUDGET:.0%} of {BUDGET:,} bytes")


main()
