"""Bad input gets a clear answer and loses nothing; no request of any kind gets a 500."""

import io
import json
import re
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from screener.web.session import COOKIE
from screener.web.use_cases import use_cases
from tests.answering import ANSWERS, CONTACT, answer_until, arrive_at
from tests.drawing import steadily
from tests.strict import Page, StrictClient


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/nothing", 404),
        ("GET", "/screen/nothing", 404),
        ("POST", "/screen/nothing", 404),
        ("GET", "/receipt/AAAA", 404),
        ("PUT", "/", 405),
        ("DELETE", "/screen/course", 405),
        ("POST", "/screen/check", 404),
        ("PATCH", "/healthz", 405),
        ("GET", "/%00", 404),
        ("GET", "/%ff%fe", 404),
        ("GET", "/static/../settings.py", 404),
        ("GET", "/static/nothing.css", 404),
        ("GET", "/static/patient.0/../../settings.css", 404),
        ("GET", "/screen/" + "x" * 5000, 404),
    ],
)
def test_what_is_not_here_has_a_page_with_the_phone_number(
    client: StrictClient, method: str, address: str, status: int
) -> None:
    response = client.open(address, method=method)
    assert response.status_code == status
    if status == 405:
        assert response.headers["Allow"]


def test_a_form_without_a_token_is_refused_and_keeps_what_was_typed(client: StrictClient) -> None:
    arrive_at(client, "check")
    response = client.post("/screen/course", data=ANSWERS["course"] | {"task": "playing the violin"})
    assert response.status_code == 400
    page = Page(response.text)
    assert "What you wrote is still here" in page.text
    assert page.fields["task"] == ["playing the violin"]
    assert page.fields["course"] == ["worse"]
    again = client.post("/screen/course", data={"csrf_token": page.token, **page.fields})
    assert again.status_code == 303


@pytest.mark.parametrize("token", ["", "forged", "a" * 5000, "ImFiYyI.aaaa.bbbb"])
def test_a_forged_token_is_refused(client: StrictClient, token: str) -> None:
    client.page("/screen/emergency")
    response = client.post("/screen/emergency", data={"csrf_token": token, "emergency": "none"})
    assert response.status_code == 400


def test_every_other_form_is_refused_without_a_token(client: StrictClient) -> None:
    for address in ("/screen/clear", "/receipt", "/receipt/AAAA/withdraw"):
        assert client.post(address).status_code == 400


def test_send_with_an_expired_token_keeps_what_was_typed(client: StrictClient) -> None:
    arrive_at(client, "check")
    page = Page(client.post("/screen/share", data=CONTACT | {"message": "A long story"}).text)
    assert page.fields["name"] == ["Ann Example"]
    assert "A long story" in page.text
    assert (
        client.post("/screen/share", data={"csrf_token": page.token, **page.fields}).location
        == "/screen/sent"
    )


def test_answers_that_come_after_the_draft_has_ended_are_not_lost_in_silence(client: StrictClient) -> None:
    response = client.post("/screen/course", data=ANSWERS["course"])
    assert response.status_code == 400
    assert "60 minutes" in response.text


@pytest.mark.parametrize("cookie", ["", "nonsense", "AAAA", "=" * 100, "\x7f", "é", "a" * 3900])
def test_a_bad_cookie_is_no_draft_and_no_fault(client: StrictClient, cookie: str) -> None:
    client.set_cookie(COOKIE, cookie)
    assert client.get("/screen/course").location == "/screen/emergency"
    client.page("/screen/emergency")


