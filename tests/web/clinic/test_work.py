"""The pages on submissions: what they show, what they refuse, and that nothing typed is lost."""

import html
import io
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select, text

from screener.accounts.staff import Role
from screener.codes.reference import grouped
from screener.dystonia import DYSTONIA
from screener.questionnaire.flow import walk
from screener.storage.tables.submission import submission
from screener.submissions.content import Contact
from screener.use_cases.send_keys import new_send_key
from screener.use_cases.submissions import Receipt
from screener.web.use_cases import use_cases
from tests.answering import ANSWERS, CONTACT, arrive_at, receipt_code
from tests.person import answers_in
from tests.strict import Page, new_browser
from tests.web.clinic.staff import BEN, Person, administrator

MISTYPED_YEARS = ("0001", "0026", "2206", "9999")
"""Of these the first and the last have no day before or after in some time zone."""
TODAY: dict[str, Any] = {"new-or-worse": {"new-or-worse": ["swallowing"]}}


def sends(app: Flask, name: str = "Ann Example", message: str = "Call my sister", **changes: Any) -> str:
    """Store what a patient sends whose pages are answered with ``changes``; return the reference."""
    return receipt(app, name, message, **changes).reference


def receipt(
    app: Flask, name: str = "Ann Example", message: str = "Call my sister", **changes: Any
) -> Receipt:
    """Store the same; return what the patient gets."""
    # Not page by page, as tests of the patient's side do it: two seconds of each test of staff went there.
    answered = walk(DYSTONIA, answers_in(ANSWERS | changes))
    assert answered.complete
    contact = Contact(name, phone="+19135550123", message=message, consent="agree")
    return use_cases(app).submissions.send(
        answered, contact, language="en", translate=str, send_key=new_send_key(), address="127.0.0.1"
    )


def _reference(page: Page) -> str:
    (reference,) = (
        text for attributes, text in page.all("p") if attributes.get("class") == "reference-number"
    )
    return reference.replace("-", "")


NOTHING = dict.fromkeys(
    ("outcome", "note", "call_back", "call_back_at", "status", "reason", "assignee"), ""
) | {"means": "phone"}
"""What a browser sends of the form of the work when nothing is chosen in it."""


def takes(person: Person, reference: str, step: str, fields: dict[str, str], status: int = 303) -> Page:
    """Send one of the forms of a submission, on the version that the page showed; return the page that comes."""
    address = f"/clinic/submissions/{reference}"
    page = person.browser.page(address)
    version = page.fields["version"][0]
    sent = person.browser.post(
        f"{address}/{step}", data={"csrf_token": page.token, "version": version, **NOTHING, **fields}
    )
    assert sent.status_code == status, (sent.status_code, Page(sent.text).text[:2000])
    return person.browser.page(address) if status == 303 else Page(sent.text)


def test_what_would_help_at_the_visit_is_marked_in_the_list_on_the_page_and_on_paper(
    app: Flask, nurse: Person
) -> None:
    needs: dict[str, Any] = {"help": {"help": ["interpreter", "wheelchair"], "help-language": "Vietnamese"}}
    reference = sends(app, "Ann Example", **needs)
    other = sends(app, "Ben Example", help={"help": ["none"]})
    listed = nurse.browser.page("/clinic/").text
    shown = ("Interpreter: Vietnamese", "Wheelchair")
    assert all(need in listed for need in shown)
    page = nurse.browser.page(f"/clinic/submissions/{reference}")
    header = page.text.partition('<header class="record-head">')[2].partition("</header>")[0]
    assert all(need in header for need in shown)
    pdf = nurse.browser.get(f"/clinic/submissions/{reference}/pdf").data
    first = " ".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
    assert "At the visit: Interpreter: Vietnamese; Wheelchair" in first
    assert "Cervical next to left upper limb: a source names this pair." in first
    assert "isolated" in first
    found = nurse.browser.page("/clinic/?need=wheelchair").text
    assert "Ann Example" in found
    assert "Ben Example" not in found
    assert "At the visit:" not in nurse.browser.page(f"/clinic/submissions/{other}").text


def test_the_age_in_the_list_is_that_of_the_birthday_and_else_the_one_that_was_told(
    app: Flask, nurse: Person
) -> None:
    sends(app, "Tess Told")
    without: dict[str, Any] = {"about-you": {"sex": "female"}}
    sends(app, "Nora Neither", **without)
    answered = walk(DYSTONIA, answers_in(ANSWERS))
    contact = Contact("Bea Born", date_of_birth="2001-02-28", phone="+19135550199", consent="agree")
    with time_machine.travel(datetime(2026, 3, 1, 18, 0, tzinfo=UTC), tick=False):
        use_cases(app).submissions.send(
            answered,
            contact,
            language="en",
            translate=str,
            send_key=new_send_key(),
            address="127.0.0.1",
        )
    rows = [" ".join(text.split()) for _, text in nurse.browser.page("/clinic/").all("tr")]
    ages = {
        name: re.search(rf"{name}(, (\d+))?", row)[2]  # type: ignore[index]
        for name in ("Tess Told", "Nora Neither", "Bea Born")
        for row in rows
        if name in row
    }
    assert ages == {"Tess Told": "44", "Nora Neither": None, "Bea Born": "25"}


