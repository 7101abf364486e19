"""Taps of a shaking hand on the body picture: what they mark, as the browser itself says what lies under a point."""

import random
from dataclasses import dataclass

from playwright.sync_api import Page

TREMOR = 8.0
"""The standard deviation of a tap around where it was meant, in CSS pixels, on each axis."""
TALL = 4000
"""The height of a window, in pixels, in which the whole page stands, so that every point can be asked for."""

_MIDDLES = """() => [...document.querySelectorAll(".picker .view")].flatMap(view =>
  [...view.querySelectorAll("svg .tick")].flatMap(tick => {
    const part = [...tick.classList].map(name => name.split("part--")[1]).find(Boolean)
    if (!view.querySelector(`.hit[for=body-parts-${part}]`)) return []
    const to = tick.parentNode.getScreenCTM()
    const at = new DOMPoint(tick.x.baseVal.value, tick.y.baseVal.value).matrixTransform(to)
    return [[view.className.split("view--")[1], part, at.x, at.y]]
  }))"""
"""Where a mark has its tick is the middle of its part; each view and part once."""
_UNDER = """points => points.map(([x, y]) =>
  document.elementFromPoint(x, y)?.closest("label.hit")?.htmlFor.slice("body-parts-".length) ?? "")"""


@dataclass(frozen=True, slots=True)
class Taps:
    """What became of taps that were meant for one part, as shares of all of them."""

    view: str
    part: str
    hit: float
    neighbour: float


def taps_of_a_shaking_hand(page: Page, number: int, seed: int) -> list[Taps]:
    """Tap at the middle of each part of each view, ``number`` times each; the page has to be on the body picture."""
    chance = random.Random(seed)  # noqa: S311 - a tremor, not a secret
    found = []
    for view, part, x, y in page.evaluate(_MIDDLES):
        points = [(chance.gauss(x, TREMOR), chance.gauss(y, TREMOR)) for _ in range(number)]
        marked = page.evaluate(_UNDER, points)
        right, nothing = marked.count(part), marked.count("")
        found.append(Taps(view, part, right / number, (number - right - nothing) / number))
    return found
