"""Saving and coming back, as a person without script does it: five words, and nothing of them where they do not belong."""

import io

import pytest
from flask import Flask
from sqlalchemy import func, select

from screener.storage.tables.saved import saved_draft
from screener.web.use_cases import use_cases
from tests.answering import ANSWERS, CONTACT, answer_until, arrive_at
from tests.strict import PHONE, Page, StrictClient, new_browser

pytestmark = pytest.mark.usefixtures("quick_codes")


def _save(client: StrictClient, prefix: str = "") -> str:
    assert client.submit(f"{prefix}/screen/save", {}).location == f"{prefix}/screen/saved"
    return _words(client.page(f"{prefix}/screen/saved"))


def _words(page: Page) -> str:
    return next(text for attributes, text in page.all("ol") if attributes.get("class") == "saved-words")


def _kept(app: Flask) -> int:
    with use_cases(app).database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(saved_draft)) or 0


def test_a_person_saves_in_the_middle_of_a_page_and_goes_on_elsewhere_in_the_other_language(
    client: StrictClient, app: Flask, logged: io.StringIO
) -> None:
    answer_until(client, "medicines")
    page = client.page("/screen/medicines")
    (button,) = (attributes for attributes, text in page.all("button") if text == "Save and finish later")
    half = {"csrf_token": page.token, "medicine": "past"}
    assert client.post(button["formaction"], data=half).location == "/screen/save"
    words = _save(client)
    assert _save(client) == words, "the paper it was written on stays good"
    assert _kept(app) == 1
    elsewhere = new_browser(app)
    typed = words.upper().replace(" ", " - ")
    assert elsewhere.submit("/es/saved", {"words": typed}).location == "/es/screen/medicines"
    assert elsewhere.page("/es/screen/medicines").fields["medicine"] == ["past"]
    answer_until(elsewhere, "check", prefix="/es")
    elsewhere.submit("/es/screen/share", CONTACT)
    assert _kept(app) == 0, "what is sent is not kept twice"
    response = client.post("/saved", data={"csrf_token": client.page("/saved").token, "words": words})
    assert response.status_code == 422
    assert Page(response.text).errors[0].startswith("Error: We have no answers under these words.")
    assert [word for word in words.split() if f'"{word}' in logged.getvalue()] == []


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("one two", "Type all 5 words"),
        ("one two " + "x" * 300, "Type all 5 words"),
        ("acorn qqqq acorn acorn acorn", "Check word 2."),
        ("acorn acorn acorn acorn acorn", "We have no answers"),
    ],
)
def test_wrong_words_are_given_back_with_what_to_do_and_change_nothing(
    client: StrictClient, typed: str, error: str
) -> None:
    for address in ("/saved", "/saved/delete"):
        response = client.post(address, data={"csrf_token": client.page(address).token, "words": typed})
        page = Page(response.text)
        assert (response.status_code, page.fields["words"]) == (422, [typed])
        assert page.errors[0].startswith(f"Error: {error}")


def test_saved_answers_are_deleted_with_their_words_or_while_they_are_open(
    client: StrictClient, app: Flask
) -> None:
    arrive_at(client, "body-parts")
    words = _save(client)
    assert "A saved copy stays on our server until" in client.page("/screen/clear").text
    client.submit("/screen/clear", {})
    assert _kept(app) == 1, "clearing says that a copy stays"
    assert client.submit("/saved/delete", {"words": words}).location == "/?deleted=1"
    assert _kept(app) == 0
    arrive_at(client, "body-parts")
    assert _save(client) != words
    assert client.submit("/saved/delete", {"clear": "1"}).location == "/?deleted=1"
    assert _kept(app) == 0
    assert "Your saved answers are deleted." in client.page("/?deleted=1").text
    assert client.get("/screen/saved").location == "/screen/save"
    assert client.get("/screen/save").location == "/", "there is nothing to save"
    assert client.post("/screen/save", data={"csrf_token": client.page("/saved").token}).status_code == 400


def test_without_a_database_nothing_is_lost(client: StrictClient, app: Flask) -> None:
    arrive_at(client, "course")
    use_cases(app).database.engine.dispose()
    file = use_cases(app).database.engine.url.database or ""
    with open(file, "r+b") as damaged:  # noqa: PTH123 - a path from an address
        damaged.write(b"no database")
    token = client.page("/screen/save").token
    assert client.post("/screen/save", data={"csrf_token": token}).status_code == 503
    assert client.post("/saved", data={"csrf_token": token, "words": "acorn " * 5}).status_code == 503
    assert client.page("/screen/course").fields is not None
    client.submit("/screen/course", ANSWERS["course"])


@pytest.mark.parametrize(
    ("address", "field"),
    [("/saved", "words"), ("/saved/delete", "words"), ("/receipt", "code"), ("/es/saved", "words")],
)
def test_words_that_were_typed_into_a_page_that_was_open_too_long_are_given_back(
    client: StrictClient, address: str, field: str
) -> None:
    page = client.page(address)
    client.delete_cookie("screener")
    words = "acorn airport alarm album almond"
    response = client.post(address, data={field: words, "csrf_token": page.token})
    again = Page(response.text)
    assert response.status_code == 400
    assert again.fields[field] == [words]
    assert again.errors
    assert client.post(address, data={field: words, "csrf_token": again.token}).status_code == 422


@pytest.mark.parametrize(
    ("prefix", "said"), [("", "your browser may block cookies"), ("/es", "no acepta cookies")]
)
@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/saved", {"words": "acorn airport alarm album almond"}),
        ("/saved/delete", {"words": "acorn airport alarm album almond"}),
        ("/receipt", {"code": "acorn airport alarm album almond"}),
        ("/receipt", {}),
        ("/receipt/acorn-airport-alarm-album-almond/withdraw", {}),
    ],
)
def test_a_browser_without_cookies_is_told_why_the_button_does_nothing(
    client: StrictClient, prefix: str, said: str, address: str, fields: dict[str, str]
) -> None:
    refused = client.post(prefix + address, data={**fields, "csrf_token": "of no session"})
    assert (refused.status_code, said in refused.text, PHONE in refused.text) == (400, True, True)