def test_an_unread_message_stands_above_what_has_none_and_is_marked_until_it_is_opened(
    app: Flask, nurse: Person
) -> None:
    def listed() -> list[str]:
        names = ("Mia Message", "Nora Newest", "Ursula Urgent")
        page = nurse.browser.page("/clinic/").text
        return sorted(names, key=page.index)

    written = sends(app, "Mia Message")
    sends(app, "Nora Newest", message="")
    sends(app, "Ursula Urgent", message="", **TODAY)
    assert listed() == ["Ursula Urgent", "Mia Message", "Nora Newest"]
    assert nurse.browser.page("/clinic/").text.count("<strong>message</strong>") == 1
    nurse.browser.page(f"/clinic/submissions/{written}")
    assert listed() == ["Ursula Urgent", "Nora Newest", "Mia Message"]
    assert "<strong>message</strong>" not in nurse.browser.page("/clinic/").text


def test_what_was_left_out_is_said_on_the_page_and_on_paper(app: Flask, nurse: Person) -> None:
    patient = new_browser(app)
    arrive_at(patient, "result")
    patient.submit("/screen/share", CONTACT)
    reference = _reference(patient.page("/screen/sent"))
    words = "No answer: What you noticed: skipped; How it goes: skipped; Health background: skipped; Daily life: skipped"
    assert words in nurse.browser.page(f"/clinic/submissions/{reference}").text
    pdf = PdfReader(io.BytesIO(nurse.browser.get(f"/clinic/submissions/{reference}/pdf").data))
    assert words in " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def test_an_empty_worklist_says_when_something_comes(nurse: Person) -> None:
    assert "No submissions yet." in nurse.browser.page("/clinic/").text


@pytest.mark.parametrize("asked", ["sort=call_back", "sort=longest_waiting", "pattern=hemidystonia"])
def test_a_list_that_leaves_all_out_says_so_and_not_that_nothing_came(
    app: Flask, nurse: Person, asked: str
) -> None:
    takes(nurse, sends(app), "work", {"status": "closed", "reason": "other"})
    page = nurse.browser.page(f"/clinic/?tab=all&{asked}")
    assert "No submission fits this filter." in page.text
    assert "Show all submissions" in page.text
    assert "They come in" not in page.text


def test_red_flags_stand_first_and_unread_ones_are_marked(app: Flask, nurse: Person) -> None:
    sends(app, "Quinn Quiet")
    urgent = sends(app, "Ursula Urgent", **TODAY)
    sends(app, "Nora Newest")
    rows = [text for _, text in nurse.browser.page("/clinic/").all("tr")][1:]
    assert ["Ursula" in row for row in rows] == [True, False, False]
    assert all("unread" in row for row in rows)
    assert "neck, left hand" in rows[0]
    assert "Swallowing" in rows[0]
    nurse.browser.page(f"/clinic/submissions/{urgent}")
    assert "unread" not in [text for _, text in nurse.browser.page("/clinic/").all("tr")][1]


def test_a_submission_shows_all_that_was_said(app: Flask, nurse: Person) -> None:
    page = nurse.browser.page(f"/clinic/submissions/{sends(app, **TODAY)}")
    assert page.heading == "Ann Example"
    for words in (
        "New or worse trouble swallowing",
        "(913) 555-0123",
        "Call my sister",
        "Segmental",
        "not a diagnosis",
        "late adulthood",
        "How has it changed since it began?",
        "It got worse in the same parts",
        "Received",
    ):
        assert words in page.text, words


def test_whatever_is_asked_of_the_list_stands_in_its_address_but_never_whom_somebody_searched(
    app: Flask, nurse: Person
) -> None:
    sends(app, "Ann Example", **TODAY)
    sends(app, "Zoë Other")
    assert "Zoë" not in nurse.browser.page("/clinic/?urgency=today").text
    assert "No submission fits this filter." in nurse.browser.page("/clinic/?pattern=hemidystonia").text
    for asked, chosen in (("", []), ("urgency=none&assignee=none", ["none", "none"])):
        options = nurse.browser.page(f"/clinic/?{asked}").all("option")
        selected = [attributes["value"] for attributes, _ in options if "selected" in attributes]
        assert selected == ["priority", *chosen]
    nurse.browser.page("/clinic/?pattern=gibberish", 400)
    for wrong in (
        "after=gibberish",
        "after=4_0001-01-01T00:00:00%2B14:00_x",
        "after=4_9999-12-31T23:59:59-14:00_x",
        "received_to=9999-12-31",
        "received_from=0001-01-01",
        "flag=John-Smith",
        "language=Spanish",
        "respondent=zz",
    ):
        nurse.browser.page(f"/clinic/?{wrong}", 400)
    for typed in ("zoe other", "+1 913 555 0123", "OTHER ZOE", "other", "0123"):
        found = _searches(nurse, f"\u200b{typed}\u200e")
        assert "Zoë Other" in nurse.browser.page(found).text, typed
        assert "other" not in found.lower(), "no address holds whom somebody searched"
        assert "0123" not in found


def _searches(nurse: Person, typed: str) -> str:
    token = nurse.browser.page("/clinic/").token
    sent = nurse.browser.post("/clinic/search", data={"csrf_token": token, "search": typed})
    assert sent.status_code == 303
    return sent.headers["Location"]


def test_what_a_search_found_is_a_page_to_come_back_to_sort_and_filter(app: Flask, nurse: Person) -> None:
    sends(app, "Zoë Other", **TODAY)
    sends(app, "Yann Other")
    found = _searches(nurse, "other")
    for _ in range(2):  # as the browser's Back asks for it again
        assert all(name in nurse.browser.page(found).text for name in ("Zoë Other", "Yann Other"))
    page = nurse.browser.page(f"{found}&urgency=today")
    assert "Zoë Other" in page.text
    assert "Yann Other" not in page.text
    assert 'value="other"' in page.text
    for number in range(4):
        _searches(nurse, f"somebody {number}")
    sent = nurse.browser.get(found)
    assert (sent.status_code, sent.headers["Location"]) == (303, "/clinic/")
    assert "Search again" in nurse.browser.page("/clinic/").text
    assert _searches(nurse, "  ") == "/clinic/"


