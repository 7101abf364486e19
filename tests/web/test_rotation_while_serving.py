"""Keys are rotated while people answer and staff work, on more than one process: nobody notices."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from screener import create_app
from screener.settings import DATA_FILE, SECRET_FILE, Settings, from_environment
from screener.storage.keys import keyfiles
from screener.storage.keys.rotation import reseal
from screener.use_cases.clock import utc_now
from screener.web.use_cases import use_cases
from tests.answering import CONTACT, answer_until
from tests.strict import StrictClient, new_browser
from tests.web.clinic.staff import IN, Person


@pytest.fixture
def processes(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Flask]]:
    """Two processes that serve on the same keys and the same database, and look at the files each time."""
    monkeypatch.setattr(keyfiles, "LOOKS_EVERY_SECONDS", 0)
    environment = {
        "SCREENER_INSTANCE": str(settings.instance),
        "SCREENER_DATABASE_URL": settings.database_url,
    }
    made = [create_app(from_environment(environment)) for _ in range(2)]
    for app in made:
        app.test_client_class = StrictClient
    yield made
    for app in made:
        use_cases(app).database.engine.dispose()


def _at(app: Flask, browser: StrictClient) -> StrictClient:
    """The same browser, whose next requests come to another process."""
    browser.application = app
    return browser


def _each(step: Callable[[Path], None], settings: Settings) -> None:
    for name in (SECRET_FILE, DATA_FILE):
        step(settings.instance / name)


def _receipt(browser: StrictClient, after: Flask) -> str:
    """Send, look at the receipt with another process, and return its address."""
    browser.submit("/screen/share", CONTACT)
    page = _at(after, browser).page("/screen/sent")
    return next(link["href"] for link, _ in page.all("a") if link["href"].startswith("/receipt/"))


def test_drafts_sends_receipts_and_sessions_go_on_through_a_rotation(
    processes: list[Flask], settings: Settings
) -> None:
    here, there = processes
    person = new_browser(here)
    answer_until(person, "check")
    old = _receipt(person, there)
    answer_until(_at(here, person), "check")
    nurse = Person(here).come_in()
    _each(keyfiles.announce_key, settings)
    assert _at(there, person).get("/screen/check").status_code == 200
    _each(keyfiles.use_announced_key, settings)
    done = reseal(use_cases(there).database, use_cases(there).keyring, utc_now())
    assert (done.values > 0, done.unopened) == (True, 0)
    new = _receipt(person, here)
    assert new != old
    for app in processes:
        assert [new_browser(app).get(code).status_code for code in (old, new)] == [200, 200]
        links = _at(app, nurse.browser).page("/clinic/").all("a")
        work = {link["href"] for link, _ in links if link["href"].startswith("/clinic/submissions/")}
        assert len(work) == 2
        assert [nurse.browser.get(address).status_code for address in work] == [200, 200]
    nurse.browser = new_browser(there)
    nurse.come_again()
    assert nurse.at_the_door == IN
