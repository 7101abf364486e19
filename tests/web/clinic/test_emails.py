"""Everybody chooses on their own account page how often they are told of new submissions."""

from dataclasses import replace
from typing import Any

from flask import Flask

from screener import create_app
from screener.clinic.notices import Cadence
from screener.settings import Settings
from screener.web.use_cases import use_cases
from tests.strict import StrictClient
from tests.web.clinic.staff import BEN, Person


def _choose(person: Person, cadence: str) -> int:
    token = person.browser.page("/clinic/account").token
    data = {"csrf_token": token, "cadence": cadence}
    return person.browser.post("/clinic/account/emails", data=data).status_code


def _cadence(app: Flask, person: Person) -> Cadence:
    cadence: Cadence = use_cases(app).notices.cadence(person.id())
    return cadence


def test_each_person_chooses_for_themselves(app: Flask) -> None:
    ann, ben = Person(app).come_in(), Person(app, BEN).come_in()
    assert '<option selected value="daily">' in ann.browser.get("/clinic/account").text
    for cadence in Cadence:
        assert _choose(ann, cadence.value) == 303
        assert _cadence(app, ann) is cadence
        assert f'<option selected value="{cadence.value}">' in ann.browser.get("/clinic/account").text
    assert _cadence(app, ben) is Cadence.DAILY


def test_an_unknown_choice_is_refused_and_changes_nothing(app: Flask) -> None:
    ann = Person(app).come_in()
    for wrong in ("weekly", ""):
        assert _choose(ann, wrong) == 422
    assert _cadence(app, ann) is Cadence.DAILY


def test_the_page_says_where_no_email_can_be_sent(app: Flask, settings: Settings) -> None:
    words = "No mail server is set up"
    assert words in Person(app).come_in().browser.page("/clinic/account").text
    mail: dict[str, Any] = {
        "smtp_url": "smtp://127.0.0.1:1",
        "mail_from": "a@clinic.example",
        "base_url": "http://localhost",
    }
    sending = create_app(replace(settings, **mail))
    sending.test_client_class = StrictClient
    assert words not in Person(sending, BEN).come_in().browser.page("/clinic/account").text
    use_cases(sending).database.engine.dispose()
