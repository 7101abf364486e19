"""Somebody at a browser: presses what can be seen, and every page that comes up is checked."""

from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page, Request, expect

from tests.browser.soundness import Soundness

_FOCUSED = """() => {
  const focused = document.activeElement, at = focused.getBoundingClientRect(), style = getComputedStyle(focused)
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
  const seen = at.height > 0 && at.bottom > 0 && at.top < innerHeight && (outlined || focused.type === "date")
  return [(focused.labels?.[0] ?? focused).textContent.trim(), seen]
}"""
"""The name of what has the focus, and whether that is seen; inside a field for a date the browser itself outlines it."""
_MOST_STOPS = 60
_ADDRESSES_OF_OURS = ("http://127.0.0.1:", "http://localhost:")


class Person:
    """A person with one browser window. Any console error or foreign request fails the test.

    ``sound`` is a folder for what axe found sound in this run of the tests.
    """

    def __init__(
        self, page: Page, axe: str, sound: Path, screenshots: Path | None, *, runs_script: bool
    ) -> None:
        self.page = page
        self._soundness = Soundness(page, axe, sound)
        self._runs_script = runs_script
        self._screenshots = screenshots
        self._count = 0
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
        if self._runs_script:
            faults = self._soundness.faults()
            assert faults == [], f"{self.page.url}: {faults}"
        width = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        assert self.page.evaluate(width), f"{self.page.url} scrolls sideways"
        return self

    def findings(self) -> list[str]:
        """Return what axe finds, best practice included; what depends on colors in light and in dark."""
        return self._soundness.findings()

    def _keep_a_picture(self) -> None:
        if self._screenshots is not None:
            self._count += 1
            path = self.page.url.partition("//")[2].partition("/")[2].partition("?")[0]
            path = path.partition("/invitation/")[0]
            name = path.partition("receipt/")[0].replace("/", "-") or ("receipt" if path else "start")
            self.page.screenshot(path=f"{self._screenshots}-{self._count:02}-{name}.png", full_page=True)
