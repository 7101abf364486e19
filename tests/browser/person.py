"""Somebody at a browser: presses what can be seen, and every page that comes up is checked."""

import re
from hashlib import sha256
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Page, Request, expect

_FOCUSED = """() => {
  const focused = document.activeElement, at = focused.getBoundingClientRect(), style = getComputedStyle(focused)
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
  const seen = at.height > 0 && at.bottom > 0 && at.top < innerHeight && (outlined || focused.type === "date")
  return [(focused.labels?.[0] ?? focused).textContent.trim(), seen]
}"""
"""The name of what has the focus, and whether that is seen; inside a field for a date the browser itself outlines it."""
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
_MOST_STOPS = 60
_ADDRESSES_OF_OURS = ("http://127.0.0.1:", "http://localhost:")


class Person:
    """A person with one browser window. Any console error or foreign request fails the test.

    ``sound`` is a folder with a file for each page that axe found sound in this run of the tests, whoever looked at it,
    by day or by night: the very same one needs no second look. Nor does a way to paint in which axe has read a text before.
    """

    def __init__(
        self, page: Page, axe: str, sound: Path, screenshots: Path | None, *, runs_script: bool
    ) -> None:
        self.page = page
        self._axe = axe
        self._sound = sound
        self._runs_script = runs_script
        self._screenshots = screenshots
        self._count = 0
        self._has_axe = False
        self.faults: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        # The browser writes a line for each answer of 4xx and 5xx, and for a line that is cut; tests ask for those on purpose.
        asked_for = ("the server responded with a status of", "net::ERR_INTERNET_DISCONNECTED")
        if message.type == "error" and not any(each in message.text for each in asked_for):
            self.faults.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith(_ADDRESSES_OF_OURS):
            self.faults.append(f"request: {request.url}")

    def goes_to(self, address: str) -> "Person":
        """Open an address."""
        self.page.goto(address)
        return self.sees_a_sound_page()

    def sees(self, words: str) -> "Person":
        """See these words."""
        expect(self.page.get_by_text(words).first).to_be_visible()
        return self

    def marks(self, *labels: str) -> "Person":
        """Mark choices by their visible names, or take the mark away."""
        for label in labels:
            self.page.get_by_label(label, exact=True).first.click()
        return self

    def answers(self, question: str, *labels: str) -> "Person":
        """Mark choices of one question of a page that has several."""
        group = self.page.get_by_role("group", name=question)
        for label in labels:
            group.get_by_label(label, exact=True).click()
        return self

    def writes(self, label: str, text: str) -> "Person":
        """Type into a box."""
        self.page.get_by_label(label).fill(text)
        return self

    def presses(self, name: str) -> "Person":
        """Press a button or follow a link by its visible name."""
        button = self.page.get_by_role("button", name=name, exact=True)
        (button if button.count() else self.page.get_by_role("link", name=name, exact=True)).first.click()
        self.page.wait_for_load_state()
        return self.sees_a_sound_page()

    def continues(self) -> "Person":
        """Press Continue."""
        return self.presses("Continue")

    def is_on(self, address: str) -> "Person":
        """Be at this path."""
        assert self.page.url.partition("//")[2].partition("/")[2] == address.removeprefix("/"), self.page.url
        return self

    def tabs_to(self, name: str) -> "Person":
        """Go by Tab to what has this name; at every stop the focus stands on the screen, with an outline."""
        for _ in range(_MOST_STOPS):
            self.page.keyboard.press("Tab")
            focused, seen = self.page.evaluate(_FOCUSED)
            assert seen, f"{self.page.url}: nobody sees the focus on {focused}"
            if focused == name:
                return self
        raise AssertionError(f"{self.page.url}: Tab never came to {name}")

    def types(self, text: str) -> "Person":
        """Type where the focus is."""
        self.page.keyboard.type(text)
        return self

    def enters(self) -> "Person":
        """Press Enter and look at the page that comes."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self.sees_a_sound_page()

    def sees_a_sound_page(self) -> "Person":
        """Check the page with axe, that it does not scroll sideways, and that nothing foreign was asked for."""
        assert self.faults == []
        self._keep_a_picture()
        # axe waits for timers, which never run where script is off: the same pages are checked with script on.
        if self._runs_script and self._is_new(looks := self._looks()):
            findings = self.findings()
            assert findings == [], f"{self.page.url}: {findings}"
            self._is_sound(looks)
        width = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        assert self.page.evaluate(width), f"{self.page.url} scrolls sideways"
        return self

    def _looks(self) -> str:
        """Return what axe could judge of the page: its elements, what is chosen and open in it, its size and colours."""
        self.page.wait_for_load_state()
        looks = self.page.evaluate(_LOOKS)
        return _MADE_ANEW.sub("", looks)

    def _is_new(self, looks: str) -> bool:
        return not (self._sound / _hashed(looks)).exists()

    def _is_sound(self, looks: str) -> None:
        (self._sound / _hashed(looks)).touch()

    def findings(self) -> list[str]:
        """Return what axe finds, best practice included; what depends on colors in light and in dark."""
        self._has_axe = False
        found = self._out_of_order()
        dark = self.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        found += self._unreadable()
        self.page.emulate_media(color_scheme="light" if dark else "dark")
        found += self._unreadable()
        self.page.emulate_media(color_scheme="dark" if dark else "light")
        return [f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in found]

    def _ask_axe(self, question: str, about: Any) -> list[Any]:
        if not self._has_axe:
            self.page.evaluate(self._axe)
            self._has_axe = True
        found: list[Any] = self.page.evaluate(question, about)
        return found

    def _out_of_order(self) -> list[Any]:
        structure = _SAID.sub("", _MADE_ANEW.sub("", self.page.evaluate(_STRUCTURE)))
        structure = _FIGURES.sub("0", structure)
        if not self._is_new(structure):
            return []
        found = self._ask_axe(_VIOLATIONS, _BUT_FOR_COLORS)
        if not found:
            self._is_sound(structure)
        return found

    def _unreadable(self) -> list[Any]:
        painted = self.page.evaluate_handle(_PAINTED)
        ways: list[str] = painted.evaluate("painted => [...painted.keys()]")
        unread = [way for way in ways if self._is_new(way)]
        if not unread:
            return []
        found = self._ask_axe(_UNREADABLE, [painted, unread, _COLORS])
        if not found:
            for way in unread:
                self._is_sound(way)
        return found

    def _keep_a_picture(self) -> None:
        if self._screenshots is not None:
            self._count += 1
            path = self.page.url.partition("//")[2].partition("/")[2].partition("?")[0]
            path = path.partition("/invitation/")[0]
            name = path.partition("receipt/")[0].replace("/", "-") or ("receipt" if path else "start")
            self.page.screenshot(path=f"{self._screenshots}-{self._count:02}-{name}.png", full_page=True)


def _hashed(looks: str) -> str:
    return sha256(looks.encode()).hexdigest()
