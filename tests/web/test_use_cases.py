"""The one value that pages reach every use case by."""

from dataclasses import fields
from pathlib import Path

from flask import Flask

import screener.use_cases
from screener.web.use_cases import UseCases, use_cases

STANDS_ON = {"settings", "database", "keyring", "credentials"}
NO_USE_CASE = {
    "administrators",
    "local_accounts",
    "entering",
    "proposals",
    "send_keys",
    "audit_stream",
    "sought",
    "__init__",
    "clock",
    "reviewed",
    "tries",
}
NOT_OF_PAGES = {"push"}
"""What the server does by itself, when it is set up for it."""


def test_every_file_of_use_cases_has_its_own_under_its_name() -> None:
    (folder,) = screener.use_cases.__path__
    files = {file.stem for file in Path(folder).glob("*.py")} - NO_USE_CASE - NOT_OF_PAGES
    assert {field.name for field in fields(UseCases)} - STANDS_ON == files


def test_a_request_reaches_those_of_its_own_application(app: Flask) -> None:
    with app.app_context():
        assert use_cases() is use_cases(app)