@pytest.mark.parametrize("letter", ["a", "\u00e9", "\u6f22", "\N{GRINNING FACE}"])
def test_the_longest_searches_fit_into_the_cookie_beside_a_hundred_rows_that_were_changed(
    app: Flask, nurse: Person, letter: str
) -> None:
    with nurse.browser.session_transaction("/clinic/") as cookie:
        cookie["undo"] = [f"{number:08}:1" for number in range(100)]
    found = [_searches(nurse, letter * 320) for _ in range(5)]
    assert letter * 80 in nurse.browser.page(found[-1]).text, (
        "what was searched for stands in the field again"
    )
    assert nurse.browser.get(found[0]).status_code == 303, "the first ones had to go"
    person = Person(app, "aud@clinic.example", roles={Role.AUDITOR}).come_in()
    token = person.browser.page("/clinic/audit").token
    asked = person.browser.post("/clinic/audit/look-up", data={"csrf_token": token, "term": letter * 320})
    lines = person.browser.page(asked.location)
    assert "No line fits." not in lines.text, "the audit knows the search by what was looked for of it"


def _links(page: Page) -> dict[str, str]:
    return {text.strip(): attributes["href"] for attributes, text in page.all("a") if "href" in attributes}


def test_the_way_back_and_on_is_that_of_the_list_one_came_from_as_it_was_seen(
    app: Flask, nurse: Person
) -> None:
    names = ["Ann First", "Ben Second", "Cas Third"]
    references = {name: sends(app, name, **TODAY) for name in names}
    sends(app, "Dora Elsewhere")
    listed = nurse.browser.page("/clinic/?tab=waiting&urgency=today&sort=oldest")
    page = nurse.browser.page(_links(listed)["Ben Second"])
    sends(app, "Eva Later", **TODAY)
    back = _links(page)["Back to the list"]
    assert back == f"/clinic/?tab=waiting&urgency=today&sort=oldest#row-{references['Ben Second']}"
    assert all(name in nurse.browser.page(back).text for name in names)
    assert "Cas Third" in nurse.browser.page(_links(page)["Next"]).text
    first = nurse.browser.page(_links(page)["Previous"])
    assert "Ann First" in first.text
    assert "Previous" not in _links(first)
    action = next(a["action"] for a, _ in page.all("form") if "/work" in a.get("action", ""))
    fields = {"csrf_token": page.token, "version": page.fields["version"][0], **NOTHING, "note": "Called."}
    after = nurse.browser.post(action, data=fields | {"then": "next"}).headers["Location"]
    assert "Cas Third" in nurse.browser.page(after).text
    assert _links(nurse.browser.page(after))["Back to the list"].endswith(f"#row-{references['Cas Third']}")
    stayed = nurse.browser.post(action, data=fields).headers["Location"]
    assert "Next" in _links(nurse.browser.page(stayed))


@pytest.mark.parametrize(
    "asked",
    [
        "rows=gibberish",
        "rows=../..",
        "list=tab%3Dnowhere",
        "list=after%3D1&rows=22222222",
        "rows=" + "22222222." * 60,
    ],
)
def test_a_list_that_cannot_be_is_none(app: Flask, nurse: Person, asked: str) -> None:
    page = nurse.browser.page(f"/clinic/submissions/{sends(app)}?{asked}")
    assert _links(page)["Worklist"] in {"/clinic/", "/clinic"}


def test_who_sent_before_is_said_and_a_duplicate_is_closed_by_one_press(app: Flask, nurse: Person) -> None:
    first, second = sends(app, "Ann Example"), sends(app, "Ann Example")
    shown = nurse.browser.page(f"/clinic/submissions/{second}")
    assert "1 other with the same contact" in shown.text
    assert "this phone number" in shown.text
    takes(nurse, second, "same-person", {"other": "gibberish", "as": "same_person"})
    takes(nurse, second, "same-person", {"other": first, "as": "married"}, 400)
    page = takes(nurse, second, "same-person", {"other": first, "as": "duplicate"})
    assert "Closed</strong> (Duplicate)" in page.text
    assert f"Duplicate of {first[:4]}-{first[4:]}." in page.text
    assert (
        f"This has a duplicate: {second[:4]}-{second[4:]}."
        in nurse.browser.page(f"/clinic/submissions/{first}").text
    )


def test_the_lines_for_the_chart_say_in_plain_text_what_a_chart_needs(app: Flask, nurse: Person) -> None:
    reference = sends(app, "Ann Example", **TODAY)
    page = nurse.browser.page(f"/clinic/submissions/{reference}")
    ((_, chart),) = ((a, text) for a, text in page.all("textarea") if a["id"] == "chart")
    labels = (
        "Dystonia self-screen",
        "Name: Ann Example",
        "Reach: (913) 555-0123",
        "In short",
        "Red flags",
        "Pattern",
    )
    for label in (*labels, "Marked", "History", "Wrote: Call my sister", "Status: New"):
        assert label in chart, label
    assert "not a diagnosis" in chart


def test_a_page_asks_whether_new_ones_came_without_using_the_session(app: Flask, nurse: Person) -> None:
    page = nurse.browser.page("/clinic/")
    asks = next(a["data-arrived"] for a, _ in page.all("p") if "data-arrived" in a)
    assert nurse.browser.get(asks).text == "0"
    sends(app)
    assert nurse.browser.get(asks).text == "1"
    for wrong in ("", "?since=now", "?since=2026-01-01", "?since=0001-01-01T00:00:00%2B14:00"):
        assert nurse.browser.get(f"/clinic/arrived{wrong}").status_code == 400, wrong


