"""The hostile requests of `make fuzz`, a few of them; and that it would notice."""

import copy
import json
import random
import time
from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import urlencode

import pytest

from fuzz.house import House, sqlite_house
from fuzz.requests import FORM, NOBODY, Grammar, Hostile
from screener.web.security import LARGEST_BODY
from tests.web.test_longest_bodies import SHORT, too_slow

READ_AS_NOTHING = ("\u200b", "\x1f\u2028\x00")
"""Something was typed, and nothing is left of it once it is read."""


@pytest.fixture(scope="module")
def built() -> Iterator[House]:
    """An application with people in it."""
    with sqlite_house() as house:
        yield house


@pytest.fixture
def house(built: House) -> House:
    """It, with its log heard by this test."""
    built.listen()
    return built


@pytest.mark.filterwarnings("ignore")  # of werkzeug's client, about hosts that are none
def test_hostile_requests_are_answered_and_none_is_a_fault(house: House) -> None:
    draw = random.Random("make test")  # noqa: S311 - the same requests each time
    grammar = Grammar(house.forms, list(house.app.url_map.iter_rules()), house.browsers, draw)
    drawn = [
        *(grammar.hostile(house.of) for _ in range(150)),
        *(house.programs.hostile(draw) for _ in range(40)),
        *(house.comes_back(draw) for _ in range(10)),
    ]
    statuses = [house.ask(request) for request in drawn]
    assert house.faults() == []
    assert [status for status in statuses if status >= 500 and status != 503] == []
    assert {200, 201, 303, 400, 404, 422} <= set(statuses), "they reach no depth"


def test_what_nobody_handles_would_be_seen(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(house.app.view_functions, "patient_en.start", lambda: 1 // 0)
    assert house.ask(Hostile(NOBODY, "GET", "/")) == 500
    (fault,) = house.faults()
    assert fault.startswith("ZeroDivisionError")


@pytest.mark.parametrize("nothing", READ_AS_NOTHING)
def test_what_is_read_as_nothing_is_a_fault_in_no_form(house: House, nothing: str) -> None:
    house.put_back()
    for form, who in zip(house.forms, house.of, strict=True):
        if form.method == "POST" and form.typed:
            others = [pair for pair in form.offered if pair[0] not in form.typed]
            sent = [*form.carried, *others, *((name, nothing) for name in sorted(form.typed))]
            path, _, query = form.action.partition("?")
            asked = Hostile(who, "POST", path, query, {}, urlencode(sent).encode(), FORM)
            assert house.ask(asked) < 500, form
    assert house.faults() == []


def _texts(whole: Any, *path: Any) -> Iterator[tuple[Any, ...]]:
    """Yield where each text stands in JSON."""
    if isinstance(whole, str):
        yield path
    elif isinstance(whole, dict | list):
        for place, inside in whole.items() if isinstance(whole, dict) else enumerate(whole):
            yield from _texts(inside, *path, place)


def _seconds(house: House, path: tuple[Any, ...], filling: str, size: int) -> float:
    whole = copy.deepcopy(house.programs.filled)
    at = whole
    for place in path[:-1]:
        at = at[place]
    room = size - len(json.dumps(whole, ensure_ascii=False).encode())
    at[path[-1]] = "1" + filling * max(0, room // len(filling.encode())) + "x"
    body = json.dumps(whole, ensure_ascii=False).encode()
    token = {"Authorization": house.programs.token}
    asked = Hostile(NOBODY, "POST", "/fhir/QuestionnaireResponse", "", token, body, "application/fhir+json")
    begun = time.process_time()
    status = house.ask(asked)
    taken = time.process_time() - begun
    assert status in {201, 413, 422}, (path, status)
    return taken


def test_the_longest_text_in_any_place_of_a_response_costs_next_to_nothing(house: House) -> None:
    places = {
        tuple(str(each) for each in path if isinstance(each, str)): path
        for path in _texts(house.programs.filled)
    }
    for path in places.values():
        for filling in ("1", "e\u0301", "a@"):
            long, short = (
                partial(_seconds, house, path, filling, each) for each in (LARGEST_BODY - 200, SHORT)
            )
            assert not too_slow(long(), long, short), (path, filling)
    assert house.faults() == []
