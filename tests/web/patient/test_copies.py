"""The sheet for the first visit, as the result page gives it."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import jinja2
import pytest
import time_machine
from flask import Flask
from pypdf import PdfReader

from screener import create_app
from screener.documents import typesetting
from screener.processes.slow_work import OneAtATime
from screener.settings import Settings
from screener.web.pictures import picture_of
from screener.web.use_cases import use_cases
from tests.answering import ANSWERS, CONTACT, arrive_at
from tests.strict import Page, StrictClient, new_browser

SHEET = "/screen/answers.pdf"


def _words(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def test_the_result_page_offers_the_sheet_as_a_file_that_no_cache_keeps(client: StrictClient) -> None:
    arrive_at(client, "check")
    links = {text: attributes["href"] for attributes, text in client.page("/screen/result").all("a")}
    assert links["Download as PDF"].partition("?")[0] == SHEET
    response = client.get(SHEET)
    assert response.status_code == 200
    assert response.mimetype == "application/pdf"
    assert response.headers["Content-Disposition"] == "attachment; filename=dystonia-self-screen.pdf"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.data.startswith(b"%PDF-")


def test_the_sheet_has_every_question_and_answer_of_the_check_page(client: StrictClient) -> None:
    arrive_at(client, "check", {"course": ANSWERS["course"] | {"task": '#eval("1") *b* $x$ \\ ¿ñ?'}})
    page = client.page("/screen/check")
    words = _words(client.get(SHEET).data)
    rows = [text for _, text in page.all("dt")]
    rows += [text for attributes, text in page.all("dd") if attributes.get("class") == "answers__value"]
    assert '#eval("1") *b* $x$ \\ ¿ñ?' in rows
    together = "Neck" + "Left hand"
    assert [text for text in rows if text not in words and text != together] == []


def test_the_picture_on_the_sheet_has_the_marked_parts(app: Flask) -> None:
    with app.test_request_context("/"):
        template = app.jinja_env.get_template("patient/picture.svg")
        picture = template.render(picture=picture_of(("left_neck", "left_hand")))
    assert re.findall(r'class="part is-marked" href="#b-(\w+)"( clip-path="[^"]*")?', picture) == [
        ("nape", ' clip-path="url(#b-east)"'),
        ("hand", ""),
        ("nape", ' clip-path="url(#b-west)"'),
        ("hand", ""),
    ], "front and back; the left half of the neck, which from behind lies at the left"
    assert picture.count('class="tick is-marked"') == 4


@pytest.mark.parametrize("prefix", ["", "/es"])
@pytest.mark.parametrize("parts", [("neck", "left_hand"), ("upper_face", "left_hand")])
def test_the_words_of_the_picture_on_paper_are_large_and_stand_apart(
    app: Flask, parts: tuple[str, ...], prefix: str
) -> None:
    with app.test_request_context(f"{prefix}/"):
        picture = app.jinja_env.get_template("patient/picture.svg").render(picture=picture_of(parts))
    _, _, width, height = map(int, re.findall(r'viewBox="([^"]*)"', picture)[0].split())
    (size,) = map(int, re.findall(r"text \{ font: 600 (\d+)px", picture))
    assert size * min(3.5 * 72 / width, 2.9 * 72 / height) >= 8, "points on the sheet"
    words = re.findall(r'<text x="(\d+)" y="(\d+)">([^<]*)<', picture)
    below = sorted((int(x), word) for x, y, word in words if int(y) > 60 + 758)
    assert [word for _, word in below] == (
        ["Derecha", "Izquierda", "Izquierda", "Derecha"] if prefix else ["Right", "Left", "Left", "Right"]
    ), "under the feet, the person's own sides"
    half = [(x, 0.26 * size * len(word)) for x, word in below]
    assert all(x + wide < other - narrow for (x, wide), (other, narrow) in pairwise(half))


@pytest.mark.parametrize(("part", "words"), [("left_upper_face", ["Right", "Left"]), ("upper_face", [])])
def test_a_head_alone_says_which_side_is_which_where_one_is_marked(
    app: Flask, part: str, words: list[str]
) -> None:
    with app.test_request_context("/"):
        picture = app.jinja_env.get_template("patient/picture.svg").render(picture=picture_of((part,)))
    height = int(re.findall(r'viewBox="0 0 \d+ (\d+)"', picture)[0])
    shown = re.findall(r'<text x="(\d+)" y="(\d+)">([^<]*)<', picture)
    assert [word for _, _, word in shown] == words
    assert all(504 < int(y) < height for _, y, _ in shown), "under the head, on the sheet"


def test_a_renderer_that_fails_gives_the_page_with_the_phone_number(app: Flask, client: StrictClient) -> None:
    arrive_at(client, "check")
    broken = jinja2.DictLoader({"patient/picture.svg": "<path"})
    app.jinja_env.loader = jinja2.ChoiceLoader([broken, app.jinja_env.loader or broken])
    response = client.get(SHEET)
    assert response.status_code == 500
    page = Page(response.text)
    assert page.heading == "Something went wrong here"
    assert "913-588-1227" in page.text


def test_every_paper_bears_the_clinics_day(settings: Settings) -> None:
    app = create_app(replace(settings, clinic_timezone="Pacific/Honolulu"))
    app.test_client_class = StrictClient
    client = new_browser(app)
    with time_machine.travel(datetime(2026, 4, 28, 6, 30, tzinfo=UTC), tick=False):
        arrive_at(client, "result")
        assert "April 27, 2026" in client.get("/screen/answers.txt").text
        assert "April 27, 2026" in client.page("/screen/result").text


@pytest.mark.usefixtures("amid_an_hour")
def test_sheets_are_counted_by_address_and_need_no_database(app: Flask, client: StrictClient) -> None:
    arrive_at(client, "result")
    limit = use_cases(app).settings.sends_per_hour
    for _ in range(limit - 1):
        use_cases(app).submissions.count_copy("127.0.0.1")
    assert client.get("/screen/answers.pdf").mimetype == "application/pdf"
    refused = client.get("/screen/answers.pdf")
    assert refused.status_code == 429
    assert refused.headers["Retry-After"]


def test_when_many_wait_for_a_sheet_the_page_says_so_with_the_phone_number(
    client: StrictClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrive_at(client, "result")
    monkeypatch.setattr(typesetting, "_TYPESETTING", OneAtATime(waiting=-1))
    refused = client.get("/screen/answers.pdf")
    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == "10"
    assert "Many people ask for this right now" in refused.text


def test_after_send_the_person_still_has_their_own_copy(client: StrictClient) -> None:
    arrive_at(client, "check")
    before = client.get("/screen/answers.txt").text
    client.submit("/screen/share", CONTACT)
    links = [
        attributes["href"]
        for attributes, _ in client.page("/screen/sent").all("a")
        if "answers" in attributes["href"]
    ]
    assert [link.partition("?")[0] for link in links] == ["/screen/answers.pdf", "/screen/answers.txt"]
    pdf, text = (client.get(link) for link in links)
    assert pdf.data.startswith(b"%PDF")
    assert text.text == before
    page = client.page("/screen/sent")
    client.post("/screen/clear", data={"csrf_token": page.token, **page.draft})
    assert client.get(links[0]).status_code == 303


def test_after_send_what_was_read_of_numbers_and_dates_is_read_back(client: StrictClient) -> None:
    arrive_at(client, "result")
    contact = CONTACT | {
        "phone": "9135550123",
        "email": "Ann@Example.org.",
        "date-of-birth": "abril 28 de 1956",
    }
    client.submit("/screen/share", contact)
    said = [text for attributes, text in client.page("/screen/sent").all("dd")]
    assert said[:3] == ["(913) 555-0123", "Ann@example.org", "April 28, 1956"]


def test_who_fetches_the_blank_paper_again_and_again_keeps_no_sheet_waiting(
    client: StrictClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = {path: client.get(path).data for path in ("/paper.pdf", "/es/paper.pdf")}
    assert all(paper.startswith(b"%PDF-") for paper in first.values())
    monkeypatch.setattr(typesetting, "_TYPESETTING", OneAtATime(waiting=-1))
    assert {path: client.get(path).data for path in first} == first, "nothing is typeset for it"