def test_a_step_that_is_not_one_says_so_and_keeps_what_was_typed(app: Flask, nurse: Person) -> None:
    reference = sends(app)
    for fields in (
        {"status": "closed"},
        {"status": "gone"},
        {"reason": "declined"},
        {"assignee": "nobody-we-know"},
        {"outcome": "danced"},
        {"means": "pigeon", "outcome": "reached"},
        {"call_back": "at"},
        {"call_back": "at", "call_back_at": "tomorrow"},
        *({"call_back": "at", "call_back_at": f"{year}-01-01T00:00"} for year in MISTYPED_YEARS),
    ):
        page = takes(nurse, reference, "work", {"note": "She was out"} | fields, 422)
        assert "She was out" in page.text, fields
    kept = takes(nurse, reference, "work", {"note": "Her son rang", "status": "withdrawn"}, 409)
    assert "Her son rang" in kept.text, "the person alone takes it back; the note is written"
    takes(nurse, reference, "work", {"note": "x" * 4001}, 422)
    assert "nothing to save yet" in takes(nurse, reference, "work", {"note": "   "}, 422).text
    takes(nurse, reference, "undo", {}, 409)


def test_steps_are_taken_and_told_and_can_be_taken_back(app: Flask, nurse: Person) -> None:
    reference = sends(app)
    page = takes(nurse, reference, "work", {"outcome": "no_answer", "note": "Rang ten times"})
    assert "Phone: No answer" in page.text
    assert "Rang ten times" in page.text
    page = takes(nurse, reference, "work", {"assignee": nurse.id()})
    assert "Take back: assigned: Ann<" in page.text
    page = takes(nurse, reference, "undo", {})
    assert "assigned to nobody" in page.text
    # The same button would give it to Ann again: it says which change it takes back.
    assert "Take back: assigned: nobody<" in page.text
    page = takes(nurse, reference, "work", {"status": "closed", "reason": "declined"})
    assert "(Declined)" in page.text
    assert "Saved." in takes(nurse, reference, "work", {"assignee": "nobody"}).text


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-10-31 19:30:40+00:00", "2026-11-01 20:30:00+00:00"),
        ("2027-03-13 20:30:00+00:00", "2027-03-14 19:30:00+00:00"),
        ("2026-11-28 20:30:00+00:00", "2026-11-29 20:30:00+00:00"),
    ],
)
def test_this_time_tomorrow_is_what_the_clinics_clock_shows_then(app: Flask, now: str, then: str) -> None:
    with time_machine.travel(now, tick=False):
        reference, nurse = sends(app), Person(app).come_in()
        takes(nurse, reference, "work", {"call_back": "tomorrow"})
    with use_cases(app).database.reading() as connection:
        kept = connection.execute(select(submission.c.call_back_at)).scalar_one()
    assert kept == datetime.fromisoformat(then)


def test_a_call_is_written_down_in_one_save_and_stands_in_the_row(app: Flask, nurse: Person) -> None:
    reference = sends(app)
    call = {
        "outcome": "message_left",
        "note": "Her daughter drives",
        "status": "in_review",
        "assignee": nurse.id(),
    }
    called = datetime.now(UTC).replace(hour=10, minute=15) - timedelta(days=2)
    day = f"{called:%b} {called.day}"
    at = f"{called:%Y-%m-%dT%H:%M}"
    page = takes(nurse, reference, "work", call | {"call_back": "at", "call_back_at": at})
    for said in (
        "Phone: Message left",
        "Her daughter drives",
        "In review",
        f"{day}, {called.year}, 10:15 AM",
    ):
        assert said in page.text, said
    (row,) = [text for _, text in nurse.browser.page("/clinic/?tab=mine").all("tr")][1:]
    for said in ("Message left", "1 call", day, "10:15 AM", "now", "Ann", "In review"):
        assert said in row, said
    assert len(nurse.browser.page("/clinic/?call_back=yes").all("tr")) == 2
    later = takes(nurse, reference, "work", {"call_back": "in-1-hour"})
    assert f"{day}, {called.year}, 10:15 AM" in later.text, "the story keeps what was said first"
    takes(nurse, reference, "work", {"call_back": "no-more"})
    assert len(nurse.browser.page("/clinic/?call_back=yes").all("tr")) == 0


def test_a_wrong_note_is_struck_with_a_reason_and_stays_to_be_read(app: Flask, nurse: Person) -> None:
    reference = sends(app)
    page = takes(nurse, reference, "work", {"note": "The pharmacy called"})
    (entry,) = re.findall(r"/strike/([0-9a-f-]+)", page.text)
    takes(nurse, reference, f"strike/{entry}", {"reason": ""}, 422)
    page = takes(nurse, reference, f"strike/{entry}", {"reason": "Another person"})
    assert "Struck: Another person" in page.text
    assert "The pharmacy called" in page.text
    assert "It was struck already." in takes(nurse, reference, f"strike/{entry}", {"reason": "Again"}).text
    takes(nurse, reference, "strike/none", {"reason": "Why"}, 404)


