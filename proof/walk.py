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


BESIDE = (
    "",
    *(
        f"/{each}"
        for each in ("about", "privacy", "accessibility", "language-help", "feedback", "receipt", "saved")
    ),
    *(f"/screen/{each}" for each in ("result", "more", "check", "share", "save", "clear")),
    "/saved/delete",
)


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
    for address in BESIDE:
        client.page(prefix + address or "/")
    client.submit(f"{prefix}/screen/save", {})
    client.page(f"{prefix}/screen/saved")
    client.submit(f"{prefix}/saved", {"words": "x"}, 422)
    client.submit(f"{prefix}/screen/share", {}, 422)
    client.submit(f"{prefix}/screen/share", CONTACT)
    sent = client.page(f"{prefix}/screen/sent")
    receipt = next(link["href"] for link, _ in sent.all("a") if "/receipt/" in link["href"])
    client.page(receipt)
    client.page(f"{receipt}/withdraw")
    client.submit(f"{prefix}/receipt", {"code": "x"}, 422)
    client.page(f"{prefix}/nothing", 404)
    client.submit(f"{prefix}/screen/emergency", {"emergency": "applies"})
    client.page(f"{prefix}/screen/call-911")


def by_phone(nurse: StrictClient) -> None:
    """Take the answers of somebody on the phone, and see the page of an emergency there."""
    for stops in (True, False):
        call = nurse.submit("/clinic/phone/", {}).location.rpartition("/")[0]
        if stops:
            nurse.submit(f"{call}/emergency", {"emergency": "applies"})
            nurse.page(f"{call}/call-911")
            continue
        answer_until(nurse, "check", EVERYWHERE, under=call)
        for page in ("result", "more", "share"):
            nurse.page(f"{call}/{page}")
        nurse.submit(f"{call}/share", {}, 422)
        nurse.submit(f"{call}/share", CONTACT)
        nurse.page(nurse.get(f"{call}/sent").location)
