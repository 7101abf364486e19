"""How old somebody is, as staff read it: in years, and of a baby in months, by the clinic's day."""

import io
from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask
from pypdf import PdfReader

from screener.dystonia import DYSTONIA
from screener.questionnaire.flow import walk
from screener.submissions.content import Contact
from screener.use_cases.send_keys import new_send_key
from screener.web.today import age_in_words
from screener.web.use_cases import use_cases
from tests.answering import ANSWERS
from tests.person import answers_in
from tests.strict import StrictClient
from tests.web.clinic.staff import Person

LAST_EVENING_OF_FEBRUARY = datetime(2027, 3, 1, 5, 30, tzinfo=UTC)
"""At the clinic it is half past eleven in the evening of the 28th."""


@pytest.mark.parametrize(
    ("born", "shown"),
    [
        ("", ""),
        ("2027-02-28", "0 months"),
        ("2027-01-28", "1 month"),
        ("2026-06-29", "7 months"),
        ("2025-03-01", "23 months"),
        ("2025-02-28", "2 years"),
        ("2024-02-29", "2 years"),
        ("2024-02-28", "3 years"),
        ("1927-03-01", "99 years"),
    ],
)
def test_an_age_is_told_in_years_and_of_a_baby_in_months(app: Flask, born: str, shown: str) -> None:
    with app.app_context(), time_machine.travel(LAST_EVENING_OF_FEBRUARY, tick=False):
        assert age_in_words(born) == shown


def _send(app: Flask, contact: Contact, age_now: str = "44") -> str:
    sent = use_cases(app).submissions.send(
        walk(DYSTONIA, answers_in(ANSWERS | {"about-you": ANSWERS["about-you"] | {"age-now": age_now}})),
        contact,
        language="en",
        translate=str,
        send_key=new_send_key(),
        address="127.0.0.1",
    )
    return sent.reference


def _rows(browser: StrictClient) -> list[str]:
    return [" ".join(text.split()) for _, text in browser.page("/clinic/").all("tr") if "Bea" in text]


@pytest.mark.parametrize(("told", "in_the_list"), [(43, "Bea Born, 43"), (0, "Bea Born, under 1")])
def test_where_no_birthday_was_given_the_list_says_the_age_that_was_told(
    app: Flask, told: int, in_the_list: str
) -> None:
    _send(app, Contact("Bea Born", phone="+19135550199", consent="agree"), str(told))
    (row,) = _rows(Person(app).come_in().browser)
    assert f"{in_the_list} " in row


@pytest.mark.parametrize(
    ("born", "in_the_list", "elsewhere"),
    [("2026-06-15", "Bea Born, 8 months", "8 months"), ("1984-02-28", "Bea Born, 43", "43 years")],
)
def test_each_page_and_paper_with_a_birthday_says_the_age(
    app: Flask, born: str, in_the_list: str, elsewhere: str
) -> None:
    with time_machine.travel(LAST_EVENING_OF_FEBRUARY, tick=False):
        contact = Contact("Bea Born", date_of_birth=born, phone="+19135550199", consent="agree")
        reference = _send(app, contact)
        browser = Person(app).come_in().browser
        (row,) = _rows(browser)
        assert in_the_list in row
        address = f"/clinic/submissions/{reference}"
        page = " ".join(browser.page(address).text.split())
        assert page.count(f", {elsewhere}") == 2, "beside the birthday, and in the lines for the chart"
        sheet = PdfReader(io.BytesIO(browser.get(f"{address}/pdf").data)).pages[0].extract_text()
        assert f", {elsewhere}" in " ".join(sheet.split())