@pytest.mark.parametrize("ends", [{}, {"status": "closed", "reason": "declined"}])
def test_who_strikes_a_wrong_reached_is_told_that_the_person_still_counts_as_reached(
    app: Flask, nurse: Person, ends: dict[str, str]
) -> None:
    reference = sends(app, **TODAY)
    told = "The person still counts as reached. If they were not, set the status back to In review."

    def strikes(*outcomes: str) -> str:
        for outcome in outcomes:
            page = takes(nurse, reference, "work", {"outcome": outcome, **ends})
        return takes(
            nurse,
            reference,
            f"strike/{re.findall(r'/strike/([0-9a-f-]+)', page.text)[0]}",
            {"reason": "Wrong row"},
        ).text

    assert told in strikes("reached")
    back = takes(nurse, reference, "work", {"status": "in_review"})
    assert "In review" in back.text
    ends = {}
    assert told not in strikes("no_answer"), "nobody was reached by it"
    assert told not in strikes("reached", "reached"), "the other one stands"


def test_of_two_nurses_the_second_sees_what_the_first_did_and_loses_nothing(
    app: Flask, nurse: Person
) -> None:
    reference = sends(app)
    ben = Person(app, BEN).come_in()
    seen = ben.browser.page(f"/clinic/submissions/{reference}")
    takes(nurse, reference, "work", {"status": "in_review"})
    stale = {"csrf_token": seen.token, "version": seen.fields["version"][0], **NOTHING}
    address = f"/clinic/submissions/{reference}"
    late = ben.browser.post(f"{address}/work", data=stale | {"note": "Bring a list", "status": "contacted"})
    assert late.status_code == 409
    assert "Somebody changed this in between" in late.text
    assert "In review" in late.text
    assert "Bring a list" in late.text
    assert Page(late.text).fields["status"] == ["contacted"]
    assert ben.browser.post(f"{address}/work", data=stale | {"note": "And the pills"}).status_code == 303
    story = nurse.browser.page(address).text
    assert "Bring a list" in story
    assert "And the pills" in story


def test_a_note_is_kept_though_its_status_can_be_chosen_no_longer(app: Flask, nurse: Person) -> None:
    reference = sends(app)
    ben = Person(app, BEN).come_in()
    address = f"/clinic/submissions/{reference}"
    seen = ben.browser.page(address)
    takes(nurse, reference, "work", {"status": "in_review"})
    stale = {
        "csrf_token": seen.token,
        **seen.fields,
        **NOTHING,
        "note": "Bring a list",
        "status": "in_review",
    }
    assert ben.browser.post(f"{address}/work", data=stale).status_code == 303  # it is so already
    takes(nurse, reference, "work", {"status": "closed", "reason": "declined"})
    late = ben.browser.post(f"{address}/work", data=stale | {"press": "", "note": "And the pills"})
    assert late.status_code == 409
    assert "Somebody changed this in between" in late.text
    assert ben.browser.post(f"{address}/work", data=stale | {"status": "gibberish"}).status_code == 422
    story = nurse.browser.page(address).text
    assert "Bring a list" in story
    assert "And the pills" in story


def test_a_form_that_is_sent_twice_is_saved_once(app: Flask, nurse: Person) -> None:
    reference = sends(app)
    address = f"/clinic/submissions/{reference}"
    seen = nurse.browser.page(address)
    sent = {"csrf_token": seen.token, **seen.fields, **NOTHING, "note": "Bring a list", "status": "in_review"}
    for _ in range(2):
        assert nurse.browser.post(f"{address}/work", data=sent).status_code == 303
    assert nurse.browser.page(address).text.count("Bring a list") == 1
    again = nurse.browser.page(address)
    assert again.fields["press"] != seen.fields["press"]


def test_many_are_changed_at_once_but_never_an_unread_one(app: Flask, nurse: Person) -> None:
    read, unread = sends(app), sends(app, "Zoë Other")
    nurse.browser.page(f"/clinic/submissions/{read}")
    token = nurse.browser.page("/clinic/").token
    step = {"csrf_token": token, "bulk-assignee": "", "bulk-status": "", "bulk-reason": ""}
    chosen: dict[str, Any] = step | {"chosen": [f"{read}:1", f"{unread}:1"], "bulk-status": "in_review"}
    back = nurse.browser.post("/clinic/bulk?sort=newest", data=chosen).location
    assert back == "/clinic/?tab=open&sort=newest"
    text = nurse.browser.page("/clinic/").text
    assert "1 changed." in text
    assert f"1 left as it was (nobody has read it yet): {grouped(unread)}." in text
    twice = step | {"chosen": [f"{read}:2", f"{read.lower()}:2"], "bulk-status": "contacted"}
    nurse.browser.post("/clinic/bulk", data=twice)
    assert "1 changed." in nurse.browser.page("/clinic/").text
    numbers = [f"2345{a}{b}{c}{d}" for a in "BCDF" for b in "BCDF" for c in "BCDF" for d in "BCDF"][:101]
    too_many = step | {"chosen": [f"{number}:1" for number in numbers], "bulk-assignee": "nobody"}
    nurse.browser.post("/clinic/bulk", data=too_many)
    assert "Choose 100 submissions or fewer." in nurse.browser.page("/clinic/").text
    bad = step | {"chosen": "x:y", "bulk-assignee": "nobody"}
    assert nurse.browser.post("/clinic/bulk", data=bad).status_code == 400
    for wrong, why in (
        ({"bulk-assignee": "who"}, "What you chose cannot be chosen any more. Nothing was changed."),
        ({"bulk-status": "gone"}, "What you chose cannot be chosen any more. Nothing was changed."),
        ({"bulk-reason": "declined", "bulk-status": "in_review"}, "Choose one thing to do at a time."),
        ({"bulk-assignee": "nobody", "bulk-status": "in_review"}, "Choose one thing to do at a time."),
        ({}, "Nothing was changed. Choose submissions in the list, and what to do with them."),
    ):
        nurse.browser.post("/clinic/bulk", data=step | {"chosen": f"{read}:3"} | wrong)
        assert why in nurse.browser.page("/clinic/").text


