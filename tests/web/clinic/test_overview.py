"""The overview: its pictures, each with its table, and what it leaves out."""

import io
import re
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from pypdf import PdfReader

from screener import demo
from screener.clinic.overview import LENGTHS, WEEKS
from screener.web.clinic import words
from screener.web.use_cases import use_cases
from tests.answering import send
from tests.strict import Page, new_browser
from tests.web.clinic.staff import Person
from tests.web.clinic.test_work import TODAY, sends, takes


def _rows(page: Page) -> list[str]:
    return [text for _, text in page.all("tr")]


def _synthetic(app: Flask, number: int) -> None:
    made = demo.visits(number, 7, until=datetime.now(UTC) - timedelta(minutes=1))
    for _ in demo.send(use_cases(app).database, use_cases(app).keyring, made):
        pass


def test_an_empty_overview_says_so(nurse: Person) -> None:
    page = nurse.browser.page("/clinic/overview")
    assert "There is nothing to count yet." in page.text
    assert not page.all("table")


def test_where_all_there_is_is_synthetic_it_says_so(app: Flask, nurse: Person) -> None:
    _synthetic(app, 3)
    page = nurse.browser.page("/clinic/overview")
    assert "3 synthetic submissions are left out." in page.text
    assert "Nobody has sent anything yet: all that is there is synthetic." in page.text
    shown = nurse.browser.page("/clinic/overview?synthetic=yes")
    assert "How many marked it:" in shown.text
    assert "left out." not in shown.text


def test_a_picture_of_nothing_has_no_scale_from_nothing_to_nothing(app: Flask, nurse: Person) -> None:
    sends(app, **TODAY)
    takes(nurse, sends(app), "work", {"status": "closed", "reason": "declined"})
    heads = [text for _, text in nurse.browser.page("/clinic/overview").all("th") if "Picture" in text]
    assert "Picture, empty: 0" in heads, "nobody was reached, and nobody waits over the time"
    assert not [text for text in heads if text.endswith("0 to 0")]


def test_each_table_counts_what_was_sent(app: Flask, nurse: Person) -> None:
    sends(app)
    takes(nurse, sends(app), "work", {"outcome": "reached"})
    page = nurse.browser.page("/clinic/overview")
    rows = _rows(page)
    for row in (
        "Segmental 2 100 %",
        "New 1 50 %",
        "Contacted 1 50 %",
        "English 2 100 %",
        "Cervical 2 100 %",
        "Left upper limb 2 100 %",
        "Trunk 0 0 %",
        "Reached 1 under 1 hour under 1 hour under 1 hour",
        "Both together 2 under 1 hour under 1 hour under 1 hour",
        "Up to 1 day 1 1",
    ):
        assert row in rows, row
    assert "2 submissions since" in page.text
    assert len([row for row in rows if re.match(r"[A-Z][a-z]{2} \d+, \d{4}", row)]) == WEEKS
    assert re.search(r"\(so far\) 2 0 0$", next(row for row in rows if "so far" in row))


def test_a_withdrawn_submission_is_counted_as_such(app: Flask, nurse: Person) -> None:
    sends(app)
    patient = new_browser(app)
    patient.submit(f"/receipt/{send(patient)}/withdraw", {})
    rows = _rows(nurse.browser.page("/clinic/overview"))
    assert rows.count("Withdrawn 1 50 %") == 2, "by pattern and by status"
    assert next(row for row in rows if "so far" in row).endswith("2 1 0")
    assert "Cervical 1 100 %" in rows


def test_synthetic_submissions_are_left_out_unless_asked_for(app: Flask, nurse: Person) -> None:
    sends(app)
    _synthetic(app, 3)
    shown = nurse.browser.page("/clinic/overview").text
    assert "1 submission since" in shown
    assert "3 synthetic submissions are left out." in shown
    page = nurse.browser.page("/clinic/overview?synthetic=yes")
    assert "4 submissions since" in page.text
    assert "Synthetic submissions are among them." in page.text


def test_the_body_is_shaded_by_how_often_each_region_was_marked(app: Flask, nurse: Person) -> None:
    sends(app)
    neck: dict[str, Any] = {"body-parts": {"body-parts": ["neck"]}}
    sends(app, **neck)
    page = nurse.browser.page("/clinic/overview")
    shades = [attributes["fill-opacity"] for attributes, _ in page.all("use") if "fill-opacity" in attributes]
    assert set(shades) == {"1.0", "0.56"}


def test_each_picture_is_decoration_beside_a_table(app: Flask, nurse: Person) -> None:
    _synthetic(app, 5)
    page = nurse.browser.page("/clinic/overview?synthetic=yes")
    *headings, last = [text for _, text in page.all("h2")]
    assert last == "How far people come", "it has a table once something was shown, and no picture"
    assert headings == [
        "By week",
        "Time to first contact",
        "First contact against the clinic’s times",
        "Red flags",
        "The work, by person",
        "Pattern",
        "Status",
        "Language",
        "Marked parts of the body",
    ]
    more = 2  # waits are there in figures and by length, targets in figures and as bars
    assert len(page.all("table")) == len(headings) + more
    assert [row.split(" ")[:2] for row in _rows(page) if row.startswith("Command")] == [["Command", "line"]]
    assert "A former colleague" not in page.text
    opened = {
        one["href"].partition("?")[0]
        for one, _ in nurse.browser.page("/clinic/?tab=all").all("a")
        if "row-" in one.get("id", "")
    }
    assert len(opened) == 5
    for address in opened:
        pdf = PdfReader(io.BytesIO(nurse.browser.get(f"{address}/pdf?written=yes").data))
        assert "a former colleague" not in "".join(sheet.extract_text() for sheet in pdf.pages)
        assert "a former colleague" not in nurse.browser.page(f"{address}/exam").text
    assert all(attributes["aria-hidden"] == "true" for attributes, _ in page.all("svg"))


def test_targets_flags_and_the_work_of_each_person_are_told(app: Flask, nurse: Person) -> None:
    swallowing: dict[str, Any] = {"new-or-worse": {"new-or-worse": ["swallowing"]}}
    flagged = sends(app, **swallowing)
    takes(nurse, flagged, "work", {"outcome": "no_answer", "assignee": nurse.id()})
    takes(nurse, flagged, "work", {"outcome": "reached"})
    sends(app, **swallowing)
    sends(app)
    page = nurse.browser.page("/clinic/overview")
    rows = _rows(page)
    for row in (
        "Red flag: today 1 hour 1 0 1 0 100 %",
        "Red flag: soon 2 days 0 0 0 0 –",
        "No red flag none set 0 reached – 1 wait – –",
        "Swallowing (today) 2",
        "Ann 1 0 2 1",
    ):
        assert row in rows, row


def test_each_group_of_waits_has_a_name() -> None:
    assert len(words.LENGTH) == len(LENGTHS) + 1
