"""Whoever comes, with whatever answers: each page of theirs is served, and each page of the staff about them."""

from dataclasses import replace
from itertools import chain

import pytest
from flask import Flask
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from screener.dystonia import DYSTONIA
from screener.questionnaire.answers import Answers
from screener.questionnaire.flow import walk
from screener.settings import Settings
from screener.use_cases.send_keys import new_send_key
from screener.web.written_answers import encode
from tests.answering import CONTACT, receipt_code
from tests.drawing import steadily
from tests.questionnaire.questionnaires import accepted
from tests.strict import Page, StrictClient, new_browser
from tests.web.clinic.staff import Person

GENTLY = steadily(15, HealthCheck.function_scoped_fixture)
NO_EMERGENCY = Answers({"emergency": "none"})


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Settings under which as many may send from one address as come."""
    return replace(settings, sends_per_hour=10**9)


@st.composite
def people(draw: st.DrawFn) -> Answers:
    """Return all that the first part asks of somebody without an emergency, and some of the second."""
    answers = NO_EMERGENCY
    while (due := walk(DYSTONIA, answers).frontier) is not None:
        # Where two answers do not go together, each of the page is given anew.
        open_ones = [one for one in due.questions if one.id not in answers] or due.questions
        answers = answers.with_({one.id: draw(accepted(one)) for one in open_ones})
    for section in walk(DYSTONIA, answers).sections:
        if draw(st.booleans()):
            asked = [one for due in section.pages for one in due.questions]
            answers = answers.with_({one.id: draw(accepted(one)) for one in asked})
    return answers


def _is_served(browser: StrictClient, address: str) -> Page:
    """Return the page; every word of it is whole."""
    page = browser.page(address)
    assert "%(" not in page.text, address
    return page


@given(answers=people(), language=st.sampled_from(["", "/es"]))
@GENTLY
def test_each_page_up_to_the_receipt_and_each_of_the_staff_is_served(
    app: Flask, nurse: Person, answers: Answers, language: str
) -> None:
    browser = new_browser(app)
    browser.page(f"{language}/screen/emergency")
    with browser.session_transaction() as session:
        session.update({**encode(DYSTONIA, answers), "key": new_send_key()})
    due = [page.id for page in walk(DYSTONIA, answers).every_page]
    for page_id in chain(due, ("result", "more", "check", "save", "clear")):
        _is_served(browser, f"{language}/screen/{page_id}")
    assert browser.get(f"{language}/screen/answers.txt").status_code == 200
    browser.submit(f"{language}/screen/share", CONTACT | {"own-name": "Bea Example"})
    sent = _is_served(browser, f"{language}/screen/sent")
    receipt = f"{language}/receipt/{receipt_code(sent).replace(' ', '-')}"
    for address in (receipt, f"{receipt}/withdraw"):
        _is_served(browser, address)
    (reference,) = (text for of, text in sent.all("p") if of.get("class") == "reference-number")
    record = f"/clinic/submissions/{reference.replace('-', '')}"
    for address in (record, f"{record}/exam"):
        _is_served(nurse.browser, address)
    assert nurse.browser.get(f"{record}/fhir").status_code == 200