def test_a_cookie_that_was_changed_by_one_letter_is_no_draft(client: StrictClient) -> None:
    arrive_at(client, "onset")
    cookie = client.get_cookie(COOKIE)
    assert cookie is not None
    for index in (0, 3, 10, 40, len(cookie.value) // 2):
        letter = "A" if cookie.value[index] != "A" else "B"
        client.set_cookie(COOKIE, cookie.value[:index] + letter + cookie.value[index + 1 :])
        assert client.get("/screen/onset").location == "/screen/emergency"


@pytest.mark.parametrize(
    ("page_id", "fields", "words"),
    [
        ("respondent", {}, "Choose an answer"),
        ("respondent", {"respondent": "nobody"}, "Choose one of the answers on this page"),
        ("respondent", {"respondent": ["self", "parent"]}, "Choose only one answer"),
        ("body-parts", {}, "Choose at least one answer"),
        ("body-parts", {"body-parts": ["neck", "none"]}, "Choose “None: no part moves on its own” alone"),
        ("body-parts", {"body-parts": ["neck", "left_nose"]}, "Choose one of the answers on this page"),
        ("body-parts", {"body-parts": ["left_larynx"]}, "Choose one of the answers on this page"),
        ("signs-body", {"signs-neck": ["turns"], "signs-body-other": "x" * 41}, "Use 40 letters or fewer"),
        ("signs-body", {"signs-neck": ["turns"], "signs-body-other": "a\x00b"}, "could not be read"),
        (
            "signs-body",
            {"signs-neck": ["turns"], "signs-body-other": ["one", "two"]},
            "Choose only one answer",
        ),
        ("onset", ANSWERS["onset"] | {"onset-age": "9" * 400}, "Write the age as a number of years"),
        ("onset", ANSWERS["onset"] | {"onset-age": "-3"}, "Write the age as a number of years"),
        ("onset", ANSWERS["onset"] | {"onset-age": "121"}, "Write an age from 0 to 120"),
        ("onset", ANSWERS["onset"] | {"onset-age": ["43", "not-sure"]}, "not both"),
        ("onset", ANSWERS["onset"] | {"onset-age": "38 or 39"}, "Write one age."),
        ("onset", ANSWERS["onset"] | {"onset-age": "1998"}, "This looks like a year."),
        ("onset", ANSWERS["onset"] | {"onset-age": "as a child"}, "Write a number of years, such as 43."),
        ("onset", ANSWERS["onset"] | {"onset-age": "10 years ago"}, "This looks like how long ago it was."),
        ("onset", ANSWERS["onset"] | {"onset-age": "4\x1b3"}, "Write the age as a number of years"),
        ("course", {"first-part": "right_foot"}, "Choose one of the answers on this page"),
        (
            "medicines",
            {"medicine": "yes\x00", "happened": ["none"]},
            "Choose one of the answers on this page",
        ),
        ("new-or-worse", {"new-or-worse": ["eyes-rolling"]}, "Choose one of the answers on this page"),
    ],
)
def test_a_bad_answer_gets_422_and_says_how_to_mend_it(
    client: StrictClient, page_id: str, fields: dict[str, object], words: str
) -> None:
    arrive_at(client, page_id)
    address = f"/screen/{page_id}"
    response = client.post(address, data={"csrf_token": client.page(address).token, **fields})
    assert response.status_code == 422
    page = Page(response.text)
    assert any(words in error for error in page.errors), page.errors
    assert page.all("title")[0][1].startswith("Error: ")
    assert client.get(address).status_code == 200


def test_bytes_that_are_not_utf_8_are_refused_and_not_guessed(client: StrictClient) -> None:
    arrive_at(client, "signs-body")
    token = client.page("/screen/signs-body").token
    body = f"csrf_token={token}&signs-neck=turns&signs-body-other=a%FF%FEb"
    response = client.post("/screen/signs-body", data=body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 400
    assert client.get("/screen/signs-body").status_code == 200


def test_a_body_over_64_kilobytes_gets_413_and_loses_nothing(client: StrictClient) -> None:
    arrive_at(client, "course")
    token = client.page("/screen/course").token
    response = client.post("/screen/course", data={"csrf_token": token, "task": "x" * 1_000_000})
    assert response.status_code == 413
    assert "still there" in response.text
    client.submit("/screen/course", ANSWERS["course"])


@pytest.mark.parametrize(
    "content_type", ["application/json", "text/plain", "multipart/form-data", "nonsense"]
)
def test_a_body_of_another_kind_is_refused(client: StrictClient, content_type: str) -> None:
    client.page("/screen/emergency")
    response = client.post("/screen/emergency", data=b"\xff\x00{", content_type=content_type)
    assert response.status_code == 415


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"phone": "12"}, "We count 2 digits"),
        ({"phone": "call me"}, "Write a phone number"),
        ({"phone": "1" * 30}, "Write one phone number only"),
        ({"email": "nobody"}, "Write an email address"),
        ({"email": "a@b@c.de"}, "Write one email address"),
        ({"date-of-birth": "yesterday"}, "Write the date of birth"),
        ({"date-of-birth": "2/30/1980"}, "There is no such day"),
        ({"date-of-birth": "1/1/2999"}, "This day is still to come"),
        ({"name": "x" * 101}, "Use 100 letters or fewer"),
        ({"message": "x" * 501}, "Use 500 letters or fewer"),
        ({"best-time": "midnight"}, "Choose one of the answers"),
        ({"consent": ""}, "Tick the box if you want to send your answers."),
    ],
)
def test_a_bad_contact_is_refused_with_all_else_kept(
    client: StrictClient, fields: dict[str, str], words: str
) -> None:
    arrive_at(client, "check")
    page = Page(client.submit("/screen/share", CONTACT | {"message": "Please call"} | fields, 422).text)
    assert any(words in error for error in page.errors), page.errors
    for name, value in fields.items():
        assert value in page.text or name in {"best-time", "consent"}
    assert "Please call" in page.text or "message" in fields


