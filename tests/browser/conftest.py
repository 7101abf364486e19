"""A real server, a real Chromium, and a page that checks itself with axe."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.person import Person
from tests.commands.serving import Server

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SCREENSHOTS = os.environ.get("SCREENER_SCREENSHOTS")
AXE = Path(AXE_FILE_PATH).read_text(encoding="utf-8")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, and skip it, saying why, where there is no Chromium."""
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(
                    pytest.mark.skip(
                        reason="Chromium is not installed: apt-get install chromium-headless-shell"
                    )
                )


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The instance folder of the server."""
    return tmp_path_factory.mktemp("instance")


@pytest.fixture(scope="module")
def served(instance: Path) -> Iterator[Server]:
    """`screener serve`, on an instance of its own."""
    server = Server(instance, workers=1, clinic_hours="Monday to Friday, 8 to 5")
    yield server
    assert server.stop() == 0


@pytest.fixture(scope="module")
def server(served: Server) -> str:
    """The address of the server."""
    return f"http://127.0.0.1:{served.port}"


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server for everybody who asks for nothing that is on it: patients carry their answers themselves."""
    started = Server(
        tmp_path_factory.mktemp("instance"),
        workers=1,
        clinic_hours="Monday to Friday, 8 to 5",
        sends_per_hour="1000",
    )
    yield f"http://127.0.0.1:{started.port}"
    assert started.stop() == 0


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(OPTIONS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sound(of_the_run: Path) -> Path:
    """Where the pages that were found sound are written down, for all processes that run tests."""
    folder = of_the_run / "sound"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture
def someone(browser: Browser, sound: Path, request: pytest.FixtureRequest) -> Iterator[Callable[..., Person]]:
    """Make a person with a browser window of their own; options are those of a Playwright context.

    They are at the test's own server where it asks for that, and at the shared one where it does not.
    """
    own = {"instance", "served", "server"} & set(request.fixturenames)
    server: str = request.getfixturevalue("server" if own else "shared")
    contexts: list[BrowserContext] = []

    def make(name: str = "", **options: Any) -> Person:
        usual: dict[str, Any] = {
            "base_url": server,
            "viewport": {"width": 390, "height": 844},
            "locale": "en-US",
        }
        context = browser.new_context(**usual | options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        return Person(
            context.new_page(),
            AXE,
            sound,
            Path(SCREENSHOTS) / name if SCREENSHOTS and name else None,
            runs_script=bool(options.get("java_script_enabled", True)),
        )

    yield make
    for context in contexts:
        context.close()
