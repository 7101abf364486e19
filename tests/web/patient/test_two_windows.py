"""Two windows of one browser: a form names the draft it was made for, and no answer of one person leaves as another's."""

from typing import Any

import pytest
from flask import Flask

from screener.web.use_cases import use_cases
from tests.answering import CONTACT, arrive_at
from tests.strict import Page, StrictClient


def _open(client: StrictClient, address: str) -> dict[str, Any]:
    """Return what the form of an open page would send, as it stands."""
    page = client.page(address)
    return {**page.fields, **page.draft, "csrf_token": page.token}


def _stored(app: Flask) -> int:
    with use_cases(app).database.reading() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM submission").scalar_one())


def test_answers_of_a_second_person_never_leave_under_the_name_of_the_first(
    client: StrictClient, app: Flask
) -> None:
    arrive_at(client, "result")
    first = _open(client, "/screen/share") | CONTACT
    client.submit("/screen/clear", {})
    arrive_at(client, "result", {"body-parts": {"body-parts": ["larynx"]}})
    again = first | {"csrf_token": client.page("/screen/share").token}
    for pressed in (first, again, again):
        response = client.post("/screen/share", data=pressed)
        page = Page(response.text)
        assert response.status_code == 409
        assert page.heading == "Other answers are open now"
        assert "Ann Example" in response.text, "what was typed is given back"
        assert "What you wrote is still here. Press" not in page.text
    assert _stored(app) == 0
    second = _open(client, "/screen/share") | CONTACT
    assert client.post("/screen/share", data=second).location == "/screen/sent"


def test_a_part_that_was_changed_in_another_window_is_shown_before_it_is_sent(
    client: StrictClient, app: Flask
) -> None:
    arrive_at(client, "result")
    before = _open(client, "/screen/share") | CONTACT
    client.submit("/screen/body-parts?change=body-parts", {"body-parts": ["larynx"]})
    response = client.post("/screen/share", data=before)
    page = Page(response.text)
    assert response.status_code == 409
    assert "Your answers were changed in another window" in page.text
    assert page.fields["name"] == ["Ann Example"]
    assert _stored(app) == 0
    now = {**page.fields, **page.draft, **CONTACT, "csrf_token": page.token}
    assert client.post("/screen/share", data=now).location == "/screen/sent"


def test_a_question_of_other_answers_is_refused_and_gives_back_what_was_typed(client: StrictClient) -> None:
    arrive_at(client, "onset")
    open_page = _open(client, "/screen/onset") | {"onset-age": "43"}
    client.submit("/screen/clear", {})
    gone = client.post("/screen/onset", data=open_page)
    assert (gone.status_code, Page(gone.text).heading) == (409, "Your answers are no longer here")
    arrive_at(client, "onset", {"respondent": {"respondent": "parent"}})
    refused = client.post("/screen/onset", data=open_page)
    assert (refused.status_code, Page(refused.text).heading) == (409, "Other answers are open now")
    assert "43" in Page(refused.text).text
    assert client.page("/screen/onset").fields["onset-age"] == [""], "nothing of it was kept"


def test_a_first_page_from_before_the_answers_of_another_window_does_not_go_on_in_them(
    client: StrictClient,
) -> None:
    waiting = _open(client, "/screen/emergency")
    assert not waiting.get("draft")
    arrive_at(client, "onset", {"respondent": {"respondent": "parent"}})
    waiting["csrf_token"] = client.page("/screen/onset").token
    refused = client.post("/screen/emergency", data=waiting | {"emergency": "none"})
    assert (refused.status_code, Page(refused.text).heading) == (409, "Other answers are open now")
    assert client.get("/screen").location == "/screen/onset", "the other window's answers are as they were"
    urgent = client.post("/screen/emergency", data=waiting | {"emergency": "applies"})
    assert urgent.location == "/screen/call-911", "an emergency is taken from any page"


@pytest.mark.parametrize("prefix", ["", "/es"])
def test_an_emergency_on_the_page_of_other_answers_leads_to_911_all_the_same(
    client: StrictClient, prefix: str
) -> None:
    arrive_at(client, "onset", prefix=prefix)
    urgent = _open(client, f"{prefix}/screen/emergency") | {"emergency": "applies"}
    client.submit("/screen/clear", {})
    gone = client.post(f"{prefix}/screen/emergency", data=urgent)
    arrive_at(client, "result", {"body-parts": {"body-parts": ["larynx"]}}, prefix=prefix)
    others = client.post(f"{prefix}/screen/emergency", data=urgent)
    for answer in (gone, others):
        calls = [attributes["href"] for attributes, _ in Page(answer.text).all("a")]
        assert (answer.status_code, "tel:911" in calls) == (409, True)
    assert client.get("/screen").location == "/screen/result", "nothing of the others' answers is another"