@pytest.fixture
def full_draft(client: StrictClient) -> tuple[str, Page]:
    """The cookie of somebody who answered everything, and a form that was made for them."""
    arrive_at(client, "check")
    page = client.page("/screen/share")
    cookie = client.get_cookie("screener")
    assert cookie
    return cookie.value, page


@steadily(40, HealthCheck.function_scoped_fixture)
@given(
    fields=st.dictionaries(
        st.sampled_from(["csrf_token", "emergency", "body-parts", "onset-age", "phone", "consent", "x"])
        | st.text(max_size=8),
        st.lists(st.text(max_size=30), min_size=1, max_size=3),
        max_size=6,
    ),
    page_id=st.sampled_from([*ANSWERS, "share", "check", "clear"]),
)
def test_no_form_whatever_gets_a_500(
    client: StrictClient, full_draft: tuple[str, Page], fields: dict[str, list[str]], page_id: str
) -> None:
    cookie, form = full_draft
    client.set_cookie("screener", cookie)
    data = {name.encode("utf-8", "replace").decode(): values for name, values in fields.items()}
    sent = client.post(f"/screen/{page_id}", data=_encodable(data) | {"csrf_token": form.token, **form.draft})
    assert sent.status_code < 500


def _encodable(data: dict[str, list[str]]) -> dict[str, list[str]]:
    return {
        name: [value.encode("utf-8", "replace").decode() for value in values] for name, values in data.items()
    }


def test_a_fault_of_ours_gets_a_page_without_its_message(
    client: StrictClient, monkeypatch: pytest.MonkeyPatch, logged: io.StringIO
) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("Ann Example, 43")

    monkeypatch.setattr("screener.web.patient.outcome.result_of", fail)
    answer_until(client, "check")
    response = client.get("/screen/result")
    assert response.status_code == 500
    assert "Ann" not in response.text
    assert response.headers["X-Request-ID"][:8] in response.text
    assert client.get("/screen/check").status_code == 200
    assert "Ann" not in logged.getvalue()
    fault = next(line for line in map(json.loads, logged.getvalue().splitlines()) if line["event"] == "fault")
    assert fault["error"] == "RuntimeError"
    assert any("outcome.py" in place for place in fault["where"])


