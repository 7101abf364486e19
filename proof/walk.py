"""A walk through every page, on an instance of its own that is gone afterwards."""

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import structlog
from flask import Flask
from werkzeug.test import TestResponse

from screener import create_app
from screener.settings import from_environment
from screener.storage.upkeep import schema
from screener.web.use_cases import use_cases
from tests.answering import CONTACT, answer_until
from tests.strict import StrictClient, new_browser

LANGUAGES = ("", "/es")
EVERYWHERE = {
    "body-parts": {
        "body-parts": [
            "upper_face",
            "lower_face",
            "jaw_tongue",
            "neck",
            "trunk",
            "right_arm",
            "right_foot",
        ],
    }
}


class Keeping(StrictClient):
    """A strict client that keeps every page it was given, by number and address."""

    kept: dict[str, str]

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Fetch, check and keep."""
        response = super().open(*args, **kwargs)
        if response.mimetype == "text/html" and not 300 <= response.status_code < 400:
            name = f"{len(self.kept):03}{response.request.path.replace('/', '_')}"
            self.kept[name] = response.text
        return response


@contextmanager
def instance() -> Iterator[tuple[Path, Flask]]:
    """Give a new instance folder and an application on it."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(from_environment({"SCREENER_INSTANCE": folder}))
        app.test_client_class = Keeping
        Keeping.kept = {}
        schema.upgrade(use_cases(app).database)
        yield Path(folder), app
        use_cases(app).database.engine.dispose()


def until_check(app: Flask, prefix: str) -> StrictClient:
    """Return a browser whose person has answered everything, a mark in every region."""
    client = new_browser(app)
    answer_until(client, "check", EVERYWHERE, prefix=prefix)
    return client


def to_the_end(client: StrictClient, prefix: str) -> None:
    """See every page that is left, with and without errors, and send."""
    for address in ("", "/about", "/screen/result", "/screen/share", "/screen/clear", "/receipt"):
        client.page(prefix + address or "/")
    client.submit(f"{prefix}/screen/share", {}, 422)
    client.submit(f"{prefix}/screen/share", CONTACT)
    client.page(f"{prefix}/screen/sent")
    client.page(f"{prefix}/nothing", 404)
