"""Asking to be told by email, and stopping it, on the patient's pages."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from screener import create_app
from screener.settings import Settings
from screener.storage.tables.news import news
from screener.web.use_cases import use_cases
from tests.answering import CONTACT, answer_until, receipt_code
from tests.strict import Page, StrictClient, new_browser


@pytest.fixture
def mailing(settings: Settings) -> Flask:
    """The application with a mail server."""
    app = create_app(
        replace(
            settings,
            smtp_url="smtp://127.0.0.1:1",
            mail_from="screen@clinic.example",
            base_url="http://localhost",
        )
    )
    app.test_client_class = StrictClient
    return app


def _wishes(app: Flask) -> int:
    with use_cases(app).database.reading() as connection:
        return len(connection.execute(select(news)).all())


def test_emails_are_off_unless_asked_for_and_the_receipt_stops_them(mailing: Flask) -> None:
    client = new_browser(mailing)
    answer_until(client, "check", prefix="/es")
    page = client.page("/es/screen/share")
    assert "¿Podemos enviar un correo cuando algo cambie?" in page.text
    assert "updates" not in page.fields, "no tick is there before the person makes it"
    asked = CONTACT | {"updates": "email"}
    refused = Page(client.submit("/es/screen/share", asked, 422).text)
    assert refused.errors == ["Error: Escriba un correo electrónico, o quite la marca de los correos."]
    client.submit("/es/screen/share", asked | {"email": "zoe@example.org"})
    assert _wishes(mailing) == 1
    words = "-".join(receipt_code(client.page("/es/screen/sent")).split())
    receipt = f"/es/receipt/{words}"
    page = client.page(receipt)
    assert "Le enviamos un correo cuando esto cambia." in page.text
    stopped = client.post(f"{receipt}/stop-emails", data={"csrf_token": page.token})
    assert (stopped.status_code, stopped.location) == (303, receipt)
    assert "Le enviamos un correo" not in client.page(receipt).text
    assert _wishes(mailing) == 0
    again = client.post(f"{receipt}/stop-emails", data={"csrf_token": page.token})
    assert again.status_code == 303
    unknown = client.post("/es/receipt/nothing/stop-emails", data={"csrf_token": page.token})
    assert unknown.status_code == 404
    use_cases(mailing).database.engine.dispose()


def test_who_does_not_tick_is_not_told(mailing: Flask) -> None:
    client = new_browser(mailing)
    answer_until(client, "check")
    client.submit("/screen/share", CONTACT | {"email": "zoe@example.org"})
    assert _wishes(mailing) == 0
    use_cases(mailing).database.engine.dispose()


def test_without_a_mail_server_nothing_is_promised(app: Flask, client: StrictClient) -> None:
    answer_until(client, "check")
    assert "May we send an email" not in client.page("/screen/share").text
    client.submit("/screen/share", CONTACT | {"email": "zoe@example.org", "updates": "email"})
    assert _wishes(app) == 0