def test_when_even_the_error_page_fails_the_phone_number_is_there(
    client: StrictClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("screener.web.errors.render_template", fail)
    monkeypatch.setattr("screener.web.patient.questions.render_template", fail)
    response = client.get("/")
    assert response.status_code == 500
    assert "913-588-1227" in response.text


def test_without_the_database_send_says_so_and_works_when_it_is_back(
    client: StrictClient, sqlite_url: str
) -> None:
    arrive_at(client, "check")
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    away = file.with_suffix(".away")
    for beside in file.parent.glob(f"{file.name}-*"):
        beside.unlink()
    file.rename(away)
    file.mkdir()
    page = Page(client.submit("/screen/share", CONTACT | {"message": "Please call"}, 503).text)
    assert "Nothing was sent and nothing is lost." in page.text
    assert page.fields["name"] == ["Ann Example"]
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200
    assert client.get("/screen/result").status_code == 200
    assert client.get("/receipt/2222-2222-2222-2222-2222").status_code == 503
    file.rmdir()
    away.rename(file)
    response = client.post("/screen/share", data={"csrf_token": page.token, **page.fields})
    assert response.location == "/screen/sent"


def test_too_many_sends_from_one_address_wait_and_lose_nothing(app: Flask, client: StrictClient) -> None:
    use_cases(app).submissions._tries_per_hour = 0  # noqa: SLF001 - the limit of the settings, at its smallest
    arrive_at(client, "check")
    page = Page(client.submit("/screen/share", CONTACT, 429).text)
    assert page.fields["name"] == ["Ann Example"]
    response = client.get("/receipt/2222-2222-2222-2222-2222")
    assert response.status_code == 429
    assert response.headers["Retry-After"]


def test_no_answer_and_no_address_is_ever_logged(client: StrictClient, logged: io.StringIO) -> None:
    answer_until(client, "check", {"course": ANSWERS["course"] | {"task": "playing-the-violin"}})
    client.submit("/screen/share", CONTACT | {"email": "ann@example.org"})
    client.get("/receipt/2222-2222-2222-2222-2222?ann=example")
    client.get("/ann/example")
    lines = [json.loads(line) for line in logged.getvalue().splitlines()]
    assert lines
    for line in lines:
        assert line.pop("request_id")
        said = json.dumps({name: value for name, value in line.items() if name not in {"at", "milliseconds"}})
        for word in ("violin", "ann", "Ann", "913", "left_hand", "2222", "127.0.0.1", "example"):
            assert word not in said


def test_a_wrong_receipt_code_is_shown_again_without_what_cannot_be_read(client: StrictClient) -> None:
    response = client.submit("/receipt", {"code": "2222\x1b-<b>"}, 422)
    assert [
        text for attributes, text in Page(response.text).all("textarea") if attributes.get("id") == "code"
    ] == ["2222-<b>"]


def test_a_send_after_the_draft_has_ended_says_that_it_is_gone(client: StrictClient) -> None:
    response = client.post("/screen/share", data=CONTACT)
    assert response.status_code == 400
    assert "Your answers are no longer here" in response.text


def test_a_null_character_in_any_part_of_any_address_is_a_page_that_is_not_here(
    app: Flask, client: StrictClient
) -> None:
    """PostgreSQL takes it in no text, so that it must not get there from any address, for staff or patients."""
    with_parts = [rule.rule for rule in app.url_map.iter_rules() if rule.arguments and "<" in rule.rule]
    assert len(with_parts) > 30
    for rule in with_parts:
        address = re.sub("<[^>]*>", "a%00b", rule)
        assert client.get(address).status_code == 404, address
        assert client.get(address.replace("%00", "%2500")).status_code != 400, (
            "digits and a percent sign are text"
        )


@pytest.mark.parametrize("query", ["name=%00", "a%00=1", "assignee=me&language=a%00b"])
def test_a_null_character_in_a_query_is_refused(client: StrictClient, query: str) -> None:
    for address in ("/", "/clinic/", "/clinic/audit"):
        assert client.get(f"{address}?{query}").status_code == 400


def test_a_draft_lives_as_long_as_the_wait_that_its_person_was_told_and_says_so(
    app: Flask, client: StrictClient
) -> None:
    use_cases(app).submissions._tries_per_hour = 0  # noqa: SLF001 - the limit of the settings, at its smallest
    with time_machine.travel("2026-03-01 12:00:01 +0000", tick=False) as clock:
        arrive_at(client, "check")
        refused = client.submit("/screen/share", CONTACT, 429)
        page = Page(refused.text)
        assert "Wait an hour and press the button again" in page.text
        assert "Your answers stay here for two hours." in page.text
        assert 'data-idle-minutes="120"' in refused.text
        use_cases(app).submissions._tries_per_hour = 1  # noqa: SLF001
        clock.shift(2 * 3600 - 1)
        sent = client.post("/screen/share", data={"csrf_token": page.token, **page.fields})
        assert sent.location == "/screen/sent"


def test_on_a_tablet_nobody_is_told_to_wait(app: Flask, client: StrictClient) -> None:
    use_cases(app).submissions._tries_per_hour = 0  # noqa: SLF001
    client.set_cookie("screener-kiosk", "any")
    arrive_at(client, "check")
    page = Page(client.submit("/screen/share", CONTACT, 429).text)
    assert "Please tell the staff here." in page.text
    assert "Wait an hour" not in page.text
