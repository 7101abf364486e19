"""What is pushed by the whole program: the Bundle that a program would read, and of what is gone that it is."""

import json
from dataclasses import replace

from flask import Flask

from screener import create_app
from screener.settings import Settings
from screener.use_cases.push import Pusher
from screener.web.fhir.pushing import pusher
from screener.web.use_cases import use_cases
from tests.receiving import Receiving
from tests.storage.samples import PERSONAL
from tests.valid import valid
from tests.web.fhir.programs import BASE, send

SECRET = "0123456789abcdef0123456789abcdef"


def _pusher(app: Flask) -> Pusher:
    made = pusher(app)
    assert made is not None
    return made


def test_the_bundle_is_pushed_and_then_that_it_is_gone(settings: Settings) -> None:
    with Receiving() as other:
        app = create_app(replace(settings, base_url=BASE, push_url=other.url, push_secret=SECRET))
        made = _pusher(app)
        made.send_due()
        reference, code = send(app, "es")
        assert made.send_due() == 1
        use_cases(app).submissions.withdraw(code, "192.0.2.7")
        assert made.send_due() == 1
        use_cases(app).database.engine.dispose()
    whole, gone = (valid(json.loads(each.body)) for each in other.received)
    assert "DocumentReference" in {entry["resource"]["resourceType"] for entry in whole["entry"]}
    assert gone["entry"][0]["resource"]["status"] == "entered-in-error"
    assert [word for word in PERSONAL if word in other.received[1].body.decode()] == []
    asked = [each.headers["If-None-Exist"] for each in other.received]
    assert asked == [f"identifier={BASE}/fhir/sid/reference|{reference}.{version}" for version in (1, 2)]


def test_without_a_receiver_nothing_is_pushed(app: Flask) -> None:
    assert pusher(app) is None
