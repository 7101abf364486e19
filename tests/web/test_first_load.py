"""The first visit of a page arrives in one round trip: its page, its styles and its script, headers included."""

import re

import pytest
from flask import Flask
from werkzeug.test import Client

from tests.answering import answer_until
from tests.strict import new_browser

ROUND_TRIP = 14 * 1024
ROOM = 500
"""Bytes kept free, so that a longer clinic's name or one more sentence still arrives."""
ASKED_FOR = re.compile(r'<(?:link rel="stylesheet"|script)[^>]* (?:href|src)="([^"]+)"')
EVERYWHERE = {
    "body-parts": {"body-parts": ["upper_face", "jaw_tongue", "neck", "trunk", "left_hand", "right_foot"]}
}


def _bytes(browser: Client, address: str) -> int:
    answer = browser.get(address, headers={"Accept-Encoding": "br"})
    assert answer.status_code == 200, (address, answer.status_code)
    return len(str(answer.headers)) + len(answer.data)


@pytest.mark.parametrize("prefix", ["", "/es"])
def test_the_largest_pages_arrive_in_one_round_trip_with_room_to_spare(app: Flask, prefix: str) -> None:
    client = new_browser(app)
    answer_until(client, "result", EVERYWHERE, prefix=prefix)
    browser = Client(app)
    draft = client.get_cookie("screener")
    assert draft
    browser.set_cookie("screener", draft.value)
    for address in ("/", "/about", "/screen/body-parts", "/screen/result"):
        files = ASKED_FOR.findall(client.get(prefix + address).text)
        assert len(files) == 2
        assert sum(_bytes(browser, each) for each in (prefix + address, *files)) <= ROUND_TRIP - ROOM, address