def test_the_headers_sort_by_flag_by_arrival_and_by_when_to_call_back(app: Flask, nurse: Person) -> None:
    for name, call in (("Later Person", "2"), ("Never Person", ""), ("Sooner Person", "1")):
        reference = sends(app, name)
        if call:
            at = f"{datetime.now(UTC).year + 1}-01-0{call}T09:00"
            takes(nurse, reference, "work", {"call_back": "at", "call_back_at": at})
    page = nurse.browser.page("/clinic/")
    ways = {text: html.unescape(one["href"]) for one, text in page.all("a") if "sort=" in one.get("href", "")}

    def names(address: str) -> list[str]:
        shown = nurse.browser.page(address).all("a")
        return [text.partition(" ")[0] for one, text in shown if one.get("id", "").startswith("row-")]

    assert names(ways["Call back"]) == ["Sooner", "Later"]
    assert names(ways["Waiting"]) == ["Sooner", "Never", "Later"]
    assert names(ways["Waiting"].replace("newest", "oldest")) == ["Later", "Never", "Sooner"]
    of_another_order = "1_2026-04-28T12:00:00+00:00_id"
    for way in ("after", "before"):
        assert nurse.browser.get(f"{ways['Call back']}&{way}={of_another_order}").status_code == 400


def test_what_came_just_now_is_a_minute_old_and_no_number_of_seconds(app: Flask, nurse: Person) -> None:
    reference = sends(app, "Ann Example")
    (listed, *_) = nurse.browser.page("/clinic/").all("time")
    assert listed[1] == "1 minute", "a column that has room for 29 minutes cuts 15 seconds"
    assert "(1 minute ago)" in nurse.browser.page(f"/clinic/submissions/{reference}").text


