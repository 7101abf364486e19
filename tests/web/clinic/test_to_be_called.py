"""What a nurse has to know before the phone rings stands wherever one calls from: the list, the record, the chart."""

import pytest
import time_machine
from flask import Flask

from screener.dystonia import DYSTONIA
from screener.questionnaire.flow import walk
from screener.submissions.content import Contact
from screener.use_cases.send_keys import new_send_key
from screener.web.use_cases import use_cases
from tests.answering import ANSWERS
from tests.person import answers_in
from tests.web.clinic.staff import Person


def _sends(app: Flask, **reach: str) -> str:
    """Store what somebody typed in English, to be reached so; return the reference."""
    contact = Contact("Ann Example", phone="+19135550123", consent="agree", **reach)
    answered = walk(DYSTONIA, answers_in(ANSWERS))
    receipt = use_cases(app).submissions.send(
        answered, contact, language="en", translate=str, send_key=new_send_key(), address="127.0.0.1"
    )
    reference: str = receipt.reference
    return reference


def test_the_list_and_the_record_tell_the_language_to_call_in_and_not_that_of_a_helper(
    app: Flask, nurse: Person
) -> None:
    reference = _sends(app, language="es")
    (row,) = [text for attributes, text in nurse.browser.page("/clinic/").all("tr") if attributes]
    assert "Spanish is spoken, answered in English" in " ".join(row.split())
    page = nurse.browser.page(f"/clinic/submissions/{reference}")
    assert "English, <strong>speaks Spanish</strong>" in page.text


@pytest.mark.parametrize("language", ["", "en", "other"])
def test_a_language_that_was_not_chosen_or_is_the_same_is_not_told_twice(
    app: Flask, nurse: Person, language: str
) -> None:
    reference = _sends(app, language=language)
    assert "is spoken" not in nurse.browser.page("/clinic/").text
    assert ", <strong>speaks" not in nurse.browser.page(f"/clinic/submissions/{reference}").text


@pytest.mark.parametrize(
    ("born", "said"), [("2024-02-29", "2 years The answers say 44 now"), ("1982-11-28", "44 years")]
)
@time_machine.travel("2026-11-29T05:00:00Z", tick=True)
def test_a_date_of_birth_and_an_age_of_two_people_stand_out_on_the_record(
    app: Flask, born: str, said: str
) -> None:
    page = Person(app).come_in().browser.page(f"/clinic/submissions/{_sends(app, date_of_birth=born)}")
    (found,) = [text for _, text in page.all("dd") if f", {said.partition(' ')[0]} years" in text]
    assert " ".join(found.split()).endswith(said)


@pytest.mark.parametrize(
    ("reach", "line"),
    [
        ({}, "Reach: (913) 555-0123; do not leave a message"),
        ({"leave_message": "no"}, "Reach: (913) 555-0123; do not leave a message"),
        (
            {
                "leave_message": "yes",
                "own_name": "Ben Helper",
                "email": "a@example.org",
                "language": "es",
                "best_time": "morning",
            },
            "Reach: (913) 555-0123; a@example.org; ask for Ben Helper; may leave a message; best time: morning; speaks Spanish",
        ),
        (
            {"language": "other"},
            "Reach: (913) 555-0123; do not leave a message; speaks another language, with an interpreter",
        ),
    ],
)
def test_the_chart_says_how_to_reach_somebody_as_the_page_does(
    app: Flask, nurse: Person, reach: dict[str, str], line: str
) -> None:
    page = nurse.browser.page(f"/clinic/submissions/{_sends(app, **reach)}")
    ((_, chart),) = ((a, text) for a, text in page.all("textarea") if a["id"] == "chart")
    assert f"Answered by: The person {line} In short:" in " ".join(chart.split())
