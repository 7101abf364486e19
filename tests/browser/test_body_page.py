"""What somebody who cannot see the body page is told: its accessibility tree, as Chromium makes it.

After a wanted change, write the new one: SCREENER_WRITE_TREE=1 .venv/bin/python -m pytest tests/browser/test_body_page.py
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.browser.answered import starts
from tests.browser.person import Person

TREE = Path(__file__).with_name("body_page.txt")
LEFT_OUT = {
    "generic",
    "none",
    "paragraph",
    "Legend",
    "LabelText",
    "StaticText",
    "InlineTextBox",
    "ListMarker",
}


def lines_of_tree(person: Person) -> list[str]:
    """Return a line for each thing a screen reader tells, in its order: role, name, whether ticked, description."""
    session = person.page.context.new_cdp_session(person.page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}
    return list(_lines(nodes[0], by_id, 0))


def _lines(node: dict[str, Any], by_id: dict[str, dict[str, Any]], depth: int) -> Iterator[str]:
    role = node["role"]["value"]
    told = not node["ignored"] and role not in LEFT_OUT
    if told:
        states = {state["name"]: state["value"].get("value") for state in node.get("properties", ())}
        ticked = {"true": "ticked", "false": "not ticked"}.get(str(states.get("checked")), "")
        words = (f"{role}: {_value(node, 'name')}", ticked, _value(node, "description"))
        yield "  " * depth + ", ".join(word for word in words if word).rstrip(": ")
    for child in node["childIds"]:
        yield from _lines(by_id[child], by_id, depth + told)


def _value(node: dict[str, Any], kind: str) -> str:
    return str(node.get(kind, {}).get("value", ""))


def test_the_body_page_tells_what_it_shows(someone: Callable[..., Person]) -> None:
    person = starts(someone())
    person.marks("Neck", "Left hand")
    told = "\n".join(lines_of_tree(person)) + "\n"
    if os.environ.get("SCREENER_WRITE_TREE"):
        TREE.write_text(told, encoding="utf-8")
    assert told == TREE.read_text(encoding="utf-8")


def test_enter_in_a_box_goes_on_and_marks_nothing(someone: Callable[..., Person]) -> None:
    person = starts(someone())
    neck = person.page.get_by_label("Neck", exact=True)
    neck.check()
    with person.page.expect_navigation():
        neck.press("Enter")
    person.is_on("/screen/onset").presses("Back")
    expect(person.page.locator(".choice :checked")).to_have_count(1)
