"""The whole way in Spanish: every page, every error, the download, and what the clinic keeps."""

import html
import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
import time_machine
from flask import Flask
from pypdf import PdfReader

from screener import create_app
from screener.adapters.catalogue import catalogue
from screener.settings import Settings
from screener.storage.submissions import Submissions
from screener.submissions.content import Content
from screener.submissions.submission import Submission
from screener.web.use_cases import use_cases
from tests.answering import ANSWERS, CONTACT, FIRST, answer_until, arrive_at, receipt_code
from tests.strict import Page, StrictClient, new_browser

EVERYTHING = ["upper_face", "lower_face", "jaw_tongue", "neck", "trunk", "right_arm", "right_foot"]
ENGLISH_WORDS = re.compile(
    r"\b(the|you|your|and|with|this|that|what|answers?|please|call|page|they|their)\b", re.IGNORECASE
)


def _sent(app: Flask, code: str) -> tuple[Submission, Content]:
    with use_cases(app).database.reading() as connection:
        submissions = Submissions(connection, use_cases(app).keyring)
        found = submissions.by_receipt(code)
        assert found is not None
        content = submissions.content(found)
    assert content
    return found, content


def _english(page: Page) -> list[str]:
    text = " ".join(text for tag in ("title", "header", "main", "footer") for _, text in page.all(tag))
    for name in ("The University of Kansas Health System", "English"):
        text = text.replace(name, "")
    return ENGLISH_WORDS.findall(text)


@pytest.mark.parametrize("respondent", ["self", "parent"])
def test_no_page_on_the_way_says_a_word_of_english(client: StrictClient, respondent: str) -> None:
    changes: dict[str, dict[str, Any]] = {
        "body-parts": {"body-parts": EVERYTHING},
        "respondent": {"respondent": respondent},
    }
    visited = answer_until(client, "check", changes, prefix="/es")
    assert set(visited) == set(ANSWERS)
    addresses = [f"/es/screen/{page_id}" for page_id in (*visited, "check", "result", "share", "clear")]
    pages = {address: client.page(address) for address in ("/es/", "/es/receipt", *addresses)}
    for page_id in FIRST:
        response = client.submit(f"/es/screen/{page_id}", {}, 422)
        pages[f"{page_id} with errors"] = Page(response.text)
    pages["share with errors"] = Page(client.submit("/es/screen/share", {}, 422).text)
    client.submit("/es/screen/share", CONTACT)
    pages["sent"] = client.page("/es/screen/sent")
    code = receipt_code(pages["sent"])
    pages["receipt"] = client.page(f"/es/receipt/{code}")
    pages["withdraw"] = client.page(f"/es/receipt/{code}/withdraw")
    client.submit(f"/es/receipt/{code}/withdraw", {})
    pages["withdrawn"] = client.page(f"/es/receipt/{code}")
    pages["wrong code"] = Page(client.submit("/es/receipt", {"code": "x"}, 422).text)
    assert {name: words for name, page in pages.items() if (words := _english(page))} == {}


def test_every_redirect_stays_in_spanish(client: StrictClient) -> None:
    assert client.get("/es").status_code == 200, "a redirect to /es/ would name the host that was claimed"
    for address in (
        "/es/screen",
        "/es/screen/check",
        "/es/screen/result",
        "/es/screen/share",
        "/es/screen/sent",
    ):
        assert client.get(address).location == "/es/screen/emergency"
    arrive_at(client, "check", prefix="/es")
    assert client.submit("/es/screen/clear", {}).location == "/es/?cleared=1"
    assert "Sus respuestas se borraron." in client.page("/es/?cleared=1").text


def test_the_clinic_keeps_the_language_the_words_that_were_seen_and_english_beside_them(
    client: StrictClient, app: Flask
) -> None:
    arrive_at(client, "check", prefix="/es")
    client.submit("/es/screen/share", CONTACT)
    submission, content = _sent(app, receipt_code(client.page("/es/screen/sent")))
    assert submission.language == "es"
    answers = [answer for _, lines in content.seen.sections for answer in lines]
    spanish = catalogue("es")
    for answer in answers:
        assert answer.question == spanish.gettext(answer.question_in_english)
        assert answer.question != answer.question_in_english
    pain = next(answer for answer in answers if answer.question_id == "pain")
    assert (pain.question, pain.answer) == ("¿Le duele?", "Algo")
    assert (pain.question_in_english, pain.answer_in_english) == ("Does it hurt?", "Some")
    assert "Si es distonía, los médicos llaman a este patrón distonía segmentaria." in content.seen.result
    assert (
        content.contact.consent
        == "Quiero enviar mis respuestas a la clínica. La clínica me puede llamar o escribir."
    )


