"""A form that another program shows, and a person at it: what they see, press and type."""

from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, Route, expect

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
PORTAL = "http://portal.example"


class Form(ABC):
    """One Questionnaire in one renderer. A request to anybody else, and an error of a script, is a fault."""

    name: str
    package: str
    folders: dict[str, Path]
    yes: str
    """Where an item of yes and no is pressed to say yes."""

    def __init__(self, browser: Browser, questionnaire: dict[str, Any]) -> None:
        self.faults: list[str] = []
        self.page: Page = browser.new_page(viewport={"width": 1000, "height": 1000})
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.route("**/*", self._serve)
        self.page.goto(f"{PORTAL}/{self.name}.html")
        self.page.evaluate("questionnaire => { window.show(questionnaire) }", questionnaire)

    def _serve(self, route: Route) -> None:
        address = route.request.url
        _, _, path = address.removeprefix(PORTAL).partition("/")
        folder, _, rest = path.partition("/")
        file = self.folders[folder] / rest if folder in self.folders else HERE / path
        if not address.startswith(f"{PORTAL}/"):
            self.faults.append(f"asked elsewhere: {address}")
            route.abort()
        elif file.is_file():
            route.fulfill(path=file)
        else:
            route.fulfill(status=404)

    @abstractmethod
    def item(self, link_id: str) -> Locator:
        """Return what is shown of an item."""

    def choose(self, link_id: str, label: str) -> None:
        """Press the choice that reads ``label``."""
        self.item(link_id).locator("label").filter(has=self.page.get_by_text(label, exact=True)).click()

    def type_in(self, link_id: str, text: str) -> None:
        """Type into the field of an item, and leave it."""
        field = self.item(link_id).locator("input, textarea").first
        field.click()
        self.page.keyboard.type(text)
        self.page.keyboard.press("Tab")

    def tick(self, link_id: str) -> None:
        """Say yes to an item of yes and no."""
        self.item(link_id).locator(self.yes).first.click()

    def settle(self, link_id: str) -> None:
        """Wait until an item is there to be answered."""
        expect(self.item(link_id).first).to_be_visible(timeout=20_000)

    def response(self) -> dict[str, Any]:
        """Return the response as the renderer exports it."""
        found: dict[str, Any] = self.page.evaluate("window.filled()")
        return found


class LHCForms(Form):
    """LHC-Forms, of the National Library of Medicine."""

    name = "lhc-forms"
    package = "lforms"
    folders = {"lforms": MODULES / "lforms/dist/lforms"}
    yes = 'label[id$="|true"]'

    def item(self, link_id: str) -> Locator:
        """Return the element of an item: its id begins with the link id."""
        return self.page.locator(f'lhc-item[id^="item-{link_id}/"]')


class SmartForms(Form):
    """Smart Forms, of the Australian e-Health Research Centre."""

    name = "smart-forms"
    package = "@aehrc/smart-forms-renderer"
    folders = {"built": MODULES / ".built"}
    yes = "input[type=checkbox]"

    def item(self, link_id: str) -> Locator:
        """Return the element of an item, which names the link id."""
        return self.page.locator(f'[data-linkid="{link_id}"]')

    def type_in(self, link_id: str, text: str) -> None:
        """Type, and wait until it was taken over: that happens a moment after the last key."""
        super().type_in(link_id, text)
        self.page.wait_for_function("id => JSON.stringify(window.filled()).includes(id)", arg=f'"{link_id}"')

    def settle(self, link_id: str) -> None:
        """Wait until an item is there, and all is computed that hangs on the answer before.

        An answer that is given meanwhile is put beside the values from before, and what was computed is never put back.
        """
        super().settle(link_id)
        self._computed()

    def response(self) -> dict[str, Any]:
        """Return the response when all is computed."""
        self._computed()
        return super().response()

    def _computed(self) -> None:
        self.page.wait_for_function("window.settled()")
