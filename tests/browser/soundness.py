"""What axe finds in a page, asked once for whatever it judges alike: in one run of the tests, whoever looked, by day or by night."""

import re
from hashlib import sha256
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

_LOOKS = """() => {
  const states = [...document.querySelectorAll("input, option, details, textarea")].map(
    each => [each.checked, each.selected, each.open, each.value?.length > 0])
  const media = matchMedia("(forced-colors: active)").matches
  const focus = [...document.querySelectorAll("*")].indexOf(document.activeElement)
  return JSON.stringify([states, media, focus, innerWidth, innerHeight]) + document.documentElement.outerHTML
}"""
_STRUCTURE = """() => {
  const all = [...document.querySelectorAll("*")], at = (which) => all.flatMap((each, index) => which(each) ? index : [])
  const hidden = at((each) => !each.checkVisibility())
  const over = (each) => each.scrollWidth > each.clientWidth || each.scrollHeight > each.clientHeight
  const scrolled = at((each) => over(each) && /auto|scroll/.test(getComputedStyle(each).overflow))
  return JSON.stringify([hidden, scrolled]) + document.documentElement.outerHTML
}"""
"""What axe judges a page by where colors are left aside: its elements, which of them are in sight, and which may scroll."""
_SAID = re.compile(r' (?:checked|selected|value|data-draft)="[^"]*"|(?<= )(?:href|action|src)="[^"#]+')
"""What stands in a field is nothing to axe, nor what is chosen, nor where it leads to but on the page itself."""
_FIGURES = re.compile(r"(?<=>)[^<]*\d[^<]*(?=<)")
"""Words with a number, a day or a code in them, in whose place another one may stand."""
_MADE_ANEW = re.compile(r'(?<=value=")[^"]{20,}(?=")|\?v=[0-9a-f]+|127\.0\.0\.1:\d+|localhost:\d+')
"""What differs from one look at the same page to the next, and no eye can see: tokens, the port."""
_VIOLATIONS = """options => axe.run({...options, resultTypes: ["violations"]}).then(
  ({violations}) => violations.map(({id, nodes}) => ({id, nodes: nodes.map(({target}) => ({target}))})))"""
"""What axe finds, and nothing of all that passed: that is most of what it says."""
_COLORS = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]
"""Text stands 7:1 on its ground, large text 4.5:1; what is below 4.5 and 3 axe tells by the first of these rules alone."""
_BUT_FOR_COLORS = {"rules": {name: {"enabled": False} for name in _COLORS}}
_PAINTED = """() => {
  const grounds = new Map()
  const bare = "rgba(0, 0, 0, 0) none 1 none static none"
  const ground = (node) => {
    if (!node) return ""
    if (!grounds.has(node)) {
      const own = getComputedStyle(node)
      const layer = [own.backgroundColor, own.backgroundImage, own.opacity, own.filter, own.position, own.clipPath].join(" ")
      const below = ground(node.parentElement)
      grounds.set(node, layer === bare ? below : `${layer} / ${below}`)
    }
    return grounds.get(node)
  }
  const linked = (own, node) => {
    const around = getComputedStyle(node.parentElement)
    return [own.fontWeight, own.textDecoration, own.borderBottom, around.color, around.fontWeight]
  }
  const has = (node) => node.value || node.placeholder || [...node.childNodes].some((each) => each.data?.trim())
  const painted = new Map()
  for (const node of document.querySelectorAll("body, body *")) if (has(node) && node.checkVisibility()) {
    const own = getComputedStyle(node), size = parseFloat(own.fontSize)
    const large = size >= 24 || (size >= 18.66 && own.fontWeight >= 700)
    const link = node.localName === "a" ? linked(own, node) : ""
    const way = `${link} ${node.disabled} ${large} ${own.color} ${own.textShadow} ${ground(node)}`
    if (!painted.has(way)) painted.set(way, node)
  }
  return painted
}"""
"""How each text is painted, and upon what, which is all that its contrast follows from; by each way a text that is.

Text of 24 pixels is large, and bold text of 14 points; what lies under it and paints nothing is not told.
"""
_UNREADABLE = """([painted, ways, rules]) => axe.run({include: ways.map((way) => painted.get(way))}, {
  runOnly: rules, resultTypes: ["violations"]
}).then(({violations}) => violations.map(({id, nodes}) => ({id, nodes: nodes.map(({target}) => ({target}))})))"""
"""What axe finds in one text of each of these ways."""


class Soundness:
    """What a person's page looks like to axe.

    ``sound`` is a folder with a file for each page that was found sound: the very same one needs no second look. Nor does
    another page of the same structure, nor a way to paint in which axe has read a text before.
    """

    def __init__(self, page: Page, axe: str, sound: Path) -> None:
        self._page = page
        self._axe = axe
        self._sound = sound
        self._has_axe = False

    def faults(self) -> list[str]:
        """Return what axe finds in a page that was not found sound as it looks now."""
        self._page.wait_for_load_state()
        looks = _MADE_ANEW.sub("", self._page.evaluate(_LOOKS))
        if not self._is_new(looks):
            return []
        found = self.findings()
        if not found:
            self._is_sound(looks)
        return found

    def findings(self) -> list[str]:
        """Return what axe finds, best practice included; what depends on colors in light and in dark."""
        self._has_axe = False
        found = self._out_of_order()
        dark = self._page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        found += self._unreadable()
        self._page.emulate_media(color_scheme="light" if dark else "dark")
        found += self._unreadable()
        self._page.emulate_media(color_scheme="dark" if dark else "light")
        return [f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in found]

    def _ask_axe(self, question: str, about: Any) -> list[Any]:
        if not self._has_axe:
            self._page.evaluate(f"{self._axe};0")  # it would answer with all of itself
            self._has_axe = True
        found: list[Any] = self._page.evaluate(question, about)
        return found

    def _out_of_order(self) -> list[Any]:
        structure = _SAID.sub("", _MADE_ANEW.sub("", self._page.evaluate(_STRUCTURE)))
        structure = _FIGURES.sub("0", structure)
        if not self._is_new(structure):
            return []
        found = self._ask_axe(_VIOLATIONS, _BUT_FOR_COLORS)
        if not found:
            self._is_sound(structure)
        return found

    def _unreadable(self) -> list[Any]:
        painted = self._page.evaluate_handle(_PAINTED)
        ways: list[str] = painted.evaluate("painted => [...painted.keys()]")
        unread = [way for way in ways if self._is_new(way)]
        if not unread:
            return []
        found = self._ask_axe(_UNREADABLE, [painted, unread, _COLORS])
        if not found:
            for way in unread:
                self._is_sound(way)
        return found

    def _is_new(self, looks: str) -> bool:
        return not (self._sound / _hashed(looks)).exists()

    def _is_sound(self, looks: str) -> None:
        (self._sound / _hashed(looks)).touch()


def _hashed(looks: str) -> str:
    return sha256(looks.encode()).hexdigest()
