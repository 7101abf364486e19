"""A page links one style sheet, and each rule of ours that dresses something on the page stands in that one."""

import re
from functools import cache

import pytest
from flask import Flask
from selectolax.lexbor import LexborHTMLParser

from screener.web.assets import asset
from tests.answering import answer_until
from tests.strict import StrictClient, new_browser
from tests.web.test_first_load import ASKED_FOR, BESIDE, EVERYWHERE

SHEETS = ("patient.css", "body-parts.css")
SELECTORS = re.compile(r"(?<=[{}])([^{}@]+)(?=\{)")
MOMENT = re.compile(
    r"::?(?:before|after|marker|hover|focus(?:-visible|-within)?|active|target|checked|placeholder)"
    r"|:lang\([^()]*\)|:(?:not|has|is|where)\(\)"
)
"""What is true of an element at one moment or stands beside it, and the language, which the parser does not know."""
COMMA = re.compile(r",(?![^(]*\))")


@cache
def _selectors(sheet: str) -> frozenset[str]:
    rules = "}" + asset(sheet).content.decode()
    while MOMENT.search(rules):
        rules = MOMENT.sub("", rules)
    return frozenset(each for rule in SELECTORS.findall(rules) for each in COMMA.split(rule) if each.strip())


def _undressed(text: str) -> set[str]:
    """The selectors that something on the page answers to, in a sheet for patients that the page does not link."""
    page = LexborHTMLParser(text)
    (linked,) = (file for file in ASKED_FOR.findall(text) if file.endswith(".css"))
    own = re.sub(r"^/static/(.+)\.[0-9a-f]+\.css$", r"\1.css", linked)
    others = frozenset().union(*map(_selectors, SHEETS)) - _selectors(own)
    return {selector for selector in others if page.css_matches(selector)}


@pytest.mark.parametrize("prefix", ["", "/es"])
def test_a_page_links_the_sheet_that_dresses_all_it_holds(app: Flask, prefix: str) -> None:
    client = new_browser(app)
    asked = answer_until(client, "check", EVERYWHERE, prefix=prefix)
    for address in (*BESIDE, *(f"/screen/{page}" for page in asked)):
        assert not _undressed(client.get(prefix + address).text), address
    nothing_chosen = client.submit(f"{prefix}/screen/body-parts", {}, 422)
    assert not _undressed(nothing_chosen.text)


def test_the_style_sheet_can_show_as_many_follow_ups_as_a_page_has(client: StrictClient) -> None:
    for page_id in answer_until(client, "check"):
        text = client.page(f"/screen/{page_id}").text
        (linked,) = (file for file in ASKED_FOR.findall(text) if file.endswith(".css"))
        shown = set(re.findall(r'data-follows="?(\d+)"?', client.get(linked).text))
        held = re.findall(r'data-follows="(\d+)"', text)
        assert set(held) <= shown, page_id
        for number in held:
            assert re.search(rf'data-shows="[^"]*\b{number}\b', text), (page_id, number)