def test_an_emergency_on_a_page_that_was_open_too_long_leads_to_911(client: StrictClient) -> None:
    urgent = _open(client, "/screen/emergency") | {"emergency": "applies", "csrf_token": "old"}
    answer = client.post("/screen/emergency", data=urgent)
    assert (answer.status_code, Page(answer.text).heading) == (409, "Call 911 now")


def test_pressing_twice_on_the_first_page_is_no_other_draft(client: StrictClient) -> None:
    first = _open(client, "/screen/emergency") | {"emergency": "none"}
    for _ in range(2):
        assert client.post("/screen/emergency", data=first).location == "/screen/respondent"


def test_after_send_the_same_form_shows_its_receipt_and_a_form_of_others_is_refused(
    client: StrictClient,
) -> None:
    arrive_at(client, "result")
    sent = _open(client, "/screen/share") | CONTACT
    assert client.post("/screen/share", data=sent).location == "/screen/sent"
    token = client.page("/screen/sent").token
    assert client.post("/screen/share", data=sent | {"csrf_token": token}).location == "/screen/sent"
    other = sent | {"draft": "0123456789abcdef.0123456789abcdef", "csrf_token": token}
    assert client.post("/screen/share", data=other).status_code == 409


def test_no_page_holds_the_key_that_a_draft_is_sent_under(client: StrictClient) -> None:
    arrive_at(client, "result")
    (first, second) = (_open(client, address)["draft"] for address in ("/screen/onset", "/screen/course"))
    assert first == second
    assert len(first) == 16


@pytest.mark.parametrize(
    ("asked", "done"),
    [
        ("/screen/save", "/screen/save"),
        ("/screen/clear", "/screen/clear"),
        ("/screen/clear", "/saved/delete"),
    ],
)
def test_no_button_of_one_persons_page_acts_on_the_answers_of_the_next(
    client: StrictClient, asked: str, done: str
) -> None:
    arrive_at(client, "onset")
    open_page = _open(client, asked)
    client.submit("/screen/clear", {})
    arrive_at(client, "onset", {"respondent": {"respondent": "parent"}})
    token = client.page("/screen/onset").token
    refused = client.post(done, data=open_page | {"csrf_token": token, "clear": "1"})
    assert (refused.status_code, Page(refused.text).heading) == (409, "Other answers are open now")
    assert client.get("/screen").location == "/screen/onset", "nothing of the second person is gone"


@pytest.mark.parametrize("kind", ["pdf", "txt"])
def test_a_result_that_is_still_open_gives_no_copy_of_the_next_persons_answers(
    client: StrictClient, kind: str
) -> None:
    arrive_at(client, "result")
    (link,) = (
        attributes["href"]
        for attributes, _ in client.page("/screen/result").all("a")
        if attributes.get("href", "").startswith(f"/screen/answers.{kind}")
    )
    assert client.get(link).status_code == 200
    client.submit("/screen/clear", {})
    arrive_at(client, "result", {"body-parts": {"body-parts": ["larynx"]}})
    assert client.get(link).status_code == 409


def test_clearing_twice_is_no_fault(client: StrictClient) -> None:
    arrive_at(client, "onset")
    pressed = _open(client, "/screen/clear")
    for _ in range(2):
        assert client.post("/screen/clear", data=pressed).location == "/?cleared=1"
        pressed["csrf_token"] = client.page("/screen/clear").token


def test_a_page_that_waited_is_told_which_draft_is_there(client: StrictClient) -> None:
    assert client.get("/screen/emergency").headers["Draft"] == "none"
    arrive_at(client, "onset")
    named = client.page("/screen/onset").draft["draft"]
    assert client.get("/screen/onset").headers["Draft"] == named
    client.submit("/screen/clear", {})
    assert client.get("/screen/onset", follow_redirects=True).headers["Draft"] == "none"


def test_every_form_that_acts_on_the_answers_names_them(client: StrictClient) -> None:
    arrive_at(client, "result")
    client.submit("/screen/save", {})
    acting = ["onset", "share", "save", "saved", "clear"]
    pages = {name: client.page(f"/screen/{name}") for name in acting}
    pages["/saved/delete"] = client.page("/saved/delete")
    client.submit("/screen/share", CONTACT)
    pages["sent"] = client.page("/screen/sent")
    named = {name: page.draft.get("draft", "").partition(".")[0] for name, page in pages.items()}
    assert len(set(named.values())) == 1, named
    assert "" not in named.values()
