"""``/metrics``: for whoever has the token alone, in a form that others read, with nothing of anybody in it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from prometheus_client.openmetrics.parser import text_string_to_metric_families
from sqlalchemy import update

from screener import create_app
from screener.settings import BadSettings, Settings
from screener.storage.tables.submission import submission
from screener.web.use_cases import use_cases
from tests.answering import send
from tests.strict import StrictClient, new_browser

TOKEN = "plum-kettle-orbits-tuesday"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def watched(settings: Settings) -> Iterator[Flask]:
    """The application with a token."""
    app = create_app(replace(settings, metrics_token=TOKEN))
    app.test_client_class = StrictClient
    yield app
    use_cases(app).database.engine.dispose()


def _samples(client: StrictClient) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    answered = client.get("/metrics", headers=BEARER)
    assert answered.status_code == 200
    assert answered.content_type.startswith("application/openmetrics-text")
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answered.text)  # type: ignore[no-untyped-call]
        for sample in family.samples
    }


def _value(client: StrictClient, name: str, **labels: str) -> float:
    return _samples(client)[name, frozenset(labels.items())]


def test_there_is_no_such_page_without_a_token_and_none_for_who_has_another(
    app: Flask, watched: Flask
) -> None:
    assert new_browser(app).get("/metrics", headers=BEARER).status_code == 404
    client = new_browser(watched)
    for wrong in (
        {},
        {"Authorization": "Bearer "},
        {"Authorization": TOKEN},
        {"Authorization": f"Bearer {TOKEN}x"},
    ):
        assert client.get("/metrics", headers=wrong).status_code == 403


@pytest.mark.parametrize("host", ["10.0.3.17:8000", "localhost", "screen.example"])
def test_figures_are_told_whatever_the_host_is_called(settings: Settings, host: str) -> None:
    app = create_app(replace(settings, metrics_token=TOKEN, base_url="https://screen.example"))
    app.test_client_class = StrictClient
    assert new_browser(app).get("/metrics", headers={**BEARER, "Host": host}).status_code == 200
    assert new_browser(app).get("/metrics", headers={"Host": host}).status_code == 403
    use_cases(app).database.engine.dispose()


@pytest.mark.parametrize("weak", ["x", "x" * 19, "ñ" * 30])
def test_a_weak_token_stops_the_start(settings: Settings, weak: str) -> None:
    with pytest.raises(BadSettings, match="SCREENER_METRICS_TOKEN"):
        replace(settings, metrics_token=weak)


def test_requests_are_counted_by_their_rule_and_flags_while_nobody_opened_them(watched: Flask) -> None:
    client = new_browser(watched)
    words = send(client, name="Zq Person").replace(" ", "-")
    client.get(f"/receipt/{words}")
    client.get("/nothing/Zq")
    client.open("/nothing", method="ZQMETHOD")
    assert _value(client, "screener_requests_total", method="GET", route="/receipt/<code>", status="200") == 1
    assert _value(client, "screener_requests_total", method="other", route="none", status="404") >= 1
    assert _value(client, "screener_request_seconds_count", route="/receipt/<code>") == 1
    assert _value(client, "screener_unread_flags", urgency="today") == 0
    with use_cases(watched).database.writing() as connection:
        connection.execute(update(submission).values(urgency="today", priority=6))
    assert _value(client, "screener_unread_flags", urgency="today") == 1
    assert _value(client, "screener_database_up") == 1
    assert _value(client, "screener_outbox_age_seconds") == 0
    said = client.get("/metrics", headers=BEARER).text
    for word in (words, words.partition("-")[0], "Zq", "ZQMETHOD", "127.0.0.1"):
        assert word not in said, word


def test_without_the_database_it_says_so(watched: Flask) -> None:
    client = new_browser(watched)
    with use_cases(watched).database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE funnel")
        connection.exec_driver_sql("ALTER TABLE outbox RENAME TO elsewhere")
    assert _value(client, "screener_database_up") == 0
