"""Fixtures for tests of pages: who is in, a time that stands still, and how long words are."""

from collections.abc import Iterator

import pytest
import textstat
import time_machine
from flask import Flask

from tests.web.clinic.staff import NOON, Person
from tests.web.reading import syllables


@pytest.fixture
def nurse(app: Flask) -> Person:
    """A clinician who is in."""
    return Person(app).come_in()


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """The time, which stands still until it is moved."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def syllables_from_a_package(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The syllables of a package: textstat would fetch the very same dictionary over the network."""
    dictionary = syllables()
    monkeypatch.setattr("textstat.backend.counts._count_syllables.get_cmudict", lambda _: dictionary)
    yield
    textstat.set_lang("en_US")
