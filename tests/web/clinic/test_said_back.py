"""What comes back into a page of staff from an address or a form is what can be read of it."""

from urllib.parse import quote

import pytest
from flask import Flask

from screener.accounts.staff import Role
from tests.strict import Page
from tests.web.clinic.staff import Person
from tests.web.clinic.test_work import sends

MARKS = "\u202e\u2066\ufdd0\x0b"
"""What turns text round, a letter that there is not, and a control character."""


@pytest.fixture
def root(app: Flask) -> Person:
    """Somebody who opens every page."""
    return Person(app, "root@clinic.example", roles=Role).come_in()


def _names(page: Page) -> list[str]:
    every = [one.get("name", "") for tag in ("input", "select", "textarea") for one, _ in page.all(tag)]
    return sorted({*every, "parts", "not_examined"} - {"", "csrf_token"})


@pytest.mark.parametrize(
    "address", ["/clinic/programs", "/clinic/accounts", "/clinic/kiosk", "/clinic/research"]
)
def test_of_a_form_no_mark_comes_back(root: Person, address: str) -> None:
    _nothing_comes_back(root, address)


def test_nor_of_the_form_of_an_exam(app: Flask, root: Person) -> None:
    _nothing_comes_back(root, f"/clinic/submissions/{sends(app)}/exam")


def _nothing_comes_back(root: Person, address: str) -> None:
    page = root.browser.page(address)
    for name in _names(page):
        sent = root.browser.post(address, data={"csrf_token": page.token, name: f"a{MARKS}b"})
        assert not set(MARKS) & set(sent.text), name


@pytest.mark.parametrize(
    ("name", "status"),
    [
        *((name, 422) for name in ("action", "about", "since", "until")),
        *((name, 200) for name in ("actor", "before", "searched", "other")),
    ],
)
def test_nor_of_an_address_of_the_audit(root: Person, name: str, status: int) -> None:
    shown = root.browser.get(f"/clinic/audit?{name}={quote(f'a{MARKS}b')}")
    assert shown.status_code == status
    assert not set(MARKS) & set(shown.text)
