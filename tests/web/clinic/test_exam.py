"""The exam's page: blind first, nothing lost when something is wrong; and the figures under the overview."""

import re
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.web.clinic.staff import Person
from tests.web.clinic.test_work import sends

FOUND: dict[str, Any] = {
    "parts": ["neck", "right_hand"],
    "not_examined": ["foot"],
    "dystonia": "yes",
    "distribution": "multifocal",
    "company": "isolated",
    "other_finding": "Tremor of the voice",
}


@pytest.fixture
def doctor(app: Flask) -> Person:
    """A clinician who is in."""
    return Person(app).come_in()


def _address(app: Flask) -> str:
    return f"/clinic/submissions/{sends(app)}/exam"


def _press(doctor: Person, page: str, address: str, status: int) -> TestResponse:
    sent = doctor.browser.post(address, data={"csrf_token": doctor.browser.page(page).token})
    assert sent.status_code == status
    return sent


def test_before_the_exam_is_saved_the_page_is_the_same_whatever_the_person_marked(
    app: Flask, doctor: Person
) -> None:
    shown = set()
    usual = ["neck", "left_hand"]
    for parts in (usual, [*usual, "right_foot"], [*usual, "trunk", "left_leg"]):
        marks: dict[str, Any] = {"body-parts": {"body-parts": parts}}
        reference = sends(app, **marks)
        text = doctor.browser.page(f"/clinic/submissions/{reference}/exam").text
        text = re.sub(r'value="[^"]{60,}"|received [^<]+', "", text)  # the token of the form, the time
        shown.add(text.replace(reference, "").replace(f"{reference[:4]}-{reference[4:]}", ""))
    assert len(shown) == 1
    assert "Look now, not blind" in shown.pop()


def test_who_saves_sees_the_comparison_and_that_it_was_blind(app: Flask, doctor: Person) -> None:
    address = _address(app)
    doctor.browser.submit(address, FOUND)
    page = doctor.browser.page(address)
    assert "Saved, blind, version 1." in page.text
    rows = [text for _, text in page.all("tr")]
    assert "Neckmarkedseen" in rows
    assert any(row.startswith("Right hand") and row.endswith("not markedseen") for row in rows)
    assert "The clinicianMultifocal" in rows


def test_who_looks_first_is_not_blind(app: Flask, doctor: Person) -> None:
    address = _address(app)
    _press(doctor, address, f"{address}/compare-first", 303)
    page = doctor.browser.page(address)
    assert "You looked first" in page.text
    assert "Look now, not blind" not in page.text
    doctor.browser.submit(address, FOUND)
    assert "Saved, version 1." in doctor.browser.page(address).text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"parts": [], "not_examined": []}, "Dystonia is Yes, and no part is marked."),
        ({"not_examined": ["neck"]}, "A part that was not examined is marked as seen."),
        ({"dystonia": "no"}, "Parts or a distribution are marked, and dystonia is No."),
        ({"distribution": "none"}, "Parts are marked, and the distribution is None."),
        ({"dystonia": ""}, "Not a valid choice"),
        ({"letters": "n rx"}, "“rx” stands for no part."),
        ({"letters": "n " * 41}, "Use 80 letters or fewer."),
    ],
)
def test_what_cannot_be_is_told_and_nothing_typed_is_lost(
    app: Flask, doctor: Person, changes: dict[str, Any], said: str
) -> None:
    sent = doctor.browser.submit(_address(app), FOUND | changes, 422)
    assert said in sent.text
    assert "Tremor of the voice" in sent.text


def test_an_exam_that_somebody_saved_in_between_is_shown_and_ones_own_stays_in_the_form(
    app: Flask, doctor: Person
) -> None:
    address = _address(app)
    doctor.browser.submit(address, FOUND)
    sent = doctor.browser.submit(address, FOUND | {"seen": "0", "other_finding": "Mine"}, 409)
    assert "Somebody saved an exam in between." in sent.text
    assert "Mine" in sent.text


def test_a_correction_is_the_next_version(app: Flask, doctor: Person) -> None:
    address = _address(app)
    doctor.browser.submit(address, FOUND)
    doctor.browser.submit(address, FOUND | {"seen": "1", "distribution": "not_decided"})
    page = doctor.browser.page(address)
    assert "Saved, version 2." in page.text
    assert "Version 2, by Ann" in page.text
    assert "Version 1, blind, by Ann" in page.text


def test_the_page_of_a_reference_that_is_none_is_not_there(doctor: Person) -> None:
    assert doctor.browser.get("/clinic/submissions/2222-2222/exam").status_code == 404


def test_agreement_begins_empty_and_says_who_is_missing(app: Flask, doctor: Person) -> None:
    sends(app)
    page = doctor.browser.page("/clinic/overview/agreement")
    assert (
        "There is nothing to compare yet: of 1 person who sent answers, none has an exam here." in page.text
    )


def test_agreement_shows_shares_with_intervals_and_hands_them_out(app: Flask, doctor: Person) -> None:
    for _ in range(5):
        doctor.browser.submit(_address(app), FOUND | {"distribution": "segmental"})
    page = doctor.browser.page("/clinic/overview/agreement")
    assert "5 of 5 who sent answers (100 %)" in page.text
    assert "Whoever had read the submission before is not told apart." in page.text
    assert "5 of 5, 100 % (57 to 100)" in page.text
    assert 'data-label="Said segmental"' in page.text, "on a narrow screen a count has no column to stand in"
    sent = _press(doctor, "/clinic/overview/agreement", "/clinic/overview/agreement.csv", 200)
    assert "same word,,5,5,1.0000,0.5655,1.0000" in sent.text
    assert "agreement-" in sent.headers["Content-Disposition"]


@pytest.mark.parametrize("asked", ["year=26", "year=3000", "year=20x6", "rules=a"])
def test_what_no_look_can_be_asked_for_by_is_refused(doctor: Person, asked: str) -> None:
    assert doctor.browser.get(f"/clinic/overview/agreement?{asked}").status_code == 400


def test_the_figures_of_a_year_are_those_of_its_days(app: Flask, doctor: Person) -> None:
    for _ in range(5):
        doctor.browser.submit(_address(app), FOUND)
    asked = "year=2020&exams=all&rules=2.0.0"
    assert (
        "nobody has sent answers that are counted here"
        in doctor.browser.page(f"/clinic/overview/agreement?{asked}").text
    )


def test_parts_can_be_typed_as_letters(app: Flask, doctor: Person) -> None:
    address = _address(app)
    doctor.browser.submit(address, FOUND | {"parts": ["neck"], "letters": "rh"})
    rows = [text for _, text in doctor.browser.page(address).all("tr")]
    assert any(row.startswith("Right hand") and row.endswith("seen") for row in rows)