@pytest.fixture
def seven_in_twos(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seven people on a list of two a page."""
    for module in ("clinic.worklist_page", "use_cases.worklist"):
        monkeypatch.setattr(f"screener.{module}.PAGE_SIZE", 2)
    for number in range(7):
        sends(app, f"Person {number}")


@pytest.mark.usefixtures("seven_in_twos")
def test_what_is_not_counted_to_its_end_is_said_to_be_more(
    nurse: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shown(address: str) -> tuple[list[str], list[str], str, str]:
        page = nurse.browser.page(address)
        tabs = [text for one, text in page.all("span") if one.get("class") == "count"]
        lines = [text for one, text in page.all("p") if one.get("class") == "list-foot__paging"]
        (download,) = (text for _, text in page.all("button") if text.startswith("Download all"))
        ways = [html.unescape(one["href"]) for one, text in page.all("a") if text == "Next page"]
        return tabs, [line.partition(", newest")[0] for line in lines], download, next(iter(ways), "")

    days = "/clinic/?tab=all&sort=newest&received_from=2026-01-01"
    tabs, line, download, _ = shown(days)
    assert tabs == ["0", "7", "7", "7", "0", "7"]
    assert (line, download) == (["2 of 7, page 1 of 4"], "Download all 7 as a table (CSV)")
    monkeypatch.setattr("screener.use_cases.worklist.MOST_ON_DAYS", 3)
    address, seen = days, []
    while address:
        tabs, line, download, address = shown(address)
        seen += line
        assert tabs == ["3+", "3+", "3+", "0", "3+"], "of mine none was counted before the end"
        assert download == "Download all as a table (CSV)"
    assert seen == ["2 of 3+, page 1", "2 of 3+, page 2", "2 of 3+, page 3", "1 of 3+, page 4"]
    without_days = days.replace("received_from=2026-01-01", "language=en")
    assert shown(without_days)[0] == ["0", "7", "7", "7", "0", "7"], (
        "what triggers count is counted to its end"
    )


@pytest.mark.usefixtures("seven_in_twos")
def test_each_page_of_the_list_has_its_number_and_way_on_and_back(nurse: Person) -> None:
    def shown(address: str) -> tuple[str, dict[str, str]]:
        page = nurse.browser.page(address)
        ways = {text: html.unescape(one["href"]) for one, text in page.all("a") if text.endswith(" page")}
        (line,) = (text for _, text in page.all("p") if " of 7, " in text)
        return line.partition(", newest")[0].partition(", ")[2], ways

    address, seen = "/clinic/?tab=all&sort=newest", []
    while address:
        page, ways = shown(address)
        seen.append(page)
        last, address = address, ways.get("Next page", "")
    assert seen == [f"page {number} of 4" for number in (1, 2, 3, 4)]
    back = []
    while last:
        page, ways = shown(last)
        back.append(page)
        last = ways.get("Previous page", "")
    assert back == seen[::-1]
    after = re.sub("&page=2$", "", shown("/clinic/?tab=all&sort=newest")[1]["Next page"])
    for wrong in ("", "0", "1", "x", "²"):
        assert shown(f"{after}&page={wrong}")[0] == "page 2 of 4"
    assert shown(f"{after}&page=99999")[0] == "page 3 of 4"
    reference = next(
        one["id"] for one, _ in nurse.browser.page(f"{after}&page=2").all("a") if "row-" in one.get("id", "")
    )
    link = next(
        html.unescape(one["href"])
        for one, _ in nurse.browser.page(f"{after}&page=2").all("a")
        if one.get("id") == reference
    )
    back_to_it = next(
        one["href"] for one, text in nurse.browser.page(link).all("a") if text == "Back to the list"
    )
    assert shown(html.unescape(back_to_it).partition("#")[0])[0] == "page 2 of 4"


def test_all_that_was_left_is_counted_and_what_was_done_before_can_still_be_taken_back(
    app: Flask, nurse: Person
) -> None:
    read, *unread = (sends(app, f"Person {number}") for number in range(15))
    nurse.browser.page(f"/clinic/submissions/{read}")
    step = {"csrf_token": nurse.browser.page("/clinic/").token, "bulk-assignee": "", "bulk-reason": ""}
    nurse.browser.post("/clinic/bulk", data=step | {"chosen": f"{read}:1", "bulk-status": "in_review"})
    chosen: dict[str, Any] = {"chosen": [f"{one}:1" for one in unread], "bulk-status": "contacted"}
    nurse.browser.post("/clinic/bulk", data=step | chosen)
    text = nurse.browser.page("/clinic/").text
    named = ", ".join(grouped(one) for one in unread[:12])
    assert f"14 left as they were (nobody has read it yet): {named} and 2 more." in text
    nurse.browser.post("/clinic/bulk/undo", data={"csrf_token": step["csrf_token"]})
    assert "1 changed." in nurse.browser.page("/clinic/").text


def test_unread_ones_are_shared_out_closed_and_all_of_it_is_taken_back(app: Flask, nurse: Person) -> None:
    sent = [sends(app), sends(app, "Zoë Other")]
    page = nurse.browser.page("/clinic/?choose=all")
    boxes = [attributes for attributes, _ in page.all("input") if attributes.get("name") == "chosen"]
    assert all("checked" in box for box in boxes)
    step = {"csrf_token": page.token, "bulk-assignee": nurse.id(), "bulk-status": "", "bulk-reason": ""}
    nurse.browser.post("/clinic/bulk", data=step | {"chosen": [box["value"] for box in boxes]})
    page = nurse.browser.page("/clinic/?tab=mine")
    assert "2 changed." in page.text
    nurse.browser.post("/clinic/bulk/undo", data={"csrf_token": page.token})
    assert "2 changed." in nurse.browser.page("/clinic/?tab=unassigned").text
    for reference in sent:
        nurse.browser.page(f"/clinic/submissions/{reference}")
    close = step | {"bulk-assignee": "", "bulk-reason": "duplicate", "chosen": [f"{one}:3" for one in sent]}
    nurse.browser.post("/clinic/bulk", data=close)
    assert "2 changed." in nurse.browser.page("/clinic/?tab=closed").text


def test_a_filter_is_kept_and_deleted(app: Flask, nurse: Person) -> None:
    sends(app)
    token = nurse.browser.page("/clinic/").token
    named = {"csrf_token": token, "name": "Mine today"}
    nurse.browser.post("/clinic/filters?urgency=today&assignee=me", data=named)
    links = {text: attributes["href"] for attributes, text in nurse.browser.page("/clinic/").all("a")}
    assert links["Mine today"] == "/clinic/?tab=open&urgency=today&assignee=me"
    nurse.browser.post("/clinic/filters/delete", data=named)
    assert "Mine today" not in nurse.browser.page("/clinic/").text
    nurse.browser.post("/clinic/filters", data={"csrf_token": token, "name": ""})
    assert "Give the filter a name" in nurse.browser.page("/clinic/").text


def test_the_filter_shows_what_is_asked_and_offers_what_can_be_asked(nurse: Person) -> None:
    options = [attributes for attributes, _ in nurse.browser.page("/clinic/?pattern=focal").all("option")]
    assert [option["value"] for option in options if "selected" in option] == ["priority", "focal"]
    values = {option["value"] for option in options}
    assert {"", "none", "me"} < values
    assert "None" not in values
    nurse.browser.page("/clinic/?urgency=none&assignee=none&pattern=none&region=")


def test_work_is_given_to_nobody_who_cannot_sign_in(app: Flask, nurse: Person) -> None:
    reference = sends(app)
    ben = Person(app, BEN).come_in()
    root = administrator(app)
    root.browser.submit("/clinic/accounts", {}, 422)
    token = root.browser.page("/clinic/accounts").token
    root.browser.post(f"/clinic/accounts/{ben.id()}/disable", data={"csrf_token": token})
    takes(nurse, reference, "work", {"assignee": ben.id()}, 422)
    assert "Ben" not in nurse.browser.page(f"/clinic/submissions/{reference}").text


def test_a_download_has_what_the_filter_finds_and_is_in_the_audit(app: Flask, nurse: Person) -> None:
    sends(app, "=cmd()", **TODAY)
    sends(app, "Zoë Other")
    token = nurse.browser.page("/clinic/").token
    table = nurse.browser.post("/clinic/export.csv?urgency=today", data={"csrf_token": token})
    assert table.mimetype == "text/csv"
    assert re.search(r"filename=submissions-\d{4}-\d\d-\d\d\.csv$", table.headers["Content-Disposition"])
    assert "'=cmd()" in table.get_data(as_text=True)
    assert "Zoë" not in table.get_data(as_text=True)
    audit = administrator(app).browser.page("/clinic/audit?action=worklist.exported").text
    assert "filter: tab=open&amp;urgency=today" in audit
    assert "count: 1" in audit


def test_a_submission_leaves_as_a_pdf_with_what_its_page_says_and_the_audit_tells_of_it(
    app: Flask, nurse: Person
) -> None:
    reference = sends(app, **TODAY)
    address = f"/clinic/submissions/{reference}/pdf"
    assert new_browser(app).get(address).location == "/clinic/sign-in"
    sheet = nurse.browser.get(address)
    name = f"submission-{reference[:4]}-{reference[4:]}.pdf"
    assert (sheet.status_code, sheet.mimetype) == (200, "application/pdf")
    assert sheet.headers["Content-Disposition"] == f"attachment; filename={name}"
    assert "no-store" in sheet.headers["Cache-Control"]
    summary, *rest = (text.extract_text() for text in PdfReader(io.BytesIO(sheet.data)).pages)
    for words in (
        "Ann Example",
        "(913) 555-0123",
        "Message Call my sister",
        "Today: New or worse trouble swallowing",
        "Segmental",
        "Neck, Left hand",
        "not a diagnosis",
        "late adulthood",
        "Status: New",
        "Answered by: The person",
    ):
        assert words in " ".join(summary.split()), words
    assert "How has it changed since it began?" in " ".join("".join(rest).split())
    for printed in (summary, *rest):
        assert f"Ann Example · Submission {name[11:20]} · The University of Kansas" in " ".join(
            printed.split()
        )
    takes(nurse, reference, "work", {"note": "Will come on Tuesday.", "outcome": "reached"})
    assert "Will come" not in " ".join(summary.split())
    with_notes = (
        PdfReader(io.BytesIO(nurse.browser.get(f"{address}?written=yes").data)).pages[-1].extract_text()
    )
    assert "Phone: Reached. Will come on Tuesday." in " ".join(with_notes.split())
    page = nurse.browser.page(f"/clinic/submissions/{reference}")
    assert "Exported as a PDF, by Ann," in page.text
    assert address in [attributes["href"] for attributes, _ in page.all("a")]
    nurse.browser.page("/clinic/submissions/22222222/pdf", 404)


def test_what_was_taken_back_is_shown_as_such_and_cannot_be_worked_on(app: Flask, nurse: Person) -> None:
    patient = new_browser(app)
    arrive_at(patient, "check")
    patient.submit("/screen/share", CONTACT)
    sent = patient.page("/screen/sent")
    reference, code = _reference(sent), receipt_code(sent)
    seen = nurse.browser.page(f"/clinic/submissions/{reference}")
    patient.submit(f"/receipt/{code}/withdraw", {})
    late = nurse.browser.post(
        f"/clinic/submissions/{reference}/work",
        data={"csrf_token": seen.token, "version": seen.fields["version"][0], **NOTHING, "note": "x"},
    )
    assert late.status_code == 409
    page = nurse.browser.page(f"/clinic/submissions/{reference}")
    assert "The person took back" in page.text
    assert "Ann Example" not in page.text + nurse.browser.page("/clinic/").text
    assert nurse.browser.get(f"/clinic/submissions/{reference}/pdf").status_code == 200


def test_damaged_content_is_said_to_be_damaged(app: Flask, nurse: Person) -> None:
    reference = sends(app)
    with use_cases(app).database.writing() as connection:
        connection.execute(text("UPDATE submission SET contact = answers"))
    assert "cannot be opened" in nurse.browser.page("/clinic/").text
    sheet = PdfReader(io.BytesIO(nurse.browser.get(f"/clinic/submissions/{reference}/pdf").data))
    assert "The answers cannot be opened." in sheet.pages[0].extract_text()
    page = nurse.browser.page(f"/clinic/submissions/{reference}")
    assert "The answers cannot be opened" in page.text
    assert "Copy for the chart" not in page.text
    assert grouped(reference) in nurse.browser.page(f"/clinic/submissions/{reference}/exam").text
    assert nurse.browser.get(f"/clinic/submissions/{reference}/fhir").status_code == 409


def test_an_unknown_reference_is_not_found(nurse: Person) -> None:
    nurse.browser.page("/clinic/submissions/22222222", 404)
    token = nurse.browser.page("/clinic/").token
    posted = nurse.browser.post(
        "/clinic/submissions/22222222/notes", data={"csrf_token": token, "note": "x", "version": "1"}
    )
    assert posted.status_code == 404


def test_the_audit_is_read_by_day_person_and_action(app: Flask) -> None:
    root = administrator(app)
    assert (
        "Signed in" in root.browser.page("/clinic/audit").text
        or "Sign in" in root.browser.page("/clinic/audit").text
    )
    assert "No line fits." in root.browser.page("/clinic/audit?until=2001-01-01").text
    for wrong in ("action=gibberish", "since=yesterday", "until=9999-12-31", "since=0001-01-01"):
        root.browser.page(f"/clinic/audit?{wrong}", 422)


def test_kept_filters_say_how_many_they_find_and_those_for_everybody_are_everybodys(
    app: Flask, nurse: Person
) -> None:
    sends(app, **TODAY)
    sends(app)
    ben = Person(app, BEN).come_in()
    token = nurse.browser.page("/clinic/").token
    kept = {"csrf_token": token, "name": "Flagged <today>", "shared": "y"}
    assert nurse.browser.post("/clinic/filters?urgency=today", data=kept).status_code == 303
    page = ben.browser.page("/clinic/")
    assert "Flagged <today> 1 for everybody Delete the filter Flagged <today>" in [
        text for _, text in page.all("li")
    ]
    gone = {"csrf_token": page.token, "name": "Flagged <today>"}
    ben.browser.post("/clinic/filters/delete", data=gone)
    assert "for everybody Delete" in " ".join(text for _, text in nurse.browser.page("/clinic/").all("li"))
    ben.browser.post("/clinic/filters/delete", data={**gone, "shared": "y"})
    assert "for everybody Delete" not in " ".join(
        text for _, text in nurse.browser.page("/clinic/").all("li")
    )