def test_an_urgent_result_names_the_pattern_without_saying_that_it_is_dystonia(client: StrictClient) -> None:
    device = FIRST["medicines"] | {"happened": ["device"], "worse-within-days": "yes"}
    arrive_at(client, "result", {"medicines": device}, "/es")
    assert '<p class="word">El patrón: segmentario.</p>' in client.get("/es/screen/result").text


def test_the_download_is_in_spanish(client: StrictClient) -> None:
    with time_machine.travel("2026-04-28 18:00 +0000", tick=False):
        arrive_at(client, "check", prefix="/es")
        response = client.get("/es/screen/answers.txt")
    text = response.text
    assert text.startswith("Autoevaluación de distonía\n28 de abril de 2026\n")
    assert "- ¿Qué partes de su cuerpo se mueven" in text
    assert "Cuello; Mano izquierda" in text
    assert "oprima 2" in text
    assert ENGLISH_WORDS.findall(text.replace("The University of Kansas Health System", "")) == []
    assert response.content_type == "text/plain; charset=utf-8"


def test_dates_are_read_and_shown_as_they_are_written_in_spanish(client: StrictClient, app: Flask) -> None:
    with time_machine.travel("2026-04-28 20:05 +0000", tick=False):
        arrive_at(client, "check", prefix="/es")
        client.submit("/es/screen/share", CONTACT | {"date-of-birth": "1.º de setiembre de 1956"})
        code = receipt_code(client.page("/es/screen/sent"))
        receipt = client.page(f"/es/receipt/{code}")
    _, content = _sent(app, code)
    assert content.contact.date_of_birth == "1956-09-01"
    shown = " ".join(text for _, text in receipt.all("li"))
    assert "28 de abril de 2026" in shown


@pytest.mark.parametrize(
    ("method", "address", "heading"),
    [
        ("GET", "/es/nothing", "Esta página no está aquí"),
        ("GET", "/es/screen/nothing", "Esta página no está aquí"),
        ("PUT", "/es/", "Esta página no puede hacer eso"),
        ("POST", "/es/screen/clear", "La página pasó mucho rato abierta"),
        ("POST", "/es/screen/course", "Sus respuestas ya no están aquí"),
    ],
)
def test_error_pages_are_in_spanish(client: StrictClient, method: str, address: str, heading: str) -> None:
    page = Page(client.open(address, method=method).text)
    assert page.heading == heading
    assert _english(page) == []


def test_even_without_a_page_the_words_are_spanish(
    app: Flask, client: StrictClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(app.jinja_env.globals, "clinic")
    response = client.get("/es/nothing")
    assert (response.status_code, response.mimetype) == (404, "text/plain")
    assert response.text == (
        "Esta página no está aquí. Por favor, llame al 913-588-1227. En una emergencia, llame al 911.\n"
    )


def test_opening_hours_are_shown_in_the_language_they_were_set_in(settings: Settings) -> None:
    hours: dict[str, Any] = {
        "clinic_hours": "Monday to Friday",
        "clinic_hours_elsewhere": {"es": "De lunes a viernes"},
    }
    app = create_app(replace(settings, **hours))
    app.test_client_class = StrictClient
    client = new_browser(app)
    assert "Monday to Friday" in client.get("/").text
    spanish = html.unescape(client.get("/es/").text)
    assert "De lunes a viernes" in spanish
    assert "Monday" not in spanish
    arrive_at(client, "check", prefix="/es")
    sheet = PdfReader(BytesIO(client.get("/es/screen/answers.pdf").data)).pages[0].extract_text()
    assert "De lunes a viernes" in " ".join(sheet.split())
    use_cases(app).database.engine.dispose()
